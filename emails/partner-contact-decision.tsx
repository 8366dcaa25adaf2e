import { PartnerMail } from "./partner-mail";
import { Paragraph, Quote } from "./parts";
import { wordsOf } from "./words";
import type { Common, Workshop } from "./workshop";

type Props = Common &
  Workshop & {
    decision: "released" | "refused" | "closed" | "stopped" | "banned" | "lifted";
    contactEmail: string;
    note: string | null;
  };

export function subject({ locale, decision, tenantName }: Props): string {
  return wordsOf(locale)(`partnerContactDecision.${decision}.subject`, { tenant: tenantName });
}

/** D19: the programme decided about a contact outside of the customer's domains, or one is none any more. */
export default function PartnerContactDecision({
  locale,
  address,
  decision,
  contactEmail,
  note,
  ...workshop
}: Props) {
  const t = wordsOf(locale);
  return (
    <PartnerMail
      locale={locale}
      address={address}
      workshop={workshop}
      title={t(`partnerContactDecision.${decision}.title`, { tenant: workshop.tenantName })}
      preview={workshop.engagementName}
      action={t("partnerContactDecision.action")}
    >
      <Paragraph>{t(`partnerContactDecision.${decision}.text`, { email: contactEmail })}</Paragraph>
      {note === null ? null : <Quote>{note}</Quote>}
    </PartnerMail>
  );
}
