import { getLocale, getTranslations } from "next-intl/server";
import { useId } from "react";
import type { TenantView } from "@/lib/views/programme/tenant";
import { formats } from "@/messages/format/formats";
import { getCriterionWords } from "../engagements/words";
import styles from "./plots.module.css";

type Plot = TenantView["plots"][number];
type Words = Awaited<ReturnType<typeof getCriterionWords>>;

/** Room around the points, so that none is cut off. */
const EDGE = 8;

/** P17: each figure of a tenant over its months, with the numbers that workshops ask for drawn in. */
export async function TenantPlots({ plots }: Pick<TenantView, "plots">) {
  const [words, t, locale] = await Promise.all([
    getCriterionWords(),
    getTranslations("programme.tenant.plot"),
    getLocale(),
  ]);
  const month = (first: string) => formats(locale).month(first);
  return (
    <div className={styles.plots}>
      {plots.map((plot) => {
        const [first, last] = [plot.points[0], plot.points.at(-1)];
        const range =
          first && last
            ? t("text", {
                from: month(first.month),
                to: month(last.month),
                first: words.figure(plot.metric, first.value),
                last: words.figure(plot.metric, last.value),
              })
            : "";
        return (
          <figure key={plot.metric}>
            <figcaption>{words.metric(plot.metric)}</figcaption>
            <Drawing plot={plot} title={`${words.metric(plot.metric)}. ${range}`} />
            <p aria-hidden="true" className={styles.months}>
              <span>{first && last !== first ? month(first.month) : null}</span>
              <span>{last ? month(last.month) : null}</span>
            </p>
            <Thresholds
              plot={plot}
              words={words}
              title={t("asked")}
              times={(count) => t("times", { count })}
            />{" "}
          </figure>
        );
      })}
    </div>
  );
}

/** Inert: nothing in it acts, and what it says stands in words beside it and in the table below. */
function Drawing({ plot, title }: { plot: Plot; title: string }) {
  const id = useId();
  const { width, height, points, thresholds, line } = plot;
  return (
    <svg
      viewBox={`${-EDGE} ${-EDGE} ${width + 2 * EDGE} ${height + 2 * EDGE}`}
      role="img"
      aria-labelledby={id}
    >
      <title id={id}>{title}</title>
      <line className={styles.foot} x1={0} y1={height} x2={width} y2={height} />
      {thresholds.map(({ operator, value, y }) => (
        <line
          key={`${operator}${value}`}
          className={styles.threshold}
          x1={0}
          y1={y}
          x2={width}
          y2={y}
        />
      ))}
      <polyline className={styles.line} points={line} />
      {points.map(({ x, y, month }) => (
        <circle key={month} className={styles.point} cx={x} cy={y} r={3.5} />
      ))}
    </svg>
  );
}

type Legend = { plot: Plot; words: Words; title: string; times: (count: number) => string };

function Thresholds({ plot, words, title, times }: Legend) {
  if (plot.thresholds.length === 0) return null;
  return (
    <>
      <p className={styles.legend}>
        <svg viewBox="0 0 24 4" aria-hidden="true">
          <line className={styles.threshold} x1={0} y1={2} x2={24} y2={2} />
        </svg>
        {title}
      </p>
      <ul>
        {plot.thresholds.map(({ operator, value, count }) => (
          <li key={`${operator}${value}`}>
            {words.limit(plot.metric, operator, value)} <small>{times(count)}</small>
          </li>
        ))}
      </ul>
    </>
  );
}
