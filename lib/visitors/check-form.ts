import type { Locale, Tx, Visitor } from "../ctx";
import { Refusal } from "../errors";
import { isMachine, suspicions, whyNoForm, type Suspicion } from "./rules";
import { readStamp, sameVisitor, showedWording, type Stamp } from "./stamp";

export type PostedForm = { stamp: string; more: string };

/**
 * D10: whether a posted form can be a person's: stamped by a page of ours that showed the text in
 * force, not too fast, not stale, the trap empty.
 * Refuses with the reasons of `whyNoForm`.
 * @param hashOf the hash of the text that the page shows in a language; null: the contact's own
 * @returns what the stamp says
 */
export function checkForm(
  tx: Tx<Visitor>,
  { stamp: posted, more }: PostedForm,
  hashOf: (language: Locale | null) => string,
): Stamp {
  const stamp = readStamp(posted, tx.actor.linkId);
  const hash = hashOf(stamp?.language ?? null);
  const why = whyNoForm(
    {
      trapFilled: more !== "",
      madeAt: stamp?.at ?? null,
      sameWording: stamp !== null && showedWording(stamp, hash),
    },
    tx.now,
  );
  if (why !== null || stamp === null) throw new Refusal(why ?? "form_forged");
  return stamp;
}

/** D10: what makes a form suspicious that could be a person's; mostly nothing. */
export function suspicionsOf(
  tx: Tx<Visitor>,
  form: { stamp: Stamp; nameFits: boolean; saysLanguages: boolean },
): Suspicion[] {
  return suspicions(
    {
      trapFilled: false,
      madeAt: form.stamp.at,
      sameWording: true,
      sameVisitor: sameVisitor(form.stamp, tx.actor),
      nameFits: form.nameFits,
      userAgent: tx.actor.userAgent,
      saysLanguages: form.saysLanguages,
    },
    tx.now,
  );
}

/** D10: refuses with `form_forged` what a machine sent that does not hide it; for forms without a name. */
export function refuseMachine({ actor }: Tx<Visitor>, saysLanguages: boolean): void {
  if (!saysLanguages || isMachine(actor.userAgent)) throw new Refusal("form_forged");
}
