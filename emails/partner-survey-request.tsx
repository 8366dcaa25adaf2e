import { deadlineWords } from "./dates";
import { Layout } from "./layout";
import { Action, Facts, Paragraph } from "./parts";
import { wordsOf } from "./words";
import { partnerFacts, type Common, type Workshop } from "./workshop";

type Props = Common &
  Workshop & { contactName: string; senderName: string; claimNumber: string; dueAt: string };

export function subject({ locale, tenantName, senderName }: Props): string {
  return wordsOf(locale)("partnerSurveyRequest.subject", {
    sender: senderName,
    tenant: tenantName,
  });
}

/** W5: asks a colleague at the partner for the partner survey. */
export default function PartnerSurveyRequest({ locale, address, ...props }: Props) {
  const t = wordsOf(locale);
  const intro = t("partnerSurveyRequest.text", {
    sender: props.senderName,
    tenant: props.tenantName,
  });
  return (
    <Layout
      locale={locale}
      preview={intro}
      from={props.senderName}
      title={t("partnerSurveyRequest.title")}
      footer={[
        t("partnerSurveyRequest.footer", { sender: props.senderName, partner: props.partnerName }),
        t("footer.tracking"),
      ]}
    >
      <Paragraph>{t("dear", { name: props.contactName })}</Paragraph>
      <Paragraph>{intro}</Paragraph>
      <Paragraph>{t("partnerSurveyRequest.why")}</Paragraph>
      <Facts
        rows={[
          ...partnerFacts(locale, props),
          [t("facts.claim"), props.claimNumber],
          [t("facts.takes"), t("survey.takes")],
          [t("facts.answerBy"), deadlineWords(locale, props.dueAt, props.timeZone)],
          [t("facts.data"), t("partnerSurveyRequest.data")],
        ]}
      />
      <Action label={t("survey.action")} address={address} caption={t("address")} />
      <Paragraph>{t("survey.opening")}</Paragraph>
      <Paragraph>{t("ask.questions")}</Paragraph>
    </Layout>
  );
}
