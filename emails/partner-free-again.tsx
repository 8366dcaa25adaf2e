import { PartnerMail } from "./partner-mail";
import { Paragraph } from "./parts";
import { wordsOf } from "./words";
import type { Common, Workshop } from "./workshop";

type Props = Common & Workshop & { daysLeft: number };

export function subject({ locale, tenantName, engagementName }: Props): string {
  return wordsOf(locale)("partnerFreeAgain.subject", {
    tenant: tenantName,
    engagement: engagementName,
  });
}

/** D18: the consent of another partner ended. Whose it was is never said. */
export default function PartnerFreeAgain({ locale, address, daysLeft, ...workshop }: Props) {
  const t = wordsOf(locale);
  return (
    <PartnerMail
      locale={locale}
      address={address}
      workshop={workshop}
      title={t("partnerFreeAgain.title", { tenant: workshop.tenantName })}
      preview={workshop.engagementName}
      action={t("partnerFreeAgain.action")}
    >
      <Paragraph>{t("partnerFreeAgain.text", { days: daysLeft })}</Paragraph>
    </PartnerMail>
  );
}
