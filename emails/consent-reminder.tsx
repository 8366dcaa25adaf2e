import { Strong } from "./parts";
import { QuestionMail, type Question } from "./question";
import { wordsOf } from "./words";

type Props = Question & { daysLeft: number };

export function subject({ locale, partnerName, tenantName }: Props): string {
  return wordsOf(locale)("consentReminder.subject", { partner: partnerName, tenant: tenantName });
}

/** D13: asks the customer again, before the deadline. */
export default function ConsentReminder({ daysLeft, ...props }: Props) {
  const t = wordsOf(props.locale);
  return (
    <QuestionMail
      {...props}
      title={t("consentReminder.title")}
      intro={t("consentReminder.text", { partner: props.partnerName, tenant: props.tenantName })}
      extra={<Strong>{t("consentReminder.left", { days: daysLeft })}</Strong>}
    />
  );
}
