import { ClaimMail, type ClaimProps } from "./claim-mail";
import { deadlineWords, instantWords } from "./dates";
import { Paragraph, Quote } from "./parts";
import { wordsOf } from "./words";

type Props = ClaimProps & {
  decision: "action_required" | "approved" | "rejected" | "rejected_final";
  comment: string;
  decidedAt: string;
  dueAt: string | null;
};

export function subject({ locale, decision, claimNumber, tenantName }: Props): string {
  return wordsOf(locale)(`claimDecision.${decision}.subject`, {
    claim: String(claimNumber),
    tenant: tenantName,
  });
}

/** W12–W14: what the programme decided; to the partner's contact and the submitter. */
export default function ClaimDecision({ decision, comment, decidedAt, dueAt, ...about }: Props) {
  const { locale, timeZone } = about;
  const t = wordsOf(locale);
  return (
    <ClaimMail
      about={about}
      title={t(`claimDecision.${decision}.title`, { tenant: about.tenantName })}
      facts={[
        [t("facts.decidedAt"), instantWords(locale, decidedAt, timeZone)],
        ...(dueAt === null
          ? []
          : [[t("facts.actBy"), deadlineWords(locale, dueAt, timeZone)] as [string, string]]),
      ]}
      action={t("claimAction")}
    >
      <Paragraph>{t(`claimDecision.${decision}.text`)}</Paragraph>
      {comment === "" ? null : (
        <>
          <Paragraph>{t("claimDecision.comment")}</Paragraph>
          <Quote>{comment}</Quote>
        </>
      )}
    </ClaimMail>
  );
}
