import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { CustomerView } from "@/lib/views/customer";
import { personName } from "@/lib/input";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { barredText } from "../engagements/barred-text";
import { useCriterionWords } from "../engagements/words";
import { Card } from "../ui/card";
import { Details } from "../ui/details";
import { EmailText } from "../ui/email-text";
import { Lean } from "../ui/lean";
import { mailTo } from "../ui/mail-to";
import { MessageBar } from "../ui/message-bar";
import { PageHeader } from "../ui/page-header";
import { SummaryList } from "../ui/summary-list";
import { CustomerFollowUps } from "./customer-follow-ups";
import { CustomerNotes } from "./customer-notes";
import { CustomerOwners } from "./customer-owners";
import { CustomerTimeline } from "./customer-timeline";
import { CustomerWorkshops } from "./customer-workshops";
import { backTo } from "./way-back";
import { TabTitle } from "./wizard-frame";

type Props = {
  view: CustomerView;
  /** The list of customers or claims that one came from. */
  from: string;
  acts: Record<
    | "giveRounds"
    | "writeNote"
    | "setFollowUp"
    | "finishFollowUp"
    | "moveFollowUp"
    | "reopenFollowUp",
    FormAction
  >;
  /** What was typed before a session was lost. */
  kept: FormValues | null;
};

/** K1: one customer, one page: who it is, where each workshop stands, what it could still get, what happened. */
export function CustomerPage({ view, from, acts, kept }: Props) {
  const t = useTranslations("customer");
  const engagements = useTranslations("engagements");
  const nav = useTranslations("shell.nav");
  const customers = useTranslations("customers");
  const { customer } = view;
  const zone = useTimeZone() ?? "UTC";
  const format = formats(useLocale());
  const words = {
    engagements: nav("engagements"),
    opportunities: nav("opportunities"),
    claims: nav("claims"),
    attention: nav("attention"),
    customers: customers("title"),
  };
  const since = customer.since && t("since", { date: format.day({ at: customer.since, zone }) });
  return (
    <Lean>
      <TabTitle title={customer.name} />
      <PageHeader title={customer.name} crumbs={backTo(view, from, words)}>
        {since ?? t("notKnown")}
      </PageHeader>
      <div className="sections">
        {customer.barred ? (
          <MessageBar tone="warning">{barredText(engagements, customer.barred)}</MessageBar>
        ) : null}
        <CustomerWorkshops view={view} />
        <div className="columns">
          <div>
            <CustomerTimeline view={view} />
          </div>
          <div>
            <CustomerFollowUps view={view} acts={acts} kept={kept} />
            <CustomerNotes view={view} action={acts.writeNote} kept={kept} />
            <CustomerOwners view={view} action={acts.giveRounds} />
            <Contacts contacts={view.contacts} />
            <Who view={view} />
          </div>
        </div>
      </div>
    </Lean>
  );
}

function Who({ view: { customer, facts } }: { view: CustomerView }) {
  const t = useTranslations("customer");
  const words = useCriterionWords();
  const format = formats(useLocale());
  const unknown = t("unknown");
  const months = new Set(facts.map((fact) => fact.month));
  const month = months.size === 1 ? (facts[0]?.month ?? null) : null;
  const rows = [
    { label: t("domains"), value: customer.domains.join(", ") || unknown },
    { label: t("country"), value: customer.country ? words.country(customer.country) : unknown },
    { label: t("tpid"), value: customer.tpid ?? unknown },
    { label: t("tenantId"), value: <code>{customer.id}</code> },
  ];
  return (
    <Card title={t("who")}>
      <SummaryList rows={rows} />
      {facts.length === 0 ? (
        <p>{t("noFacts")}</p>
      ) : (
        <Details
          summary={month === null ? t("facts") : t("factsOf", { month: format.month(month) })}
        >
          <ul className="plain">
            {facts.map((fact) => (
              <li key={fact.metric}>
                {words.metric(fact.metric)}:{" "}
                <strong>{words.figure(fact.metric, fact.value)}</strong>
                {month === null ? <small> {format.month(fact.month)}</small> : null}
              </li>
            ))}
          </ul>
        </Details>
      )}
    </Card>
  );
}

function Contacts({ contacts }: Pick<CustomerView, "contacts">) {
  const t = useTranslations("customer");
  const format = formats(useLocale());
  return (
    <Card title={t("contacts")}>
      {contacts.length === 0 ? <p>{t("noContacts")}</p> : null}
      {contacts.map((contact) => (
        <p key={contact.email}>
          <strong>{personName(contact.firstName, contact.lastName)}</strong>
          {contact.title === "" ? null : `, ${contact.title}`}
          <br />
          <a href={mailTo(contact.email)}>
            <EmailText>{contact.email}</EmailText>
          </a>
          <br />
          <small>
            {t("named", { date: format.day({ at: contact.at, zone: contact.timeZone }) })}
          </small>
        </p>
      ))}
    </Card>
  );
}
