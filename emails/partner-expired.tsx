import { deadlineWords } from "./dates";
import { PartnerMail } from "./partner-mail";
import { Paragraph } from "./parts";
import { wordsOf } from "./words";
import type { Common, Workshop } from "./workshop";

type Props = Common & Workshop & { kind: "consent" | "delivery"; dueAt: string };

export function subject({ locale, kind, tenantName, engagementName }: Props): string {
  return wordsOf(locale)("partnerExpired.subject", {
    kind,
    tenant: tenantName,
    engagement: engagementName,
  });
}

/** D7, W11: a round ended because its time ran out. */
export default function PartnerExpired({ locale, address, kind, dueAt, ...workshop }: Props) {
  const t = wordsOf(locale);
  return (
    <PartnerMail
      locale={locale}
      address={address}
      workshop={workshop}
      title={t("partnerExpired.title", { kind, tenant: workshop.tenantName })}
      preview={workshop.engagementName}
      facts={[[t("facts.endedAt"), deadlineWords(locale, dueAt, workshop.timeZone)]]}
      action={t("partnerExpired.action")}
    >
      <Paragraph>{t(`partnerExpired.${kind}`)}</Paragraph>
    </PartnerMail>
  );
}
