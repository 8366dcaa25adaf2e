import { deadlineWords } from "./dates";
import { PartnerMail } from "./partner-mail";
import { Paragraph, Strong } from "./parts";
import { wordsOf } from "./words";
import type { Common, Workshop } from "./workshop";

type Props = Common & Workshop & { deliveryDueAt: string; daysLeft: number };

export function subject({ locale, daysLeft, tenantName }: Props): string {
  return wordsOf(locale)("partnerDeliveryDue.subject", { days: daysLeft, tenant: tenantName });
}

/** D13: reminds the partner that the time for the workshop and its claim runs out. */
export default function PartnerDeliveryDue({
  locale,
  address,
  deliveryDueAt,
  daysLeft,
  ...workshop
}: Props) {
  const t = wordsOf(locale);
  return (
    <PartnerMail
      locale={locale}
      address={address}
      workshop={workshop}
      title={t("partnerDeliveryDue.title", { tenant: workshop.tenantName })}
      preview={workshop.engagementName}
      facts={[[t("facts.submitBy"), deadlineWords(locale, deliveryDueAt, workshop.timeZone)]]}
      action={t("partnerDeliveryDue.action")}
    >
      <Strong>{t("partnerDeliveryDue.left", { days: daysLeft })}</Strong>
      <Paragraph>{t("partnerDeliveryDue.text")}</Paragraph>
    </PartnerMail>
  );
}
