import { deadlineWords } from "./dates";
import { PartnerMail } from "./partner-mail";
import { Paragraph, Strong } from "./parts";
import { wordsOf } from "./words";
import type { Common, Workshop } from "./workshop";

type Props = Common & Workshop & { consentDueAt: string; daysLeft: number };

export function subject({ locale, daysLeft, tenantName }: Props): string {
  return wordsOf(locale)("partnerNotSent.subject", { days: daysLeft, tenant: tenantName });
}

/** D13: reminds the partner of a request that was never sent. */
export default function PartnerNotSent({
  locale,
  address,
  consentDueAt,
  daysLeft,
  ...workshop
}: Props) {
  const t = wordsOf(locale);
  return (
    <PartnerMail
      locale={locale}
      address={address}
      workshop={workshop}
      title={t("partnerNotSent.title", { tenant: workshop.tenantName })}
      preview={workshop.engagementName}
      facts={[[t("facts.consentBy"), deadlineWords(locale, consentDueAt, workshop.timeZone)]]}
      action={t("partnerNotSent.action")}
    >
      <Strong>{t("partnerNotSent.left", { days: daysLeft })}</Strong>
      <Paragraph>{t("partnerNotSent.text")}</Paragraph>
    </PartnerMail>
  );
}
