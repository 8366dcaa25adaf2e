import { claimFacts, type Claim } from "./claim-words";
import { Layout } from "./layout";
import { Action, Facts, Paragraph } from "./parts";
import { wordsOf } from "./words";
import { partnerFooter, type Common, type Fact } from "./workshop";

type Props = Common & Claim & { fileName: string };

export function subject({ locale, claimNumber, tenantName }: Props): string {
  return wordsOf(locale)("claimFileRefused.subject", { number: claimNumber, tenant: tenantName });
}

/** D28: a virus scanner found something in a file of a claim, to the partner's contact and who uploaded it. */
export default function ClaimFileRefused({ locale, address, ...claim }: Props) {
  const t = wordsOf(locale);
  const facts: Fact[] = [...claimFacts(locale, claim), [t("facts.file"), claim.fileName]];
  return (
    <Layout
      locale={locale}
      preview={claim.tenantName}
      title={t("claimFileRefused.title")}
      footer={partnerFooter(locale)}
    >
      <Paragraph>{t("hello")}</Paragraph>
      <Paragraph>{t("claimFileRefused.text")}</Paragraph>
      <Facts rows={facts} />
      <Paragraph>{t("claimFileRefused.todo")}</Paragraph>
      <Action label={t("claimDecision.action")} address={address} caption={t("address")} />
    </Layout>
  );
}
