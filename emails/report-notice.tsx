import { PartnerMail } from "./partner-mail";
import { Paragraph, Quote } from "./parts";
import { wordsOf, type Locale } from "./words";
import type { Common, Workshop } from "./workshop";

type Props = Common & Workshop & { kind: "partner" | "programme"; message: string };

export function subject({ locale, tenantName }: { locale: Locale } & Workshop): string {
  return wordsOf(locale)("reportNotice.subject", { tenant: tenantName });
}

/** D10: "Not expected? Tell us", passed on to the partner's contact and the programme. */
export default function ReportNotice({ locale, address, kind, message, ...workshop }: Props) {
  const t = wordsOf(locale);
  return (
    <PartnerMail
      locale={locale}
      address={address}
      workshop={workshop}
      title={t("reportNotice.title")}
      preview={t("reportNotice.text")}
      facts={[[t("facts.partner"), workshop.partnerName]]}
      action={t(`reportNotice.open.${kind}`)}
    >
      <Paragraph>{t("reportNotice.text")}</Paragraph>
      <Paragraph>{t("facts.message")}:</Paragraph>
      <Quote>{message}</Quote>
    </PartnerMail>
  );
}
