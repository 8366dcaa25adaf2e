import { metrics } from "./metrics";

/** A route of this process: how often it was asked for, and how long it took, in seconds. */
export type RouteTimes = {
  route: string;
  requests: number;
  mean: number;
  /** So long, at most, took 95 of 100; null: longer than is measured. */
  most: number | null;
};

/** The routes that took longest on average since this process began, the slowest first. */
export async function slowestRoutes(many: number): Promise<RouteTimes[]> {
  const { values } = await metrics().duration.get();
  const routes = new Map<string, { sum: number; count: number; buckets: [number, number][] }>();
  for (const { labels, metricName = "", value } of values) {
    const route = String(labels.route);
    const found = routes.get(route) ?? { sum: 0, count: 0, buckets: [] };
    routes.set(route, found);
    if (metricName.endsWith("_sum")) found.sum = value;
    else if (metricName.endsWith("_count")) found.count = value;
    else
      found.buckets.push([
        Number(String("le" in labels ? labels.le : "").replace("+Inf", "Infinity")),
        value,
      ]);
  }
  return [...routes]
    .filter(([route]) => route.startsWith("/"))
    .map(([route, { sum, count, buckets }]) => {
      const at = buckets.find(([, below]) => below >= 0.95 * count)?.[0] ?? Infinity;
      return { route, requests: count, mean: sum / count, most: Number.isFinite(at) ? at : null };
    })
    .sort((a, b) => b.mean - a.mean)
    .slice(0, many);
}
