import { deadlineWords } from "./dates";
import { Layout } from "./layout";
import { Action, Facts, Heading, Paragraph } from "./parts";
import { grouped } from "./question";
import { wordsOf, type Locale } from "./words";
import {
  customerFooter,
  personWords,
  placeWords,
  type Contact,
  type FromUs,
  type Workshop,
} from "./workshop";

type Item = Pick<Workshop, "engagementName" | "tenantName" | "timeZone"> & {
  requestNumber: string;
  consentDueAt: string;
};
type Props = FromUs &
  Omit<Workshop, "engagementName" | "tenantName" | "timeZone"> & {
    locale: Locale;
    /** Null: they are named differently in the requests. */
    contactName: string | null;
    partnerContact: Contact;
    items: Item[];
    /** The address of each item's own page, in their order. */
    addresses: string[];
  };

export function subject(props: Props): string {
  return wordsOf(props.locale)(`consentRequests.subject.${whose(props)}`, said(props));
}

/** B6: asks one person for several answers of one run; each has its own page, and is answered for itself (D10, D11). */
export default function ConsentRequests(props: Props) {
  const { locale, items, addresses, partnerContact, we } = props;
  const t = wordsOf(locale);
  const partner = props.partnerName;
  const intro = t(`consentRequests.text.${whose(props)}`, said(props));
  return (
    <Layout
      locale={locale}
      preview={intro}
      from={partner}
      title={t("consentRequests.title")}
      footer={customerFooter(locale, { ...props, tenantName: oneTenant(props) }, partnerContact)}
    >
      <Paragraph>
        {props.contactName === null ? t("hello") : t("dear", { name: props.contactName })}
      </Paragraph>
      <Paragraph>{intro}</Paragraph>
      <Paragraph>{t("consentRequests.why", { partner })}</Paragraph>
      <Facts
        rows={[
          [t("facts.partner"), partner],
          [t("facts.place"), placeWords(locale, props)],
          [t("facts.asker"), personWords(locale, partnerContact)],
          [t("facts.cost"), t("ask.costNothing")],
        ]}
      />
      {items.map((item, index) => (
        <section key={item.requestNumber}>
          <Heading>
            {t("consentRequests.item", { n: index + 1, workshop: item.engagementName })}
          </Heading>
          <Facts
            rows={[
              [t("facts.organisation"), item.tenantName],
              [t("facts.answerBy"), deadlineWords(locale, item.consentDueAt, item.timeZone)],
              [t("consentRequests.number"), grouped(item.requestNumber)],
            ]}
          />
          <Action
            label={t("consentRequests.action", { n: index + 1 })}
            address={addresses[index] ?? ""}
            caption={t("address")}
          />
        </section>
      ))}
      <Paragraph>
        {t("consentRequests.opening")} {t("consentRequests.page")}
      </Paragraph>
      <Paragraph>{t("consentRequests.declining")}</Paragraph>
      <Paragraph>{t("consentRequests.notExpected")}</Paragraph>
      <Paragraph>{t("ask.questions")}</Paragraph>
      <Paragraph>{t("consentRequests.check", { address: we.check })}</Paragraph>
      <Paragraph>{t("ask.we", we)}</Paragraph>
    </Layout>
  );
}

/** The organisation that all of them are about; empty: there are several. */
function oneTenant({ items }: Pick<Props, "items">): string {
  const [first] = items;
  return first && items.every(({ tenantName }) => tenantName === first.tenantName)
    ? first.tenantName
    : "";
}

function whose(props: Props): "one" | "several" {
  return oneTenant(props) === "" ? "several" : "one";
}

function said(props: Props) {
  return { partner: props.partnerName, tenant: oneTenant(props), count: props.items.length };
}
