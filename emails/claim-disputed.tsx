import { ClaimMail, type ClaimProps } from "./claim-mail";
import { instantWords } from "./dates";
import { Paragraph, Quote } from "./parts";
import { wordsOf } from "./words";

type Props = ClaimProps & { disputedAt: string; disputedBy: string; reason: string };

export function subject({ locale, claimNumber, tenantName }: Props): string {
  return wordsOf(locale)("claimDisputed.subject", {
    claim: claimNumber,
    tenant: tenantName,
  });
}

/** The receipt of a dispute; to the partner's contact and whoever disputed. */
export default function ClaimDisputed({ disputedAt, disputedBy, reason, ...about }: Props) {
  const t = wordsOf(about.locale);
  return (
    <ClaimMail
      about={about}
      title={t("claimDisputed.title", { tenant: about.tenantName })}
      facts={[
        [t("facts.disputedBy"), disputedBy],
        [t("facts.disputedAt"), instantWords(about.locale, disputedAt, about.timeZone)],
      ]}
      action={t("claimAction")}
    >
      <Paragraph>{t("claimDisputed.text")}</Paragraph>
      <Paragraph>{t("claimDisputed.reason")}</Paragraph>
      <Quote>{reason}</Quote>
    </ClaimMail>
  );
}
