import { instantWords } from "./dates";
import { Layout } from "./layout";
import { Facts, Paragraph } from "./parts";
import { wordsOf, type Locale } from "./words";
import { customerFacts, customerFooter, type FromUs, type Workshop } from "./workshop";

type Props = Workshop & FromUs & { locale: Locale; withdrawnAt: string; fullName: string };

export function subject({ locale, partnerName }: Props): string {
  return wordsOf(locale)("withdrawalReceipt.subject", { partner: partnerName });
}

/** D14: the customer's receipt of a withdrawal. There is nothing left to open. */
export default function WithdrawalReceipt({ locale, withdrawnAt, fullName, ...workshop }: Props) {
  const t = wordsOf(locale);
  const text = t("withdrawalReceipt.text", { partner: workshop.partnerName });
  return (
    <Layout
      locale={locale}
      preview={text}
      from={workshop.partnerName}
      title={t("withdrawalReceipt.title")}
      footer={customerFooter(locale, workshop)}
    >
      <Paragraph>{t("dear", { name: fullName })}</Paragraph>
      <Paragraph>{text}</Paragraph>
      <Facts
        rows={[
          [t("facts.withdrawnBy"), fullName],
          [t("facts.withdrawnAt"), instantWords(locale, withdrawnAt, workshop.timeZone)],
          ...customerFacts(locale, workshop),
        ]}
      />
    </Layout>
  );
}
