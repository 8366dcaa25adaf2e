import { ClaimMail, type ClaimProps } from "./claim-mail";
import { deadlineWords } from "./dates";
import { Paragraph } from "./parts";
import { wordsOf } from "./words";

type Props = ClaimProps & { kind: "review" | "dispute"; dueAt: string };

export function subject({ locale, claimNumber, tenantName }: Props): string {
  return wordsOf(locale)("claimExpired.subject", {
    claim: claimNumber,
    tenant: tenantName,
  });
}

/** Section 7: a claim ran out after it was sent in; to the partner's contact and the submitter. */
export default function ClaimExpired({ kind, dueAt, ...about }: Props) {
  const t = wordsOf(about.locale);
  return (
    <ClaimMail
      about={about}
      title={t("claimExpired.title", { tenant: about.tenantName })}
      facts={[[t("facts.endedAt"), deadlineWords(about.locale, dueAt, about.timeZone)]]}
      action={t("claimAction")}
    >
      <Paragraph>{t(`claimExpired.${kind}`)}</Paragraph>
    </ClaimMail>
  );
}
