import { claimFacts, reasonWords, type Claim, type Reason } from "./claim-words";
import { deadlineWords } from "./dates";
import { Layout } from "./layout";
import { Action, Facts, Paragraph, Quote } from "./parts";
import { wordsOf } from "./words";
import { partnerFooter, type Common, type Fact } from "./workshop";

type Props = Common &
  Claim & {
    decision: "action_required" | "approved" | "rejected" | "rejected_final";
    reasons: Reason[];
    comment: string;
    dueAt: string | null;
  };

export function subject({ locale, decision, claimNumber, tenantName }: Props): string {
  return wordsOf(locale)(`claimDecision.${decision}.subject`, {
    number: claimNumber,
    tenant: tenantName,
  });
}

/** W12: what was decided about a claim, to the partner's contact and who sent it in. */
export default function ClaimDecision({ locale, address, ...claim }: Props) {
  const t = wordsOf(locale);
  const { decision, reasons, comment, dueAt } = claim;
  const facts: Fact[] = claimFacts(locale, claim);
  if (dueAt !== null) {
    const label = decision === "rejected" ? t("facts.disputeBy") : t("facts.actBy");
    facts.push([label, deadlineWords(locale, dueAt, claim.timeZone)]);
  }
  return (
    <Layout
      locale={locale}
      preview={claim.tenantName}
      title={t(`claimDecision.${decision}.title`)}
      footer={partnerFooter(locale)}
    >
      <Paragraph>{t("hello")}</Paragraph>
      <Paragraph>{t(`claimDecision.${decision}.text`)}</Paragraph>
      <Facts rows={facts} />
      {reasons.length > 0 ? (
        <>
          <Paragraph>{t("claimDecision.reasons")}</Paragraph>
          <Quote>{reasons.map((reason) => reasonWords(locale, reason)).join("\n")}</Quote>
        </>
      ) : null}
      {comment === "" ? null : (
        <>
          <Paragraph>{t("claimDecision.comment")}</Paragraph>
          <Quote>{comment}</Quote>
        </>
      )}
      <Action label={t("claimDecision.action")} address={address} caption={t("address")} />
    </Layout>
  );
}
