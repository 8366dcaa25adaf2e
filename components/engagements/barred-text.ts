import type { useTranslations } from "next-intl";
import type { TenantCriterion } from "@/lib/views/eligibility-result";

type Barred = Extract<TenantCriterion, { kind: "allowed" }>["barred"];

/** P18: why a customer is not allowed, with the programme's words. */
export function barredText(
  t: ReturnType<typeof useTranslations<"engagements">>,
  { reason: code, note }: Barred,
): string {
  const reason = t(`barred.reasons.${code}`);
  return note === null ? reason : t("barred.said", { reason, note });
}
