import { ClaimMail, type ClaimProps } from "./claim-mail";
import { deadlineWords } from "./dates";
import { Paragraph, Strong } from "./parts";
import { wordsOf } from "./words";

type Props = ClaimProps & { kind: "review" | "dispute"; dueAt: string; daysLeft: number };

export function subject({ locale, kind, daysLeft, tenantName }: Props): string {
  return wordsOf(locale)("claimDue.subject", { kind, days: daysLeft, tenant: tenantName });
}

/** Reminds the partner that the time to answer the programme, or to dispute, runs out. */
export default function ClaimDue({ kind, dueAt, daysLeft, ...about }: Props) {
  const t = wordsOf(about.locale);
  return (
    <ClaimMail
      about={about}
      title={t("claimDue.title", { kind, tenant: about.tenantName })}
      facts={[[t("facts.actBy"), deadlineWords(about.locale, dueAt, about.timeZone)]]}
      action={t("claimAction")}
    >
      <Strong>{t("claimDue.left", { days: daysLeft })}</Strong>
      <Paragraph>{t(`claimDue.${kind}`)}</Paragraph>
    </ClaimMail>
  );
}
