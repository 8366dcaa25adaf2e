import type { Locale, Tx, Visitor } from "../ctx";
import { checkForm, suspicionsOf, type PostedForm } from "../visitors/check-form";
import { resembles } from "../visitors/names";
import type { Suspicion } from "../visitors/rules";
import type { Stamp } from "../visitors/stamp";
import type { AskedRequest } from "./queries";
import { wordingOf, type Wording } from "./wording";

/**
 * D10: whether a posted form can be a person's, about a request for consent.
 * Refuses with the reasons of `whyNoForm`.
 * @returns what the stamp says
 */
export function checkPage(tx: Tx<Visitor>, asked: AskedRequest, posted: PostedForm): Stamp {
  const hashOf = (language: Locale | null) =>
    wordingInForce(asked, language ?? asked.request.language).hash;
  return checkForm(tx, posted, hashOf);
}

/** The same of an answer or withdrawal, with what makes it suspicious; mostly nothing. */
export function checkAnswer(
  tx: Tx<Visitor>,
  asked: AskedRequest,
  { fullName, saysLanguages, ...posted }: PostedForm & { fullName: string; saysLanguages: boolean },
): { stamp: Stamp; found: Suspicion[] } {
  const stamp = checkPage(tx, asked, posted);
  const { contactFirstName: firstName, contactLastName: lastName } = asked.request;
  const nameFits = resembles(fullName, { firstName, lastName });
  return { stamp, found: suspicionsOf(tx, { stamp, nameFits, saysLanguages }) };
}

/** The text that a request asks agreement to, in one language, of the version it was sent with. */
export function wordingInForce(asked: AskedRequest, language: Locale): Wording {
  const { workshop, engagement, request } = asked;
  return wordingOf(
    language,
    { ...workshop, deliveryDays: engagement.deliveryDays },
    request.wordingVersion,
  );
}
