import { useLocale, useTranslations } from "next-intl";
import type { SubmitView } from "@/lib/views/claim/submit";
import { formats } from "@/messages/format/formats";

/** What the check before sending found, in words. */
export function FindingText({ finding }: { finding: SubmitView["findings"][number] }) {
  const t = useTranslations("claims.check.finding");
  const { money } = formats(useLocale());
  const { amount, currency, ...others } = finding.params;
  return t(
    finding.code,
    amount && currency ? { ...others, amount: money({ amount, currency }) } : others,
  );
}
