import { PartnerMail } from "./partner-mail";
import { Paragraph } from "./parts";
import { wordsOf } from "./words";
import type { Common, Workshop } from "./workshop";

type Props = Common &
  Workshop & {
    contactEmail: string;
    state: "returned" | "bounced" | "complained" | "failed";
    claimNumber: string | null;
  };

export function subject({ locale, tenantName }: Props): string {
  return wordsOf(locale)("partnerBounced.subject", { tenant: tenantName });
}

/** The request or the survey did not reach the customer's contact; to the partner's contact and the sender. */
export default function PartnerBounced({
  locale,
  address,
  contactEmail,
  state,
  claimNumber,
  ...workshop
}: Props) {
  const t = wordsOf(locale);
  const asked = claimNumber === null ? "consent" : "survey";
  return (
    <PartnerMail
      locale={locale}
      address={address}
      workshop={workshop}
      title={t("partnerBounced.title")}
      preview={workshop.engagementName}
      facts={[[t("facts.contactEmail"), contactEmail]]}
      action={t("partnerBounced.action", { asked })}
    >
      <Paragraph>{t(`partnerBounced.${state}`, { asked })}</Paragraph>
    </PartnerMail>
  );
}
