import { useTranslations } from "next-intl";
import type { Figure, InsightView, PlotView } from "@/lib/views/insight";
import { Card } from "../ui/card";
import { CsvLinks } from "../ui/csv-links";
import { amountOf, Drawing, Legend, type Bar } from "./insight-drawing";
import { insightHref } from "./insight-href";
import { averageOf, InsightTable, rateOf } from "./insight-table";
import { useInsightWords } from "./insight-words";
import styles from "./insight.module.css";

type Props = { plot: PlotView; view: InsightView; base: string };

/** K8: one plot: what it says in a sentence, drawn, as a table, and as a file. */
export function InsightPlot({ plot: one, view, base }: Props) {
  const t = useTranslations("insight");
  const { plot, currency } = one;
  const title = currency === null ? t(`plots.${plot}`) : t("moneyIn", { currency });
  const isStacked = plot === "money" || plot === "deadlines";
  return (
    <Card title={title}>
      <Summary one={one} twoWeeks={view.soon} />
      {one.all.count === 0 ? null : (
        <>
          {isStacked ? (
            <Legend
              parts={one.all.figures.map(({ part }) => ({ part, label: t(`parts.${part}`) }))}
            />
          ) : null}
          <Drawing bars={useBars({ plot: one, view, base })} />
          <details className={styles.figures}>
            <summary>{t("asTable")}</summary>
            <InsightTable plot={one} view={view} base={base} title={title} />
            {one.left > 0 ? <p>{t("left", { count: one.left })}</p> : null}
            <div className="buttons">
              <CsvLinks
                href={insightHref(`${base}/figures.csv`, {
                  ...view.query,
                  until: view.period.until,
                  plot,
                })}
              >
                {t("csv")}
              </CsvLinks>
            </div>
          </details>
        </>
      )}
    </Card>
  );
}

/** Of money and deadlines a bar for each month or week, of the others one for each part. */
function useBars({ plot: one, view, base }: Props): Bar[] {
  const t = useTranslations("insight");
  const words = useInsightWords(view.areas);
  const { plot, currency, all, time } = one;
  const said = (figure: Pick<Figure, "count" | "minor">) =>
    currency === null
      ? words.format.count(figure.count)
      : words.format.money({ minor: figure.minor, currency });
  const href = (part: Figure["part"], group: string) =>
    insightHref(`${base}/rounds`, {
      ...view.query,
      until: view.period.until,
      by: "time",
      plot,
      part,
      group,
      currency: currency ?? "",
    });
  if (plot !== "money" && plot !== "deadlines") {
    const most = Math.max(...all.figures.map(({ count }) => count), 1);
    return all.figures.map((figure) => {
      const label = t(`parts.${figure.part}`);
      const piece = {
        part: "begun" as const,
        share: figure.count / most,
        href: href(figure.part, ""),
        title: `${label}: ${said(figure)}`,
      };
      return {
        key: figure.part,
        label,
        value: said(figure),
        pieces: figure.count > 0 ? [piece] : [],
      };
    });
  }
  const most = Math.max(...time.map((line) => amountOf(plot, line)), 1);
  return time.map((line) => ({
    key: line.key,
    label: words.time(plot, line.key),
    value: said(line),
    pieces: line.figures
      .filter(({ count }) => count > 0)
      .map((figure) => ({
        part: figure.part,
        share: amountOf(plot, figure) / most,
        href: href(figure.part, line.key),
        title: `${t(`parts.${figure.part}`)}: ${said(figure)}`,
      })),
  }));
}

function Summary({ one, twoWeeks }: { one: PlotView; twoWeeks: number }) {
  const t = useTranslations("insight");
  const { format } = useInsightWords([]);
  const { plot, all, currency } = one;
  const of = (part: Figure["part"]) =>
    all.figures.find((figure) => figure.part === part)?.count ?? 0;
  const share = (...parts: Figure["part"][]) =>
    format.share(all.count === 0 ? 0 : parts.reduce((sum, part) => sum + of(part), 0) / all.count);
  if (plot === "money") {
    if (currency === null) return <p>{t("noMoney")}</p>;
    const sums = Object.fromEntries(
      all.figures.map(({ part, minor }) => [part, format.money({ minor, currency })]),
    );
    return (
      <>
        <p>
          {t("summary.money", {
            earned: sums.earned ?? "",
            waiting: sums.waiting ?? "",
            at_risk: sums.at_risk ?? "",
          })}
        </p>
        <p>{t("about.money")}</p>
      </>
    );
  }
  return (
    <p>
      {plot === "funnel"
        ? t("summary.funnel", {
            begun: of("begun"),
            asked: of("asked"),
            consented: of("consented"),
            submitted: of("submitted"),
            paid: of("paid"),
          })
        : plot === "consent"
          ? t("summary.consent", {
              all: all.count,
              rate: format.share(rateOf(all)),
              consented: of("consented"),
              open: of("open"),
            })
          : plot === "answer"
            ? t("summary.answer", {
                all: all.count,
                days: averageOf(all),
                week: share("d1", "d3", "d7"),
              })
            : plot === "payment"
              ? t("summary.payment", {
                  all: all.count,
                  days: averageOf(all),
                  month: share("p14", "p30"),
                })
              : t("summary.deadlines", { all: all.count, soon: twoWeeks })}
    </p>
  );
}
