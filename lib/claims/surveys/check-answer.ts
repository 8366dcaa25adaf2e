import { createHash } from "node:crypto";
import type { Tx, Visitor } from "../../ctx";
import { Refusal } from "../../errors";
import { checkForm, suspicionsOf } from "../../visitors/check-form";
import { resembles, resemblesWhole } from "../../visitors/names";
import type { AskedSurvey } from "./asked/queries";
import type { Answers } from "./rules";

/** What the page with the form shows, or the page that asks to confirm these answers; for its stamp. */
export function pageHash({ survey }: Pick<AskedSurvey, "survey">, toConfirm?: Answers): string {
  return createHash("sha256")
    .update(JSON.stringify([survey.id, survey.questions, toConfirm ?? null]))
    .digest("hex");
}

/** Whether a typed name could be that of the person who was asked. */
export function isNamed({ survey, claim }: AskedSurvey, fullName: string): boolean {
  if (survey.kind === "partner") return resemblesWhole(fullName, survey.recipientName);
  return resembles(fullName, {
    firstName: claim.contactFirstName,
    lastName: claim.contactLastName,
  });
}

type CheckedForm = {
  stamp: string;
  more: string;
  fullName: string;
  answers: Answers;
  saysLanguages: boolean;
  /** It comes from the page that asks to confirm. */
  confirming: boolean;
};

/**
 * D10: whether a filled-in form is a person's answer. Its page, the time it took and its trap are
 * looked at as for a consent. The name must be that of the person whom the e-mail greets: no page
 * says it, and a machine that fills in forms does not know it. Whatever else is odd (another network,
 * a hasty hand, a browser that is none) needs a second page, on which the name is typed once more.
 * Refuses with `whyNoForm`'s reasons, and with `name_not_asked` at the name.
 * @returns whether the answers still have to be confirmed
 */
export function checkAnswer(
  tx: Tx<Visitor>,
  asked: AskedSurvey,
  form: CheckedForm,
): { toConfirm: boolean } {
  const hash = pageHash(asked, form.confirming ? form.answers : undefined);
  const stamp = checkForm(tx, form, () => hash);
  const nameFits = isNamed(asked, form.fullName);
  if (!nameFits) throw new Refusal("name_not_asked", { field: "fullName" });
  if (form.confirming) return { toConfirm: false };
  return { toConfirm: suspicionsOf(tx, { ...form, nameFits, stamp }).length > 0 };
}
