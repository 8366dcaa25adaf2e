import { getLocale, getTranslations } from "next-intl/server";
import type { TenantView } from "@/lib/views/programme/tenant";
import { formats } from "@/messages/format/formats";
import { getCriterionWords } from "../engagements/words";
import { Card } from "../ui/card";
import { TabTitle } from "../customers/wizard-frame";
import { PageHeader } from "../ui/page-header";
import { SummaryList } from "../ui/summary-list";
import { Table } from "../ui/table";
import { TenantEligibility } from "./tenant-eligibility";

/** Everything that is known of one tenant. */
export async function TenantFacts({ view }: { view: TenantView }) {
  const t = await getTranslations("programme");
  const words = await getCriterionWords();
  const { tenant } = view;
  const crumbs = [
    { label: t("title"), href: "/programme" },
    { label: t("pages.tenants"), href: `/programme/tenants?again=${tenant.id}` },
  ];
  return (
    <>
      <TabTitle title={`${tenant.name} · ${t("title")}`} />
      <PageHeader title={tenant.name} crumbs={crumbs} />
      <SummaryList
        rows={[
          { label: t("tenants.id"), value: <code>{tenant.id}</code> },
          { label: t("tenants.tpid"), value: tenant.tpid ?? t("tenant.unknown") },
          { label: t("tenants.country"), value: words.country(tenant.country) },
          { label: t("tenants.domains"), value: tenant.domains.join(", ") || t("tenant.unknown") },
        ]}
      />
      <Card title={t("tenant.facts")}>
        <Usage view={view} />
      </Card>
      <Card title={t("tenant.eligibility")}>
        <TenantEligibility engagements={view.engagements} />
      </Card>
    </>
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
