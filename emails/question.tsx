import type { ReactNode } from "react";
import { deadlineWords } from "./dates";
import { Layout } from "./layout";
import { Action, Facts, Paragraph } from "./parts";
import { wordsOf } from "./words";
import {
  customerFooter,
  personWords,
  placeWords,
  type Common,
  type Contact,
  type FromUs,
  type Workshop,
} from "./workshop";

export type Question = Common &
  FromUs &
  Workshop & {
    contactName: string;
    requestNumber: string;
    partnerContact: Contact;
    engagementSummary: string;
    consentDueAt: string;
    deliveryDays: number;
  };

/** D10: what a customer must know before an answer; the request and its reminders share it. */
export function QuestionMail(
  props: Question & { title: string; intro: string; extra?: ReactNode },
) {
  const { locale, address, title, intro, extra, partnerContact } = props;
  const t = wordsOf(locale);
  return (
    <Layout
      locale={locale}
      preview={intro}
      from={props.partnerName}
      title={title}
      footer={customerFooter(locale, props, partnerContact)}
    >
      <Paragraph>{t("dear", { name: props.contactName })}</Paragraph>
      <Paragraph>{intro}</Paragraph>
      <Paragraph>{t("ask.why", { partner: props.partnerName })}</Paragraph>
      {extra}
      <Facts
        rows={[
          [t("facts.workshop"), props.engagementName],
          [t("facts.about"), props.engagementSummary],
          [t("facts.organisation"), props.tenantName],
          [t("facts.partner"), props.partnerName],
          [t("facts.place"), placeWords(locale, props)],
          [t("facts.asker"), personWords(locale, partnerContact)],
          [t("facts.cost"), t("ask.costNothing")],
          [t("facts.duration"), t("ask.deliveryDays", { days: props.deliveryDays })],
          [t("facts.answerBy"), deadlineWords(locale, props.consentDueAt, props.timeZone)],
        ]}
      />
      <Action label={t("ask.action")} address={address} caption={t("address")} />
      <Paragraph>
        {t("ask.opening")} {t("ask.page")}
      </Paragraph>
      <Paragraph>{t("ask.declining")}</Paragraph>
      <Paragraph>{t("ask.notExpected")}</Paragraph>
      <Paragraph>{t("ask.questions")}</Paragraph>
      <Paragraph>
        {t("ask.check", { address: props.we.check, number: grouped(props.requestNumber) })}
      </Paragraph>
      <Paragraph>{t("ask.we", props.we)}</Paragraph>
    </Layout>
  );
}

/** As people read and type a long number: 1234 5678 9012 3456. */
export function grouped(number: string): string {
  return number.replace(/\d{4}(?=\d)/g, "$& ");
}
