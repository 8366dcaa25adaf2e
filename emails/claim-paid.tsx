import { moneyWords, type Money } from "@/messages/format/money";
import { claimFacts, type Claim } from "./claim-words";
import { instantWords } from "./dates";
import { Layout } from "./layout";
import { Action, Facts, Paragraph } from "./parts";
import { wordsOf } from "./words";
import { partnerFooter, type Common, type Fact } from "./workshop";

type Props = Common & Claim & { paymentReference: string; paidAt: string; amount: Money | null };

export function subject({ locale, claimNumber, tenantName }: Props): string {
  return wordsOf(locale)("claimPaid.subject", { number: claimNumber, tenant: tenantName });
}

/** W14: a claim was paid, to the partner's contact and who sent it in. */
export default function ClaimPaid({ locale, address, ...claim }: Props) {
  const t = wordsOf(locale);
  const facts: Fact[] = claimFacts(locale, claim);
  if (claim.amount !== null) {
    facts.push([t("facts.amount"), moneyWords(locale, claim.amount)]);
  }
  facts.push(
    [t("facts.paymentReference"), claim.paymentReference],
    [t("facts.paidAt"), instantWords(locale, claim.paidAt, claim.timeZone)],
  );
  return (
    <Layout
      locale={locale}
      preview={claim.tenantName}
      title={t("claimPaid.title")}
      footer={partnerFooter(locale)}
    >
      <Paragraph>{t("hello")}</Paragraph>
      <Paragraph>{t("claimPaid.text")}</Paragraph>
      <Facts rows={facts} />
      <Action label={t("claimDecision.action")} address={address} caption={t("address")} />
    </Layout>
  );
}
