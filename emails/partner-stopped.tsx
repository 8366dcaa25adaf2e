import { PartnerMail } from "./partner-mail";
import { Paragraph } from "./parts";
import { wordsOf } from "./words";
import type { Common, Workshop } from "./workshop";

type Props = Common & Workshop & { kind: "asked" | "consented" | "done"; reason: string };

export function subject({ locale, tenantName, engagementName }: Props): string {
  return wordsOf(locale)("partnerStopped.subject", {
    tenant: tenantName,
    engagement: engagementName,
  });
}

/** P18: the programme ended a round. */
export default function PartnerStopped({ locale, address, kind, reason, ...workshop }: Props) {
  const t = wordsOf(locale);
  return (
    <PartnerMail
      locale={locale}
      address={address}
      workshop={workshop}
      title={t("partnerStopped.title", { tenant: workshop.tenantName })}
      preview={workshop.engagementName}
      facts={[[t("facts.reason"), reason]]}
      action={t("partnerStopped.action")}
    >
      <Paragraph>{t(`partnerStopped.${kind}`, { tenant: workshop.tenantName })}</Paragraph>
    </PartnerMail>
  );
}
