import { useLocale, useTranslations } from "next-intl";
import type { InsightRow, InsightRowsView } from "@/lib/views/insight-rows";
import { formats } from "@/messages/format/formats";
import { CustomerName } from "../customers/customer-name";
import { CsvLinks } from "../ui/csv-links";
import { EmptyState } from "../ui/empty-state";
import { PageHeader } from "../ui/page-header";
import { Pagination } from "../ui/pagination";
import { Table } from "../ui/table";
import { insightHref } from "./insight-href";
import { useInsightWords } from "./insight-words";
import styles from "./insight.module.css";

type Props = { view: InsightRowsView; base: "/insight" | "/programme/insight" };

/** K8: the rounds behind a figure, as they stood on its day. */
export function InsightRounds({ view, base }: Props) {
  const t = useTranslations("insight");
  const { query, rows, next } = view;
  const title =
    query.part === ""
      ? t(`plots.${query.plot}`)
      : t("rounds.of", { plot: t(`plots.${query.plot}`), part: t(`parts.${query.part}`) });
  const back = insightHref(base, {
    ...query,
    plot: undefined,
    part: undefined,
    group: undefined,
    currency: undefined,
    after: undefined,
  });
  const href = (after: string | null) => insightHref(`${base}/rounds`, { ...query, after });
  return (
    <>
      <PageHeader
        title={title}
        crumbs={[{ label: t("title"), href: back }]}
        actions={
          rows.length > 0 ? (
            <CsvLinks href={insightHref(`${base}/rounds.csv`, { ...query, after: null })}>
              {t("rounds.csv")}
            </CsvLinks>
          ) : null
        }
      >
        <Head view={view} />
      </PageHeader>
      {rows.length === 0 ? (
        <EmptyState icon="search" title={t("rounds.none")}>
          {t("rounds.noneText")}
        </EmptyState>
      ) : (
        <Rows view={view} />
      )}
      <Pagination
        firstHref={query.after === null ? undefined : href(null)}
        nextHref={next === null ? undefined : href(next)}
      />
    </>
  );
}

/** How many they are, on which day, of what, and what they pay. */
function Head({ view: { query, period, count, sums, group, areas } }: Pick<Props, "view">) {
  const t = useTranslations("insight");
  const words = useInsightWords(areas);
  const { by, group: key, plot } = query;
  const named =
    key === ""
      ? null
      : by === "time"
        ? { by: t(`time.${plot}`), group: words.time(plot, key) }
        : { by: t(`by.${by}`), group: words.group(by, { key, name: group }) };
  return (
    <>
      {t("rounds.asOf", { count, now: String(period.now), day: words.format.day(period.until) })}
      {named ? ` ${t("rounds.group", named)}` : ""}
      {sums.length > 0
        ? ` ${t("rounds.sum", { sum: words.format.all(sums.map(words.format.money)) })}`
        : ""}
    </>
  );
}

function Rows({ view }: Pick<Props, "view">) {
  const t = useTranslations("insight");
  const format = formats(useLocale());
  const day = (at: string | null) => (at === null ? "–" : format.shortDay(at));
  const columns = (
    [
      "customer",
      "engagement",
      "status",
      "begunDay",
      "consentedDay",
      "submittedDay",
      "payout",
    ] as const
  ).map((key) => ({
    label: t(`columns.${key}`),
    end: key === "payout",
    nowrap: key.endsWith("Day"),
    wide: key === "engagement",
  }));
  return (
    <Table caption={t("rounds.title")} columns={columns} stack>
      {view.rows.map((row) => (
        <tr key={row.id}>
          <th scope="row">
            {view.ofAll ? (
              <a href={`/programme/tenants/${row.customer.id}`}>{row.customer.name}</a>
            ) : (
              <CustomerName id={row.customer.id}>{row.customer.name}</CustomerName>
            )}
            {view.ofAll ? <small>{row.partner.name}</small> : null}
          </th>
          <td>
            {row.engagement.name}
            <small>{row.location.name}</small>
          </td>
          <td className={styles.stands}>
            <Stands row={row} until={view.period.until} />
          </td>
          <td data-label={t("columns.begunDay")}>{day(row.begunDay)}</td>
          <td data-label={t("columns.consentedDay")}>{day(row.consentedDay)}</td>
          <td data-label={t("columns.submittedDay")}>{day(row.submittedDay)}</td>
          <td data-label={t("columns.payout")}>
            {row.payout ? format.money(row.payout) : "–"}
            {row.claimNumber === null ? null : (
              <small>
                <a href={`${view.ofAll ? "/programme" : ""}/claims/${String(row.claimNumber)}`}>
                  {row.claimNumber}
                </a>
              </small>
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** Where the round stood on that day, with the last day of what ran. */
function Stands({ row, until }: { row: InsightRow; until: string }) {
  const t = useTranslations("insight");
  const claim = useTranslations("customers.claim");
  const ended = useTranslations("customers.history.reasons");
  const format = formats(useLocale());
  const lapsed = row.dueDay !== null && row.dueDay < until;
  const words =
    row.endReason !== null
      ? ended(row.endReason)
      : lapsed
        ? t("stands.lapsed")
        : row.claimStatus !== null
          ? claim(row.claimStatus)
          : row.submittedDay !== null
            ? t("stands.completed")
            : t(
                `stands.${row.consentedDay !== null ? "active" : row.askedDay !== null ? "asked" : "to_ask"}`,
              );
  return (
    <>
      {words}
      {row.dueDay !== null && !lapsed ? (
        <small>{`${t("columns.dueDay")}: ${format.shortDay(row.dueDay)}`}</small>
      ) : null}
    </>
  );
}
