import type { useTranslations } from "next-intl";
import { reasonsFor } from "@/lib/claims/review/schema";
import { mismatchReasons } from "@/lib/tenants/schema";

type Words = ReturnType<typeof useTranslations<"review">>;
type MismatchWords = ReturnType<typeof useTranslations<"wizards.mismatch">>;

/** "Invoice – The name of the customer is missing"; a code without words of its own says "other". */
export function reasonText(
  t: Words,
  { requirement, code }: { requirement: string; code: string },
  /** How the programme calls kinds of proof. */
  proof: (kind: string) => string,
): string {
  const reason = reasonsFor(requirement).find((one) => one === code) ?? "other";
  const group = requirement === "general" ? t("general") : proof(requirement);
  return t("reason", { group, reason: t(`reasons.${reason}`) });
}

/** S28: the usual reason in words, then what was typed besides. */
export function mismatchText(t: MismatchWords, reason: string): string {
  const usual = mismatchReasons.find((one) => reason === one || reason.startsWith(`${one}: `));
  return usual ? t(usual) + reason.slice(usual.length) : reason;
}
