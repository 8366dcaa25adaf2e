import { deadlineWords } from "./dates";
import { Layout } from "./layout";
import { Action, Facts, Paragraph } from "./parts";
import { wordsOf } from "./words";
import {
  customerFacts,
  customerFooter,
  personWords,
  type Common,
  type Contact,
  type FromUs,
  type Workshop,
} from "./workshop";

type Props = Common &
  FromUs &
  Workshop & { contactName: string; partnerContact: Contact; dueAt: string };

export function subject({ locale, partnerName }: Props): string {
  return wordsOf(locale)("surveyRequest.subject", { partner: partnerName });
}

/** W7: asks the customer's contact how the workshop went. */
export default function SurveyRequest({ locale, address, ...props }: Props) {
  const t = wordsOf(locale);
  const { partnerContact, timeZone } = props;
  const intro = t("surveyRequest.text", { partner: props.partnerName, tenant: props.tenantName });
  return (
    <Layout
      locale={locale}
      preview={intro}
      from={props.partnerName}
      title={t("surveyRequest.title")}
      footer={customerFooter(locale, props, partnerContact)}
    >
      <Paragraph>{t("dear", { name: props.contactName })}</Paragraph>
      <Paragraph>{intro}</Paragraph>
      <Paragraph>{t("surveyRequest.why")}</Paragraph>
      <Facts
        rows={[
          ...customerFacts(locale, props),
          [t("facts.asker"), personWords(locale, partnerContact)],
          [t("facts.takes"), t("survey.takes")],
          [t("facts.answerBy"), deadlineWords(locale, props.dueAt, timeZone)],
          [t("facts.data"), t("surveyRequest.data")],
        ]}
      />
      <Action label={t("survey.action")} address={address} caption={t("address")} />
      <Paragraph>{t("survey.opening")}</Paragraph>
      <Paragraph>{t("surveyRequest.free")}</Paragraph>
      <Paragraph>{t("surveyRequest.other")}</Paragraph>
      <Paragraph>{t("ask.questions")}</Paragraph>
    </Layout>
  );
}
