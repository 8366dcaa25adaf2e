import { useLocale, useTranslations } from "next-intl";
import { Table } from "@/components/ui/table";
import type { OverviewLine } from "@/lib/views/engagements-overview";
import { formats } from "@/messages/format/formats";
import { useLocationWords } from "./words";

type Texts = ReturnType<typeof useTranslations<"engagements">>;
type Words = ReturnType<typeof useLocationWords>;

const tones = { active: "success", upcoming: "pending", expired: "neutral" } as const;

/** The engagements with what a partner wants to know at a glance; greyed where nobody may earn. */
export function OverviewTable({ rows }: { rows: OverviewLine[] }) {
  const t = useTranslations("engagements");
  const format = formats(useLocale());
  const words = useLocationWords();
  const counted = (count: number, href: string) =>
    count === 0 ? 0 : <a href={href}>{format.count(count)}</a>;
  return (
    <div className="overview">
      <Table
        caption={t("title")}
        stack
        columns={[
          { label: t("columns.name") },
          { label: t("columns.availability") },
          { label: t("columns.role"), nowrap: true },
          { label: t("columns.eligibility") },
          { label: t("columns.active"), end: true },
          { label: t("columns.eligible"), end: true },
        ]}
      >
        {rows.map((row) => {
          const page = `/engagements/${row.slug}`;
          const when = datesOf(row, t, words);
          return (
            <tr key={row.slug} id={row.slug} data-muted={row.eligible === 0 ? "" : undefined}>
              <th scope="row">
                <a href={page}>{row.name}</a>
                <small>{words.area(row.solutionArea)}</small>
              </th>
              <td>
                <span data-tone={tones[row.availability]}>
                  {t(`availability.${row.availability}`)}
                </span>
                {when ? <small>{when}</small> : null}
              </td>
              <td>{words.role(row.partnerRole)}</td>
              <td>
                {row.locations === 0 ? (
                  t("noLocations")
                ) : (
                  <a href={`${page}/eligibility`}>
                    {t("eligibleLocations", { met: row.eligible, total: row.locations })}
                  </a>
                )}
                {row.missing ? <small>{missingOf(row.missing, t, words)}</small> : null}
              </td>
              <td data-label={t("columns.active")}>
                {counted(row.activeCustomers, `${page}/customers?tab=eligible&status=active`)}
              </td>
              <td data-label={t("columns.eligible")}>
                {counted(row.eligibleCustomers, `${page}/customers?tab=eligible`)}
              </td>
            </tr>
          );
        })}
      </Table>
    </div>
  );
}

function datesOf(row: OverviewLine, t: Texts, words: Words): string | null {
  if (row.availability === "upcoming")
    return t("dates.from", { date: words.day(row.availableFrom) });
  if (row.lastDay === null) return null;
  const date = words.day(row.lastDay);
  return t(row.availability === "expired" ? "dates.closed" : "dates.lastDay", { date });
}

function missingOf(
  { location, criteria }: NonNullable<OverviewLine["missing"]>,
  t: Texts,
  words: Words,
): string {
  const gaps = criteria.map((criterion) =>
    criterion.kind === "qualification"
      ? words.required(criterion)
      : `${words.name(criterion)}: ${words.actual(criterion)}`,
  );
  return `${t("missingAt", { location })}: ${gaps.join("; ")}`;
}
