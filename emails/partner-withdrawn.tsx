import { instantWords } from "./dates";
import { PartnerMail } from "./partner-mail";
import { Paragraph } from "./parts";
import { wordsOf } from "./words";
import type { Common, Workshop } from "./workshop";

type Props = Common & Workshop & { withdrawnAt: string };

export function subject({ locale, tenantName, engagementName }: Props): string {
  return wordsOf(locale)("partnerWithdrawn.subject", {
    tenant: tenantName,
    engagement: engagementName,
  });
}

/** D14: the customer withdrew; to the partner's contact and the sender. */
export default function PartnerWithdrawn({ locale, address, withdrawnAt, ...workshop }: Props) {
  const t = wordsOf(locale);
  return (
    <PartnerMail
      locale={locale}
      address={address}
      workshop={workshop}
      title={t("partnerWithdrawn.title", { tenant: workshop.tenantName })}
      preview={workshop.engagementName}
      facts={[[t("facts.withdrawnAt"), instantWords(locale, withdrawnAt, workshop.timeZone)]]}
      action={t("partnerWithdrawn.action")}
    >
      <Paragraph>{t("partnerWithdrawn.text")}</Paragraph>
    </PartnerMail>
  );
}
