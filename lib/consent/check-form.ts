import type { Tx, Visitor } from "../ctx";
import { Refusal } from "../errors";
import { resembles } from "./names";
import type { AskedRequest } from "./queries";
import { suspicions, whyNoForm, type Suspicion } from "./rules";
import { readStamp, sameVisitor, showedWording, type Stamp } from "./stamp";
import { wordingOf, type Wording } from "./wording";

export type PostedForm = { stamp: string; more: string };
export type CheckedForm = { stamp: Stamp; wording: Wording };

/**
 * D10: whether a posted form can be a person's: stamped by a page of ours that showed the text in
 * force, not too fast, not stale, the trap empty.
 * Refuses with the reasons of `whyNoForm`.
 * @returns what the stamp says, and the text that its page showed
 */
export function checkForm(
  tx: Tx<Visitor>,
  asked: AskedRequest,
  { stamp: posted, more }: PostedForm,
): CheckedForm {
  const stamp = readStamp(posted, tx.actor.linkId);
  const wording = wordingInForce(asked, stamp?.language ?? asked.request.language);
  const why = whyNoForm(
    {
      trapFilled: more !== "",
      madeAt: stamp?.at ?? null,
      sameWording: stamp !== null && showedWording(stamp, wording.hash),
    },
    tx.now,
  );
  if (why !== null || stamp === null) throw new Refusal(why ?? "form_forged");
  return { stamp, wording };
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
  form: { stamp: Stamp; fullName: string; saysLanguages: boolean },
): Suspicion[] {
  const contact = {
    firstName: asked.request.contactFirstName,
    lastName: asked.request.contactLastName,
  };
  return suspicions(
    {
      trapFilled: false,
      madeAt: form.stamp.at,
      sameWording: true,
      sameVisitor: sameVisitor(form.stamp, tx.actor),
      nameFits: resembles(form.fullName, contact),
      userAgent: tx.actor.userAgent,
      saysLanguages: form.saysLanguages,
    },
    tx.now,
  );
}
