import type { Tx, Visitor } from "../ctx";
import { checkPage, suspicionsOf as suspicionsOfPage, type PostedForm } from "./check-page";
import { resembles } from "./names";
import type { AskedRequest } from "./queries";
import type { Suspicion } from "./rules";
import type { Stamp } from "./stamp";
import { wordingOf, type Wording } from "./wording";

export type CheckedForm = { stamp: Stamp; wording: Wording };

/**
 * D10: whether a posted form can be a person's, about a request for consent.
 * Refuses with the reasons of `whyNoForm`.
 * @returns what the stamp says, and the text that its page showed
 */
export function checkForm(tx: Tx<Visitor>, asked: AskedRequest, posted: PostedForm): CheckedForm {
  const hashOf = (language: "en" | "nl" | null) =>
    wordingInForce(asked, language ?? asked.request.language).hash;
  const stamp = checkPage(tx, posted, hashOf);
  return { stamp, wording: wordingInForce(asked, stamp.language) };
}

/** The text that a request asks agreement to, in one language, of the version it was sent with. */
export function wordingInForce(asked: AskedRequest, language: "en" | "nl"): Wording {
  const { workshop, engagement, request } = asked;
  return wordingOf(
    language,
    { ...workshop, deliveryDays: engagement.deliveryDays },
    request.wordingVersion,
  );
}

/** D10: what makes a form suspicious that could be a person's; mostly nothing. */
export function suspicionsOf(
  tx: Tx<Visitor>,
  asked: AskedRequest,
  { fullName, ...form }: { stamp: Stamp; fullName: string; saysLanguages: boolean },
): Suspicion[] {
  const contact = {
    firstName: asked.request.contactFirstName,
    lastName: asked.request.contactLastName,
  };
  return suspicionsOfPage(tx, { ...form, nameFits: resembles(fullName, contact) });
}
