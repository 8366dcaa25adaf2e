import type { CustomerRules } from "../../eligibility/rules";

/** What a workshop asks of a metric, and how many ask the same. */
export type Threshold = { operator: ">=" | "<" | ">" | "<=" | "="; value: number; count: number };
/** One metric over the months in which it is known, the oldest first, with the thresholds that matter (P17). */
export type Series = {
  metric: string;
  points: { month: string; value: number }[];
  thresholds: Threshold[];
};

type Usage = readonly { month: string; metrics: Readonly<Record<string, number>> }[];

/** P17: a series for each metric that is known of a tenant, with every number that some workshop asks for. */
export function seriesOf(
  usage: Usage,
  catalogue: readonly Pick<CustomerRules, "customerCriteria">[],
): Series[] {
  const asked = catalogue.flatMap(({ customerCriteria }) =>
    customerCriteria.flatMap((rule) => ("anyOf" in rule ? rule.anyOf : [rule])),
  );
  const metrics = [...new Set(usage.flatMap((row) => Object.keys(row.metrics)))].sort();
  const months = [...usage].sort((a, b) => (a.month < b.month ? -1 : 1));
  return metrics.map((metric) => ({
    metric,
    points: months.flatMap(({ month, metrics: known }) => {
      const value = known[metric];
      return value === undefined ? [] : [{ month, value }];
    }),
    thresholds: thresholdsOf(asked.filter((rule) => rule.metric === metric)),
  }));
}

function thresholdsOf(rules: readonly Omit<Threshold, "count">[]): Threshold[] {
  const found = new Map<string, Threshold>();
  for (const { operator, value } of rules) {
    const key = `${operator} ${value}`;
    const before = found.get(key);
    found.set(key, { operator, value, count: (before?.count ?? 0) + 1 });
  }
  return [...found.values()].sort((a, b) => a.value - b.value);
}

export type Plot = {
  metric: string;
  width: number;
  height: number;
  /** Corners of the line through the points, as SVG has them: `0,10 5,20`. */
  line: string;
  points: { x: number; y: number; month: string; value: number }[];
  thresholds: (Threshold & { y: number })[];
};

/** Where everything of a series stands in a box: months by the calendar, values from 0 to the highest of all. */
export function plotOf(
  { metric, points, thresholds }: Series,
  box: { width: number; height: number },
): Plot {
  const ordinal = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
  const [first, last] = [points[0], points.at(-1)];
  const span = first && last ? ordinal(last.month) - ordinal(first.month) : 0;
  const most = Math.max(
    ...points.map(({ value }) => value),
    ...thresholds.map(({ value }) => value),
    0,
  );
  const round = (number: number) => Math.round(number * 10) / 10;
  const y = (value: number) => round(box.height * (1 - (most > 0 ? Math.max(value, 0) / most : 0)));
  const x = (month: string) =>
    round(
      span === 0 || !first
        ? box.width / 2
        : (box.width * (ordinal(month) - ordinal(first.month))) / span,
    );
  const placed = points.map(({ month, value }) => ({ x: x(month), y: y(value), month, value }));
  return {
    ...{ metric, ...box },
    line: placed.map((point) => `${point.x},${point.y}`).join(" "),
    points: placed,
    thresholds: thresholds.map((one) => ({ ...one, y: y(one.value) })),
  };
}
