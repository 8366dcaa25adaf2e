import { useTranslations } from "next-intl";
import type { InsightView, Line, PlotView } from "@/lib/views/insight";
import { Table } from "../ui/table";
import { insightHref } from "./insight-href";
import { useInsightWords } from "./insight-words";

type Props = { plot: PlotView; view: InsightView; base: string; title: string };

/** K8: a plot's figures, a line for each group; each figure leads to the rounds behind it. */
export function InsightTable({ plot: one, view, base, title }: Props) {
  const t = useTranslations("insight");
  const words = useInsightWords(view.areas);
  const { plot, currency, all } = one;
  const { by } = view.query;
  const parts = all.figures.map(({ part }) => part);
  const extra = extraOf(plot);
  const columns = [
    { label: by === "time" ? t(`time.${plot}`) : t(`by.${by}`), nowrap: by === "time" },
    ...parts.map((part) => ({ label: t(`parts.${part}`), end: true })),
    ...(hasTotal(plot) ? [{ label: t("total"), end: true }] : []),
    ...(extra ? [{ label: t(extra), end: true }] : []),
  ];
  const rowsHref = (part: string, group: string) =>
    insightHref(`${base}/rounds`, {
      ...view.query,
      until: view.period.until,
      plot,
      part: parts.find((known) => known === part) ?? "",
      group,
      currency: currency ?? "",
    });
  const cells = (line: Line) => {
    const shown = [
      ...line.figures,
      ...(hasTotal(plot) ? [{ part: "" as const, count: line.count, minor: line.minor }] : []),
    ];
    return (
      <>
        {shown.map(({ part, count, minor }) => {
          const figure =
            currency === null ? words.format.count(count) : words.format.money({ minor, currency });
          return (
            <td key={part}>
              {count === 0 ? (
                currency === null ? (
                  figure
                ) : (
                  "–"
                )
              ) : (
                <a href={rowsHref(part, line.key)}>{figure}</a>
              )}
            </td>
          );
        })}
        {extra ? (
          <td>
            {line.count === 0
              ? "–"
              : extra === "rate"
                ? words.format.share(rateOf(line))
                : t("days", { days: averageOf(line) })}
          </td>
        ) : null}
      </>
    );
  };
  return (
    <Table
      caption={title}
      columns={columns}
      look={{ hide: [], density: "compact" }}
      foot={
        <tr>
          <th scope="row">{t("all")}</th>
          {cells(all)}
        </tr>
      }
    >
      {one.lines.map((line) => (
        <tr key={line.key}>
          <th scope="row">{by === "time" ? words.time(plot, line.key) : words.group(by, line)}</th>
          {cells(line)}
        </tr>
      ))}
    </Table>
  );
}

/** The funnel's parts hold each other, and money that is at risk is no sum with what is earned. */
const hasTotal = (plot: PlotView["plot"]) => plot !== "funnel" && plot !== "money";

function extraOf(plot: PlotView["plot"]): "rate" | "average" | null {
  if (plot === "consent") return "rate";
  return plot === "answer" || plot === "payment" ? "average" : null;
}

export const rateOf = ({ figures, count }: Line) =>
  count === 0 ? 0 : (figures[0]?.count ?? 0) / count;
export const averageOf = ({ days, count }: Line) => (count === 0 ? 0 : Math.round(days / count));
