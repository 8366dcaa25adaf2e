import { PartnerMail } from "./partner-mail";
import { Paragraph } from "./parts";
import { wordsOf } from "./words";
import type { Common, Workshop } from "./workshop";

type Props = Common &
  Workshop & { contactEmail: string; kind: "colleague" | "elsewhere"; colleague: string | null };

export function subject({ locale, tenantName }: Props): string {
  return wordsOf(locale)("partnerWrongContact.subject", { tenant: tenantName });
}

/** D30: the contact who was asked says that somebody else has to be. */
export default function PartnerWrongContact({
  locale,
  address,
  contactEmail,
  kind,
  colleague,
  ...workshop
}: Props) {
  const t = wordsOf(locale);
  const text = t(`partnerWrongContact.${kind}`, { email: contactEmail });
  return (
    <PartnerMail
      locale={locale}
      address={address}
      workshop={workshop}
      title={t("partnerWrongContact.title", { tenant: workshop.tenantName })}
      preview={text}
      facts={colleague === null ? [] : [[t("partnerWrongContact.named"), colleague]]}
      action={t("partnerWrongContact.action")}
    >
      <Paragraph>{text}</Paragraph>
      <Paragraph>{t("partnerWrongContact.next")}</Paragraph>
    </PartnerMail>
  );
}
