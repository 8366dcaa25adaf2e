import { instantWords } from "./dates";
import { Layout } from "./layout";
import { Code, Facts, Paragraph } from "./parts";
import { wordsOf, type Locale } from "./words";
import { customerFacts, customerFooter, type FromUs, type Workshop } from "./workshop";

type Props = Workshop &
  FromUs & {
    locale: Locale;
    code: string;
    decision: "accept" | "decline" | "withdraw";
    expiresAt: string;
  };

export function subject({ locale }: Props): string {
  return wordsOf(locale)("answerCode.subject");
}

/** D10: the code that confirms an answer which looked like a machine's. It has no link. */
export default function AnswerCode({ locale, code, decision, expiresAt, ...workshop }: Props) {
  const t = wordsOf(locale);
  return (
    <Layout
      locale={locale}
      preview={t("answerCode.subject")}
      from={workshop.partnerName}
      title={t("answerCode.title")}
      footer={customerFooter(locale, workshop)}
    >
      <Paragraph>{t("hello")}</Paragraph>
      <Paragraph>{t("answerCode.text", { decision, partner: workshop.partnerName })}</Paragraph>
      <Code>{code}</Code>
      <Facts
        rows={[
          [t("facts.validUntil"), instantWords(locale, expiresAt, workshop.timeZone)],
          [t("facts.answer"), t(`decision.${decision}`)],
          ...customerFacts(locale, workshop),
        ]}
      />
      <Paragraph>{t("answerCode.other")}</Paragraph>
    </Layout>
  );
}
