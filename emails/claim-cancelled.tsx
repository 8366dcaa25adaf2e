import { ClaimMail, type ClaimProps } from "./claim-mail";
import { instantWords } from "./dates";
import { Paragraph } from "./parts";
import { wordsOf } from "./words";

type Props = ClaimProps & { cancelledAt: string; cancelledBy: string };

export function subject({ locale, tenantName, engagementName }: Props): string {
  return wordsOf(locale)("claimCancelled.subject", {
    tenant: tenantName,
    engagement: engagementName,
  });
}

/** The partner gave the workshop up; to its contact and whoever did it. */
export default function ClaimCancelled({ cancelledAt, cancelledBy, ...about }: Props) {
  const t = wordsOf(about.locale);
  return (
    <ClaimMail
      about={about}
      title={t("claimCancelled.title", { tenant: about.tenantName })}
      facts={[
        [t("facts.cancelledBy"), cancelledBy],
        [t("facts.cancelledAt"), instantWords(about.locale, cancelledAt, about.timeZone)],
      ]}
      action={t("claimAction")}
    >
      <Paragraph>{t("claimCancelled.text")}</Paragraph>
      <Paragraph>{t("claimCancelled.told")}</Paragraph>
    </ClaimMail>
  );
}
