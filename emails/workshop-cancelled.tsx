import { instantWords } from "./dates";
import { Layout } from "./layout";
import { Facts, Paragraph } from "./parts";
import { wordsOf, type Locale } from "./words";
import {
  customerFacts,
  customerFooter,
  personWords,
  type Contact,
  type FromUs,
  type Workshop,
} from "./workshop";

type Props = Workshop &
  FromUs & {
    locale: Locale;
    contactName: string;
    cancelledAt: string;
    partnerContact: Contact;
  };

export function subject({ locale, partnerName, engagementName }: Props): string {
  return wordsOf(locale)("workshopCancelled.subject", {
    partner: partnerName,
    engagement: engagementName,
  });
}

/** Tells the customer's contact that the partner will not run the workshop. There is nothing to open. */
export default function WorkshopCancelled({
  locale,
  contactName,
  cancelledAt,
  partnerContact,
  ...workshop
}: Props) {
  const t = wordsOf(locale);
  const text = t("workshopCancelled.text", { partner: workshop.partnerName });
  return (
    <Layout
      locale={locale}
      preview={text}
      from={workshop.partnerName}
      title={t("workshopCancelled.title")}
      footer={customerFooter(locale, workshop)}
    >
      <Paragraph>{t("dear", { name: contactName })}</Paragraph>
      <Paragraph>{text}</Paragraph>
      <Paragraph>{t("workshopCancelled.next")}</Paragraph>
      <Facts
        rows={[
          ...customerFacts(locale, workshop),
          [t("facts.cancelledAt"), instantWords(locale, cancelledAt, workshop.timeZone)],
          [t("facts.contact"), personWords(locale, partnerContact)],
        ]}
      />
    </Layout>
  );
}
