import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { ImportsView } from "@/lib/views/programme/imports";
import { formats } from "@/messages/format/formats";
import { importsPage } from "../partners/partner-paths";
import { LinkButton } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Pagination } from "../ui/pagination";
import { Status } from "../ui/status";
import { Table } from "../ui/table";
import { toneOf } from "./import-tones";

/** What was imported, the newest first. */
export function ImportsList({ view, paged }: { view: ImportsView; paged: boolean }) {
  const t = useTranslations("imports");
  const { rows, next, mayImport } = view;
  return (
    <>
      <p>{t("intro")}</p>
      {mayImport ? (
        <div className="buttons">
          <LinkButton variant="primary" href={`${importsPage}/new`}>
            {t("new")}
          </LinkButton>
        </div>
      ) : null}
      {rows.length === 0 ? (
        <EmptyState icon="search" title={t("empty")}>
          {t("emptyText")}
        </EmptyState>
      ) : (
        <Imports rows={rows} />
      )}
      <Pagination
        firstHref={paged ? importsPage : undefined}
        nextHref={
          next === null ? undefined : `${importsPage}?${new URLSearchParams({ after: next })}`
        }
      />
    </>
  );
}

function Imports({ rows }: Pick<ImportsView, "rows">) {
  const t = useTranslations("imports");
  const format = formats(useLocale());
  const zone = useTimeZone() ?? "UTC";
  const columns = [
    { label: t("file"), wide: true },
    { label: t("kind") },
    { label: t("state") },
    { label: t("counts") },
    { label: t("when") },
    { label: t("who") },
  ];
  return (
    <Table caption={t("file")} columns={columns} stack>
      {rows.map(({ id, fileName, kind, state, made, changed, refused, madeAt, by }) => (
        <tr key={id} id={id}>
          <th scope="row">
            <a href={`${importsPage}/${id}`}>{fileName}</a>
          </th>
          <td>{t(`kinds.${kind}`)}</td>
          <td>
            <Status tone={toneOf[state]}>{t(`states.${state}`)}</Status>
          </td>
          <td>{t("countsOf", { made, changed, refused })}</td>
          <td>{format.instant(madeAt, zone)}</td>
          <td data-label={t("who")}>{by ?? t("command")}</td>
        </tr>
      ))}
    </Table>
  );
}
