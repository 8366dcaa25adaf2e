import { claimFacts, type Claim } from "./claim-words";
import { Layout } from "./layout";
import { Action, Facts, Paragraph, Quote } from "./parts";
import { wordsOf } from "./words";
import { partnerFooter, type Common } from "./workshop";

type Props = Common & Claim & { kind: "partner" | "programme"; authorName: string; body: string };

export function subject({ locale, claimNumber, tenantName }: Props): string {
  return wordsOf(locale)("claimComment.subject", { number: claimNumber, tenant: tenantName });
}

/** W10: what somebody wrote about a claim, to the other side. */
export default function ClaimComment({ locale, address, ...claim }: Props) {
  const t = wordsOf(locale);
  const { kind, authorName, partnerName } = claim;
  return (
    <Layout
      locale={locale}
      preview={claim.tenantName}
      title={t("claimComment.title")}
      footer={
        kind === "partner" ? partnerFooter(locale) : [t("footer.reviewer"), t("footer.tracking")]
      }
    >
      <Paragraph>{t("hello")}</Paragraph>
      <Paragraph>
        {kind === "partner"
          ? t("claimComment.fromProgramme", { name: authorName })
          : t("claimComment.fromPartner", { name: authorName, partner: partnerName })}
      </Paragraph>
      <Quote>{claim.body}</Quote>
      <Facts rows={claimFacts(locale, claim)} />
      <Paragraph>{t("claimComment.answer")}</Paragraph>
      <Action label={t("claimDecision.action")} address={address} caption={t("address")} />
    </Layout>
  );
}
