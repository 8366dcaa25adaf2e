import { useLocale, useTranslations } from "next-intl";
import { formats } from "@/messages/format/formats";
import type { PartnersView, PartnerView } from "@/lib/views/programme/partners";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { Hidden } from "../customers/wizard-buttons";
import { TabTitle } from "../customers/wizard-frame";
import { Card } from "../ui/card";
import { Form } from "../ui/form";
import { MessageBar, Told } from "../ui/message-bar";
import { PageHeader } from "../ui/page-header";
import { Pagination } from "../ui/pagination";
import { SubmitButton } from "../ui/submit-button";
import { SummaryList } from "../ui/summary-list";
import { Table } from "../ui/table";
import { TextField } from "../ui/text-field";

const base = "/programme/partners";

/** The companies of the network. */
export function PartnersList({ view, paged }: { view: PartnersView; paged: boolean }) {
  const t = useTranslations("programme.partners");
  const format = formats(useLocale());
  const columns = (["name", "domains", "country"] as const).map((key) => ({ label: t(key) }));
  return (
    <>
      <p>{t("intro")}</p>
      <Table caption={t("name")} columns={columns} stack>
        {view.rows.map((row) => (
          <tr key={row.id} id={row.id}>
            <th scope="row">
              <a href={`${base}/${row.id}`}>{row.name}</a>
            </th>
            <td>{row.domains.join(", ")}</td>
            <td>{format.country(row.country)}</td>
          </tr>
        ))}
      </Table>
      <Pagination
        firstHref={paged ? base : undefined}
        nextHref={view.next === null ? undefined : `${base}?after=${view.next}`}
      />
    </>
  );
}

type Props = {
  view: PartnerView;
  actions: { add: FormAction; remove: FormAction };
  kept: FormValues | null;
  done: string | undefined;
};

/** One company: its mail domains, at which none of its customers can be asked (D19). */
export function PartnerPage({ view, actions, kept, done }: Props) {
  const t = useTranslations("programme.partners");
  const programme = useTranslations("programme");
  const format = formats(useLocale());
  const crumbs = [
    { label: programme("title"), href: "/programme" },
    { label: programme("pages.partners"), href: `${base}?again=${view.id}` },
  ];
  const title = `${view.name} · ${programme("title")}`;
  return (
    <>
      <PageHeader title={view.name} crumbs={crumbs} />
      {done === "added" || done === "removed" ? <Told>{t(`done.${done}`)}</Told> : null}
      <SummaryList rows={[{ label: t("country"), value: format.country(view.country) }]} />
      <Card title={t("domains")}>
        <p>{t("domainsText")}</p>
        <Domains view={view} remove={actions.remove} />
        {view.edits === "yes" ? (
          <Form action={actions.add} title={title} initial={{ values: kept ?? {}, errors: [] }}>
            <Hidden values={{ partner: view.id }} />
            <TextField
              name="domain"
              label={t("domain")}
              hint={t("domainHint")}
              required
              maxLength={253}
              spellCheck={false}
            />
            <p>{t("addText")}</p>
            <div className="buttons">
              <SubmitButton>{t("add")}</SubmitButton>
            </div>
          </Form>
        ) : (
          <>
            <TabTitle title={title} />
            <MessageBar>{t(`edits.${view.edits}`)}</MessageBar>
          </>
        )}
      </Card>
    </>
  );
}

function Domains({ view, remove }: { view: PartnerView; remove: FormAction }) {
  const t = useTranslations("programme.partners");
  if (view.domains.length === 0) return <p>{t("noDomains")}</p>;
  return (
    <Table caption={t("domains")} columns={[{ label: t("domain") }, { label: t("act") }]} stack>
      {view.domains.map(({ domain, readable }) => (
        <tr key={domain}>
          <th scope="row">{readable}</th>
          <td>
            {view.edits === "yes" ? (
              <Form action={remove}>
                <Hidden values={{ partner: view.id, domain }} />
                <SubmitButton variant="subtle">
                  {t.rich("remove", {
                    domain: readable,
                    hidden: (name) => <span className="visually-hidden">{name}</span>,
                  })}
                </SubmitButton>
              </Form>
            ) : (
              "–"
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}
