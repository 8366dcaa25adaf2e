import type { useTranslations } from "next-intl";
import { mismatchReasons } from "@/lib/tenants/schema";
import type { namesOf } from "../engagements/programme-words";

type Words = ReturnType<typeof useTranslations<"review">>;
type MismatchWords = ReturnType<typeof useTranslations<"wizards.mismatch">>;

/** "Invoice – The name of the customer is missing", as the programme calls both. */
export function reasonText(
  t: Words,
  { requirement, code }: { requirement: string; code: string },
  words: Pick<ReturnType<typeof namesOf>, "proof" | "reason">,
): string {
  const group = requirement === "general" ? t("general") : words.proof(requirement);
  return t("reason", { group, reason: words.reason(code) });
}

/** S28: the usual reason in words, then what was typed besides. */
export function mismatchText(t: MismatchWords, reason: string): string {
  const usual = mismatchReasons.find((one) => reason === one || reason.startsWith(`${one}: `));
  return usual ? t(usual) + reason.slice(usual.length) : reason;
}
