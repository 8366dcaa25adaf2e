import { Layout } from "./layout";
import { Facts, Paragraph, Quote } from "./parts";
import { wordsOf, type Locale } from "./words";
import { partnerFacts, partnerFooter, type Workshop } from "./workshop";

type Props = Workshop & { locale: Locale; message: string };

export function subject({ locale, tenantName }: Props): string {
  return wordsOf(locale)("reportNotice.subject", { tenant: tenantName });
}

/** D10: "Not expected? Tell us", passed on to the partner's contact and the programme. */
export default function ReportNotice({ locale, message, ...workshop }: Props) {
  const t = wordsOf(locale);
  return (
    <Layout
      locale={locale}
      preview={t("reportNotice.text")}
      title={t("reportNotice.title")}
      footer={partnerFooter(locale)}
    >
      <Paragraph>{t("hello")}</Paragraph>
      <Paragraph>{t("reportNotice.text")}</Paragraph>
      <Facts
        rows={[...partnerFacts(locale, workshop), [t("facts.partner"), workshop.partnerName]]}
      />
      <Paragraph>{t("facts.message")}:</Paragraph>
      <Quote>{message}</Quote>
    </Layout>
  );
}
