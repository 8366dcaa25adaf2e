import { deadlineWords } from "./dates";
import { PartnerMail } from "./partner-mail";
import { Paragraph } from "./parts";
import { wordsOf } from "./words";
import type { Common, Workshop } from "./workshop";

type Props = Common &
  Workshop & {
    kind: "consent" | "delivery";
    wasDueAt: string;
    dueAt: string;
    reason: string;
  };

export function subject({ locale, tenantName, engagementName }: Props): string {
  return wordsOf(locale)("partnerExtended.subject", {
    tenant: tenantName,
    engagement: engagementName,
  });
}

/** P25: the programme gave a round more time. */
export default function PartnerExtended({
  locale,
  address,
  kind,
  wasDueAt,
  dueAt,
  reason,
  ...workshop
}: Props) {
  const t = wordsOf(locale);
  const day = (iso: string) => deadlineWords(locale, iso, workshop.timeZone);
  return (
    <PartnerMail
      locale={locale}
      address={address}
      workshop={workshop}
      title={t("partnerExtended.title", { tenant: workshop.tenantName })}
      preview={workshop.engagementName}
      facts={[
        [t("facts.dueNow"), day(dueAt)],
        [t("facts.wasDueAt"), day(wasDueAt)],
        [t("facts.reason"), reason],
      ]}
      action={t("partnerExtended.action")}
    >
      <Paragraph>{t(`partnerExtended.${kind}`, { tenant: workshop.tenantName })}</Paragraph>
    </PartnerMail>
  );
}
