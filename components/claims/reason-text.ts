import type { useTranslations } from "next-intl";
import { reasonCodes, reasonGroups } from "@/lib/claims/review/schema";
import { mismatchReasons } from "@/lib/tenants/schema";

type Words = ReturnType<typeof useTranslations<"review">>;
type MismatchWords = ReturnType<typeof useTranslations<"wizards.mismatch">>;

/** "Invoice – The name of the customer is missing"; a code without words of its own says "other". */
export function reasonText(
  t: Words,
  { requirement, code }: { requirement: string; code: string },
): string {
  const group = reasonGroups.find((one) => one === requirement) ?? "general";
  const codes = Object.values(reasonCodes).flat();
  const reason = codes.find((one) => one === code) ?? "other";
  return t("reason", { group: t(`groups.${group}`), reason: t(`reasons.${reason}`) });
}

/** S28: the usual reason in words, then what was typed besides. */
export function mismatchText(t: MismatchWords, reason: string): string {
  const usual = mismatchReasons.find((one) => reason === one || reason.startsWith(`${one}: `));
  return usual ? t(usual) + reason.slice(usual.length) : reason;
}
