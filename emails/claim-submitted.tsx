import { ClaimMail, type ClaimProps } from "./claim-mail";
import { instantWords } from "./dates";
import { Paragraph, Quote } from "./parts";
import { wordsOf } from "./words";

type Props = ClaimProps & {
  submittedAt: string;
  submittedBy: string;
  again: boolean;
  comment: string | null;
};

export function subject({ locale, claimNumber, tenantName }: Props): string {
  return wordsOf(locale)("claimSubmitted.subject", {
    claim: claimNumber,
    tenant: tenantName,
  });
}

/** W10, W11: the receipt of "Submit claim"; to the partner's contact and the submitter. */
export default function ClaimSubmitted({
  submittedAt,
  submittedBy,
  again,
  comment,
  ...about
}: Props) {
  const t = wordsOf(about.locale);
  return (
    <ClaimMail
      about={about}
      title={t("claimSubmitted.title", { tenant: about.tenantName })}
      facts={[
        [t("facts.submittedBy"), submittedBy],
        [t("facts.submittedAt"), instantWords(about.locale, submittedAt, about.timeZone)],
      ]}
      action={t("claimAction")}
    >
      <Paragraph>{t(again ? "claimSubmitted.again" : "claimSubmitted.text")}</Paragraph>
      <Paragraph>{t("claimSubmitted.next")}</Paragraph>
      {comment === null ? null : (
        <>
          <Paragraph>{t("claimSubmitted.comment")}</Paragraph>
          <Quote>{comment}</Quote>
        </>
      )}
    </ClaimMail>
  );
}
