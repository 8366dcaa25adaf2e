import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { RunsView } from "@/lib/views/runs";
import { formats } from "@/messages/format/formats";
import { LinkButton } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Pagination } from "../ui/pagination";
import { Status } from "../ui/status";
import { Table } from "../ui/table";
import { pathOf, runsPage, programmeRunsPage } from "./run-paths";
import { runTones } from "./run-tones";

type Props = { view: RunsView; paged: boolean; staff?: boolean };

/** B5: the runs, the latest first; of all companies for staff. */
export function RunsList({ view, paged, staff = false }: Props) {
  const t = useTranslations("runs");
  const page = staff ? programmeRunsPage : runsPage;
  const { rows, next } = view;
  return (
    <>
      <p>{t("intro")}</p>
      {staff ? null : (
        <div className="buttons">
          <LinkButton href={`${runsPage}/new`}>{t("fromFile")}</LinkButton>
        </div>
      )}
      {rows.length === 0 ? (
        <EmptyState title={t("empty")}>{staff ? null : t("emptyText")}</EmptyState>
      ) : (
        <Runs rows={rows} staff={staff} />
      )}
      <Pagination
        firstHref={paged ? page : undefined}
        nextHref={next === null ? undefined : `${page}?${new URLSearchParams({ after: next })}`}
      />
    </>
  );
}

function Runs({ rows, staff }: { rows: RunsView["rows"]; staff: boolean }) {
  const t = useTranslations("runs");
  const format = formats(useLocale());
  const zone = useTimeZone() ?? "UTC";
  const columns = [
    { label: t("columns.run"), nowrap: true },
    ...(staff ? [{ label: t("columns.company"), wide: true }] : []),
    { label: t("columns.what"), wide: true },
    { label: t("columns.state") },
    { label: t("columns.rows") },
    { label: t("columns.when") },
    { label: t("columns.who") },
  ];
  return (
    <Table caption={t("title")} columns={columns} stack>
      {rows.map(({ id, number, partnerName, kind, state, done, rows: all, madeAt, by }) => (
        <tr key={id} id={staff ? id : `${number}`}>
          <th scope="row">
            <a href={pathOf({ acts: !staff, number, id })}>{t("name", { number })}</a>
          </th>
          {staff ? <td>{partnerName}</td> : null}
          <td>{t(`kinds.${kind}`)}</td>
          <td>
            <Status tone={runTones[state]}>{t(`states.${state}`)}</Status>
          </td>
          <td data-label={t("columns.rows")}>{t("rowsOf", { done, rows: all })}</td>
          <td>{format.instant(madeAt, zone)}</td>
          <td data-label={t("columns.who")}>{by}</td>
        </tr>
      ))}
    </Table>
  );
}
