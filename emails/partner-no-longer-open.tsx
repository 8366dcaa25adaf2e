import { PartnerMail } from "./partner-mail";
import { Paragraph } from "./parts";
import { wordsOf } from "./words";
import type { Common, Workshop } from "./workshop";

type Props = Common & Workshop;

export function subject({ locale, tenantName, engagementName }: Props): string {
  return wordsOf(locale)("partnerNoLongerOpen.subject", {
    tenant: tenantName,
    engagement: engagementName,
  });
}

/** D8: another acceptance came first. Whose is never said. */
export default function PartnerNoLongerOpen({ locale, address, ...workshop }: Props) {
  const t = wordsOf(locale);
  return (
    <PartnerMail
      locale={locale}
      address={address}
      workshop={workshop}
      title={t("partnerNoLongerOpen.title", { tenant: workshop.tenantName })}
      preview={workshop.engagementName}
      action={t("partnerNoLongerOpen.action")}
    >
      <Paragraph>{t("partnerNoLongerOpen.text")}</Paragraph>
    </PartnerMail>
  );
}
