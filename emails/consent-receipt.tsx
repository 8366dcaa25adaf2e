import { deadlineWords, instantWords } from "./dates";
import { Layout } from "./layout";
import { Action, Facts, Paragraph, Sections } from "./parts";
import { wordsOf } from "./words";
import {
  customerFacts,
  customerFooter,
  personWords,
  type Common,
  type Contact,
  type FromUs,
  type Fact,
  type Workshop,
} from "./workshop";

type Props = Common &
  FromUs &
  Workshop & {
    decision: "accept" | "decline";
    fullName: string;
    decidedAt: string;
    wordingVersion: string;
    wording: string;
    deliveryDueAt: string | null;
    partnerContact: Contact;
  };

export function subject({ locale, decision, partnerName }: Props): string {
  return wordsOf(locale)("consentReceipt.subject", { decision, partner: partnerName });
}

/** D12: the customer's receipt: what was answered, by whom, when, on which text, how to withdraw. */
export default function ConsentReceipt({ locale, address, ...props }: Props) {
  const t = wordsOf(locale);
  const accepted = props.decision === "accept";
  const thanks = accepted
    ? t("consentReceipt.accepted", { partner: props.partnerName })
    : t("consentReceipt.declined");
  const holdBy: Fact[] =
    props.deliveryDueAt === null
      ? []
      : [[t("facts.holdBy"), deadlineWords(locale, props.deliveryDueAt, props.timeZone)]];
  return (
    <Layout
      locale={locale}
      preview={thanks}
      from={props.partnerName}
      title={t("consentReceipt.title", { decision: props.decision })}
      footer={customerFooter(locale, props, props.partnerContact)}
    >
      <Paragraph>{t("dear", { name: props.fullName })}</Paragraph>
      <Paragraph>{thanks}</Paragraph>
      <Facts
        rows={[
          [t("facts.answer"), t(`decision.${props.decision}`)],
          [t("facts.answeredBy"), props.fullName],
          [t("facts.answeredAt"), instantWords(locale, props.decidedAt, props.timeZone)],
          ...customerFacts(locale, props),
          [t("facts.contact"), personWords(locale, props.partnerContact)],
          ...holdBy,
          [t("facts.wordingVersion"), props.wordingVersion],
        ]}
      />
      {accepted && <Paragraph>{t("consentReceipt.withdraw")}</Paragraph>}
      <Action label={t("consentReceipt.action")} address={address} caption={t("address")} />
      <Sections title={t("consentReceipt.wording")} text={props.wording} />
    </Layout>
  );
}
