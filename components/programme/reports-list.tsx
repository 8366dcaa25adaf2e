import { useTranslations } from "next-intl";
import type { ReportLine, ReportsView } from "@/lib/views/programme/reports";
import { Told } from "../ui/message-bar";
import { Pagination } from "../ui/pagination";
import { Table } from "../ui/table";
import { Time } from "./time";

const base = "/programme/reports";

type Props = { view: ReportsView; paged: boolean; done: string | undefined };

/** "Not expected? Tell us": what people told us, and what is still to do. */
export function ReportsList({ view, paged, done }: Props) {
  const t = useTranslations("programme");
  const here = view.open ? `${base}?show=open` : base;
  const join = view.open ? "&" : "?";
  return (
    <>
      {done === "saved" ? <Told>{t("reports.saved")}</Told> : null}
      {done === "stopped" ? <Told>{t("reports.stop.done")}</Told> : null}
      {done === "lifted" ? <Told>{t("reports.lift.done")}</Told> : null}
      <p>{t("reports.intro")}</p>
      <nav aria-label={t("reports.tabs")} className="pills">
        <a href={`${base}?show=open`} aria-current={view.open ? "page" : undefined}>
          {t("reports.open")}
        </a>
        <a href={base} aria-current={view.open ? undefined : "page"}>
          {t("reports.all")}
        </a>
      </nav>
      {view.open && view.rows.length === 0 ? (
        <p>{t("reports.noneOpen")}</p>
      ) : (
        <ReportsTable rows={view.rows} />
      )}
      <Pagination
        firstHref={paged ? here : undefined}
        nextHref={view.next === null ? undefined : `${here}${join}after=${view.next}`}
      />
    </>
  );
}

/** The reports themselves, or that there are none. */
export function ReportsTable({ rows }: { rows: ReportLine[] }) {
  const t = useTranslations("programme.reports");
  if (rows.length === 0) return <p>{t("none")}</p>;
  const columns = (["when", "message", "about", "partner", "state"] as const).map((key) => ({
    label: t(key),
  }));
  return (
    <Table caption={t("message")} columns={columns} stack>
      {rows.map((row) => (
        <tr key={row.id} id={row.id}>
          <th scope="row">
            <a href={`${base}/${row.id}`}>
              <Time at={row.createdAt} />
            </a>
          </th>
          <td>{row.message}</td>
          <td>
            <a href={`/programme/tenants/${row.tenantId}`}>{row.tenant}</a>
            <small>{row.engagement}</small>
          </td>
          <td>{row.partner}</td>
          <td>
            {t(`states.${row.state}`)}
            {row.stopped ? <small>{t("stopped")}</small> : null}
          </td>
        </tr>
      ))}
    </Table>
  );
}
