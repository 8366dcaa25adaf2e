import { useTranslations } from "next-intl";
import type { ReportLine, ReportsView } from "@/lib/views/programme/reports";
import { Pagination } from "../ui/pagination";
import { Table } from "../ui/table";
import { Time } from "./time";

type Props = { view: ReportsView; paged: boolean };

/** "Not expected? Tell us": all that people told us. */
export function ReportsList({ view, paged }: Props) {
  const t = useTranslations("programme");
  return (
    <>
      <p>
        {t("reports.intro")} {t("utc")}
      </p>
      <ReportsTable rows={view.rows} />
      <Pagination
        firstHref={paged ? "/programme/reports" : undefined}
        nextHref={view.next === null ? undefined : `/programme/reports?after=${view.next}`}
      />
    </>
  );
}

/** The reports themselves, or that there are none. */
export function ReportsTable({ rows }: { rows: ReportLine[] }) {
  const t = useTranslations("programme.reports");
  if (rows.length === 0) return <p>{t("none")}</p>;
  const columns = (["when", "message", "about", "partner"] as const).map((key) => ({
    label: t(key),
  }));
  return (
    <Table caption={t("message")} columns={columns} stack>
      {rows.map((row) => (
        <tr key={row.id}>
          <th scope="row">
            <Time at={row.createdAt} />
          </th>
          <td>{row.message}</td>
          <td>
            <a href={`/programme/tenants/${row.tenantId}`}>{row.tenant}</a>
            <small>{row.engagement}</small>
          </td>
          <td>{row.partner}</td>
        </tr>
      ))}
    </Table>
  );
}
