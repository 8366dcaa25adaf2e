import { instantWords } from "./dates";
import { PartnerMail } from "./partner-mail";
import { Paragraph } from "./parts";
import { wordsOf } from "./words";
import type { Common, Workshop } from "./workshop";

type Props = Common &
  Workshop & {
    kind: "partner" | "customer";
    fullName: string;
    answeredAt: string;
    claimNumber: string;
  };

export function subject({ locale, kind, tenantName, fullName }: Props): string {
  return wordsOf(locale)("surveyAnswered.subject", { kind, tenant: tenantName, name: fullName });
}

/** Tells the partner that a survey of its claim was filled in. */
export default function SurveyAnswered({ locale, address, ...props }: Props) {
  const t = wordsOf(locale);
  const { kind, fullName, timeZone } = props;
  return (
    <PartnerMail
      locale={locale}
      address={address}
      workshop={props}
      title={t("surveyAnswered.title", { kind, tenant: props.tenantName, name: fullName })}
      preview={props.engagementName}
      facts={[
        [t("facts.claim"), props.claimNumber],
        [t("facts.answeredBy"), fullName],
        [t("facts.answeredAt"), instantWords(locale, props.answeredAt, timeZone)],
      ]}
      action={t("surveyAnswered.action")}
    >
      <Paragraph>{t(`surveyAnswered.${kind}`)}</Paragraph>
    </PartnerMail>
  );
}
