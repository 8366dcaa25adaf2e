import { useTranslations } from "next-intl";
import { getLocale, getTimeZone, getTranslations } from "next-intl/server";
import type { TenantView } from "@/lib/views/programme/tenant";
import { formats } from "@/messages/format/formats";
import { barredText } from "../engagements/barred-text";
import { getCriterionWords } from "../engagements/words";
import { HoldBar } from "../programme/legal-hold";
import { LinkButton } from "../ui/button";
import { Card } from "../ui/card";
import { History } from "../ui/history";
import { MessageBar, Told } from "../ui/message-bar";
import { SummaryList } from "../ui/summary-list";
import { Table } from "../ui/table";
import { TenantEligibility } from "./tenant-eligibility";
import { OnlyStewards, TenantFrame } from "./tenant-frame";
import { mergePage, tenantPage } from "./tenant-paths";
import { TenantPlots } from "./tenant-plots";
import { TenantRounds } from "./tenant-rounds";
import { useTenantWords } from "./tenant-words";

const told = ["made", "saved", "barred", "allowed", "merged", "elsewhere"] as const;

/** Everything that is known of one tenant, and what all partners do with it (P17). */
export async function TenantPage({ view, done }: { view: TenantView; done: string | undefined }) {
  const t = await getTranslations("programme");
  const engagements = await getTranslations("engagements");
  const words = await getCriterionWords();
  const format = formats(await getLocale());
  const zone = await getTimeZone();
  const { tenant, merged } = view;
  const unknown = t("tenant.unknown");
  const domains = tenant.domains.map(({ readable }) => readable).join(", ");
  const did = told.find((one) => one === done);
  const facts = [
    { label: t("tenants.id"), value: <code>{tenant.id}</code> },
    { label: t("tenants.tpid"), value: tenant.tpid ?? unknown },
    {
      label: t("tenants.country"),
      value: tenant.country === null ? unknown : words.country(tenant.country),
    },
    { label: t("tenants.domains"), value: domains || unknown },
    ...(merged.length > 0
      ? [{ label: t("tenant.merged"), value: <Merged merged={merged} /> }]
      : []),
  ];
  return (
    <TenantFrame
      tab
      title={tenant.name}
      of={null}
      row={tenant.id}
      actions={tenant.edits || view.mayHold ? <Acts view={view} /> : null}
    >
      {did ? <Told>{t(`tenant.done.${did}`)}</Told> : null}
      {tenant.barred ? (
        <MessageBar tone="warning">
          {barredText(engagements, tenant.barred)}
          {" · "}
          {format.instant(tenant.barred.at, zone)}
        </MessageBar>
      ) : null}
      {view.hold ? <HoldBar hold={view.hold} /> : null}
      {tenant.found ? <MessageBar>{t("tenant.found")}</MessageBar> : null}
      <OnlyStewards edits={tenant.edits} />
      <SummaryList rows={facts} />
      <TenantRounds view={view} />
      <Card title={t("tenant.facts")}>
        <TenantPlots plots={view.plots} />
        <Usage view={view} />
      </Card>
      <Card title={t("tenant.eligibility")}>
        <TenantEligibility engagements={view.engagements} />
      </Card>
      <Past view={view} zone={zone} />
    </TenantFrame>
  );
}

function Acts({ view }: { view: TenantView }) {
  const t = useTranslations("programme.tenant");
  const hold = useTranslations("privacy.hold");
  const { id, barred, edits } = view.tenant;
  const holdLink = view.mayHold ? (
    <LinkButton href={`/programme/privacy/holds/tenant/${id}`}>
      {hold(view.hold ? "liftLink" : "link")}
    </LinkButton>
  ) : null;
  if (!edits) return holdLink;
  return (
    <>
      {holdLink}
      <LinkButton href={`${tenantPage(id)}/domains`}>{t("domainsPage.link")}</LinkButton>
      <LinkButton href={`${tenantPage(id)}/bar`}>{t(barred ? "bar.allow" : "bar.bar")}</LinkButton>
      <LinkButton href={mergePage(id)}>{t("merge.link")}</LinkButton>
      <LinkButton href={`${tenantPage(id)}/edit`}>{t("edit")}</LinkButton>
    </>
  );
}

function Merged({ merged }: Pick<TenantView, "merged">) {
  const t = useTranslations("programme.tenant");
  return (
    <ul className="plain">
      {merged.map(({ id, name, tpid }) => (
        <li key={id}>
          {name} <code>{id}</code>
          {tpid === null ? null : ` · ${t("tpidOf", { tpid: String(tpid) })}`}
        </li>
      ))}
    </ul>
  );
}

function Past({ view, zone }: { view: TenantView; zone: string }) {
  const words = useTenantWords();
  return (
    <History acts={view.history} when={(at) => words.format.instant(at, zone)} words={words} />
  );
}

async function Usage({ view }: { view: TenantView }) {
  const t = await getTranslations("programme.tenant");
  const words = await getCriterionWords();
  const format = formats(await getLocale());
  if (view.facts.length === 0) return <p>{t("noFacts")}</p>;
  const months = view.months.map((month) => format.month(month));
  return (
    <Table
      caption={t("facts")}
      columns={[{ label: t("metric") }, ...months.map((label) => ({ label, end: true }))]}
    >
      {view.facts.map(({ metric, values }) => (
        <tr key={metric}>
          <th scope="row">{words.metric(metric)}</th>
          {values.map((value, month) => (
            <td key={view.months[month]}>{value === null ? "–" : words.figure(metric, value)}</td>
          ))}
        </tr>
      ))}
    </Table>
  );
}
