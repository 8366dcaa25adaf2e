import type { Attributes, HrTime } from "@opentelemetry/api";
import { ValueType } from "@opentelemetry/api";
import type { Resource } from "@opentelemetry/resources";
import {
  AggregationTemporality,
  DataPointType,
  type DataPoint,
  type MetricData,
  type MetricProducer,
} from "@opentelemetry/sdk-metrics";
import type { MetricObjectWithValues, MetricValue } from "prom-client";
import { log } from "../log";
import { machineClock } from "../time/clock";
import { metrics } from "./metrics";
import { countProcess } from "./serve";

type Found = MetricObjectWithValues<MetricValue<string>>;
/** As `prom-client` gives them: of a histogram also which of its series a value is of. */
type Value = MetricValue<string> & { metricName?: string };

/** Gives a collector the same figures that `/metrics` has, so that each is counted once. */
export function figuresProducer(resource: Resource, before: () => Promise<void>): MetricProducer {
  const since = instant(machineClock().getTime() - process.uptime() * 1_000);
  countProcess();
  return {
    async collect() {
      await before().catch((error: unknown) => {
        log.warn({ err: error }, "some figures could not be read");
      });
      const all = (await metrics().registry.getMetricsAsJSON()) as Found[];
      const now = instant(machineClock().getTime());
      const made = all.flatMap((one) => dataOf(one, since, now));
      const scopeMetrics = [{ scope: { name: "engagements" }, metrics: made }];
      return { resourceMetrics: { resource, scopeMetrics }, errors: [] };
    },
  };
}

function dataOf(
  { name, help, type, values }: Found,
  startTime: HrTime,
  endTime: HrTime,
): MetricData[] {
  const descriptor = {
    name,
    description: help,
    unit: name.endsWith("_seconds") ? "s" : "",
    valueType: ValueType.DOUBLE,
  };
  const common = { descriptor, aggregationTemporality: AggregationTemporality.CUMULATIVE };
  const point = <T>(labels: Attributes, value: T): DataPoint<T> => ({
    startTime,
    endTime,
    attributes: labels,
    value,
  });
  const plain = () => values.map(({ labels, value }) => point(labels, value));
  switch (String(type)) {
    case "counter":
      return [
        { ...common, dataPointType: DataPointType.SUM, isMonotonic: true, dataPoints: plain() },
      ];
    case "gauge":
      return [{ ...common, dataPointType: DataPointType.GAUGE, dataPoints: plain() }];
    case "histogram": {
      const points = [...byLabels(values)].map(([key, of]) =>
        point(JSON.parse(key) as Attributes, histogram(of)),
      );
      return [{ ...common, dataPointType: DataPointType.HISTOGRAM, dataPoints: points }];
    }
    default:
      return [];
  }
}

function byLabels(values: readonly Value[]): Map<string, Value[]> {
  const found = new Map<string, Value[]>();
  for (const value of values) {
    const { le: _, ...labels } = value.labels;
    const key = JSON.stringify(labels);
    found.set(key, [...(found.get(key) ?? []), value]);
  }
  return found;
}

/** Prometheus counts what is below each border; OpenTelemetry what is between two. */
function histogram(values: readonly Value[]) {
  const of = (end: string) =>
    values.find(({ metricName }) => metricName?.endsWith(end))?.value ?? 0;
  const below = values.filter(({ labels }) => labels.le !== undefined && labels.le !== "+Inf");
  const counts = below.map(({ value }, at) => value - (below[at - 1]?.value ?? 0));
  const count = of("_count");
  return {
    buckets: {
      boundaries: below.map(({ labels }) => Number(labels.le)),
      counts: [...counts, count - (below.at(-1)?.value ?? 0)],
    },
    count,
    sum: of("_sum"),
  };
}

function instant(ms: number): HrTime {
  return [Math.floor(ms / 1_000), Math.round((ms % 1_000) * 1e6)];
}
