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
    kind: "partner" | "programme";
    endedAt: string;
    partnerContact: Contact;
  };

export function subject({ locale, kind, partnerName }: Props): string {
  return wordsOf(locale)(`requestEnded.${kind}.subject`, { partner: partnerName });
}

/** D29, D18: tells whoever was asked that there is no request any more. There is nothing to open. */
export default function RequestEnded({
  locale,
  contactName,
  kind,
  endedAt,
  partnerContact,
  ...workshop
}: Props) {
  const t = wordsOf(locale);
  const text = t(`requestEnded.${kind}.text`, { partner: workshop.partnerName });
  return (
    <Layout
      locale={locale}
      preview={text}
      {...(kind === "partner" ? { from: workshop.partnerName } : {})}
      title={t("requestEnded.title")}
      footer={customerFooter(locale, workshop)}
    >
      <Paragraph>{t("dear", { name: contactName })}</Paragraph>
      <Paragraph>{text}</Paragraph>
      <Paragraph>{t("requestEnded.next")}</Paragraph>
      <Facts
        rows={[
          ...customerFacts(locale, workshop),
          [t("facts.endedAt"), instantWords(locale, endedAt, workshop.timeZone)],
          [t("facts.contact"), personWords(locale, partnerContact)],
        ]}
      />
    </Layout>
  );
}
