import { useLocale, useTranslations } from "next-intl";
import type { MergeView } from "@/lib/views/programme/merge";
import type { FormAction } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { TabTitle } from "../customers/wizard-frame";
import { barredText } from "../engagements/barred-text";
import { LinkButton } from "../ui/button";
import { Card } from "../ui/card";
import { FilterForm } from "../ui/filter-form";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { MessageBar } from "../ui/message-bar";
import { SearchBox } from "../ui/search-box";
import { SubmitButton } from "../ui/submit-button";
import { Table } from "../ui/table";
import { MergeClashes } from "./merge-clashes";
import { MergeEffects } from "./merge-effects";
import { OnlyStewards, TenantFrame } from "./tenant-frame";
import { mergePage, tenantPage } from "./tenant-paths";

type Plan = NonNullable<MergeView["plan"]>;
type Props = { view: MergeView; action: FormAction };

/** P18: asks before one tenant is merged into another: what is merged, what clashes, what every partner will see. */
export function MergeTenants({ view, action }: Props) {
  const t = useTranslations("programme.tenant.merge");
  const programme = useTranslations("programme");
  const errors = useTranslations("errors");
  const { tenant, asked, problem, plan } = view;
  const title = plan
    ? t("titleBoth", { from: tenant.name, into: plan.into.name })
    : t("title", { name: tenant.name });
  const may = tenant.edits && plan !== null && plan.clashes.length === 0;
  return (
    <TenantFrame title={title} of={tenant}>
      {may ? null : <TabTitle title={`${title} · ${programme("title")}`} />}
      <OnlyStewards edits={tenant.edits} />
      <p>{t("intro", { name: tenant.name })}</p>
      <FilterForm
        action={mergePage(tenant.id)}
        clearHref={asked ? mergePage(tenant.id) : undefined}
        end={
          plan ? (
            <LinkButton href={mergePage(plan.into.id, tenant.id)}>{t("otherWay")}</LinkButton>
          ) : undefined
        }
      >
        <SearchBox name="into" label={t("which")} value={asked} />
      </FilterForm>
      {problem ? <MessageBar tone="danger">{errors(problem)}</MessageBar> : null}
      {plan ? (
        <>
          <MergeClashes plan={plan} tenant={tenant} />
          <Merged plan={plan} />
          <MergeEffects plan={plan} />
        </>
      ) : null}
      {may ? (
        <Form action={action} title={title}>
          <Hidden values={{ tenant: tenant.id, into: plan.into.id, seen: plan.seen }} />
          <div className="asks">
            <p>{t("happens", { from: tenant.name, into: plan.into.name })}</p>
          </div>
          <div className="buttons">
            <SubmitButton>{t("act")}</SubmitButton>
            <LinkButton variant="subtle" href={tenantPage(tenant.id)}>
              {t("keep")}
            </LinkButton>
          </div>
        </Form>
      ) : null}
    </TenantFrame>
  );
}

/** What each has, and what stands afterwards. */
function Merged({ plan }: { plan: Plan }) {
  const t = useTranslations("programme.tenant.merge");
  const list = useTranslations("programme.tenants");
  const tenant = useTranslations("programme.tenant");
  const engagements = useTranslations("engagements");
  const format = formats(useLocale());
  const unknown = tenant("unknown");
  const country = (code: string | null) => (code === null ? unknown : format.country(code));
  const rows = [
    {
      label: tenant("name"),
      from: plan.names.from,
      into: plan.names.into,
      after: plan.names.into,
    },
    {
      label: list("country"),
      from: country(plan.countries.from),
      into: country(plan.countries.into),
      after: country(plan.countries.into ?? plan.countries.from),
    },
    {
      label: list("tpid"),
      from: plan.tpids.from ?? unknown,
      into: plan.tpids.into ?? unknown,
      after: plan.tpids.into ?? plan.tpids.from ?? unknown,
    },
    {
      label: list("domains"),
      from: plan.domains.from.join(", ") || "–",
      into: plan.domains.into.join(", ") || "–",
      after: [...plan.domains.into, ...plan.domains.from].join(", ") || "–",
    },
    {
      label: t("months"),
      from: format.count(plan.months.from),
      into: format.count(plan.months.into),
      after: format.count(plan.months.from + plan.months.into - plan.months.both),
    },
  ];
  const columns = [
    { label: t("columns.what") },
    { label: t("columns.from", { name: plan.names.from ?? "" }) },
    { label: t("columns.into", { name: plan.names.into ?? "" }) },
    { label: t("columns.after") },
  ];
  return (
    <Card title={t("what")}>
      <Table caption={t("what")} columns={columns} stack>
        {rows.map(({ label, from, into, after }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td data-label={columns[1]?.label}>{from}</td>
            <td data-label={columns[2]?.label}>{into}</td>
            <td data-label={columns[3]?.label}>{after}</td>
          </tr>
        ))}
      </Table>
      <p>{t("goes", { rounds: plan.rounds })}</p>
      {plan.months.both > 0 ? <p>{t("bothMonths", { months: plan.months.both })}</p> : null}
      {plan.barred ? (
        <MessageBar tone="warning">{barredText(engagements, plan.barred)}</MessageBar>
      ) : null}
    </Card>
  );
}
