import { useTranslations } from "next-intl";
import type { ReportLine, ReportsView } from "@/lib/views/programme/reports";
import { ListFrame } from "../ui/list-frame";
import { Told } from "../ui/message-bar";
import { Table } from "../ui/table";
import { Tabs } from "../ui/tabs";
import { Time } from "./time";

const base = "/programme/reports";
const keys = ["message", "about", "partner", "state"] as const;

type Props = { view: ReportsView; done: string | undefined };

/** "Not expected? Tell us": what people told us, and what is still to do. */
export function ReportsList({ view, done }: Props) {
  const t = useTranslations("programme.reports");
  const { rows, ...list } = view;
  const open = view.query.show === "open";
  return (
    <>
      {done === "saved" ? <Told>{t("saved")}</Told> : null}
      {done === "stopped" ? <Told>{t("stop.done")}</Told> : null}
      {done === "lifted" ? <Told>{t("lift.done")}</Told> : null}
      <p>{t("intro")}</p>
      <Tabs
        label={t("tabs")}
        variant="pills"
        tabs={[
          { label: t("open"), href: `${base}?show=open`, current: open },
          { label: t("all"), href: `${base}?view=all`, current: !open },
        ]}
      />
      <ListFrame
        {...list}
        path={base}
        usual="-made"
        stays={["show"]}
        search={t("search")}
        caption={t("message")}
        columns={[
          { label: t("when"), sort: "-made", nowrap: true },
          ...keys.map((key) => ({ key, label: t(key), wide: key === "message" })),
        ]}
        empty={{ icon: "check", title: t(open ? "noneOpen" : "none") }}
      >
        {rows.map((row) => (
          <ReportRow key={row.id} row={row} />
        ))}
      </ListFrame>
    </>
  );
}

/** The latest reports, or that there are none. */
export function ReportsTable({ rows }: { rows: ReportLine[] }) {
  const t = useTranslations("programme.reports");
  if (rows.length === 0) return <p>{t("none")}</p>;
  const columns = (["when", ...keys] as const).map((key) => ({
    label: t(key),
    nowrap: key === "when",
  }));
  return (
    <Table caption={t("message")} columns={columns} stack>
      {rows.map((row) => (
        <ReportRow key={row.id} row={row} />
      ))}
    </Table>
  );
}

function ReportRow({ row }: { row: ReportLine }) {
  const t = useTranslations("programme.reports");
  return (
    <tr id={row.id}>
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
  );
}
