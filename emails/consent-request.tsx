import { QuestionMail, type Question } from "./question";
import { wordsOf } from "./words";

export function subject({ locale, partnerName, tenantName }: Question): string {
  return wordsOf(locale)("consentRequest.subject", { partner: partnerName, tenant: tenantName });
}

/** S53: asks the customer for an answer. */
export default function ConsentRequest(props: Question) {
  const t = wordsOf(props.locale);
  return (
    <QuestionMail
      {...props}
      title={t("consentRequest.title")}
      intro={t("consentRequest.text", { partner: props.partnerName, tenant: props.tenantName })}
    />
  );
}
