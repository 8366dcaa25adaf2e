import { deadlineWords, instantWords } from "./dates";
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

export type Over = Workshop &
  FromUs & { locale: Locale; contactName: string; partnerContact: Contact };

/** Tells a customer's contact that something is over, or goes on for longer. There is nothing to open. */
export function OverNotice({
  words,
  since,
  until = false,
  from,
  notice: { locale, contactName, partnerContact, ...workshop },
}: {
  words: { title: string; text: string; next: string };
  /** What its instant is called, and the instant. */
  since: readonly [string, string];
  /** Whether the instant is a deadline (D9). */
  until?: boolean;
  /** Who writes; undefined: the programme. */
  from?: string | undefined;
  notice: Over;
}) {
  const t = wordsOf(locale);
  return (
    <Layout
      locale={locale}
      preview={words.text}
      {...(from === undefined ? {} : { from })}
      title={words.title}
      footer={customerFooter(locale, workshop)}
    >
      <Paragraph>{t("dear", { name: contactName })}</Paragraph>
      <Paragraph>{words.text}</Paragraph>
      <Paragraph>{words.next}</Paragraph>
      <Facts
        rows={[
          ...customerFacts(locale, workshop),
          [since[0], (until ? deadlineWords : instantWords)(locale, since[1], workshop.timeZone)],
          [t("facts.contact"), personWords(locale, partnerContact)],
        ]}
      />
    </Layout>
  );
}
