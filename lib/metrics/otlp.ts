import { AsyncLocalStorage } from "node:async_hooks";
import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
} from "@opentelemetry/api";
import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-http";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import { MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  RandomIdGenerator,
} from "@opentelemetry/sdk-trace-base";
import { currentTrace, type Trace } from "../trace";
import { figuresProducer } from "./otlp-figures";
import { setSpans, type SpanKind as Kind, type SpanWords } from "./spans";

const kinds: Record<Kind, SpanKind> = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  consumer: SpanKind.CONSUMER,
};

/**
 * Begins to tell. No provider is made known to the process: Next would tell of addresses with what stands in them.
 * A trace has the number of its request (O17), so that its jobs are in it too.
 */
export function openTelemetry(service: string, before: () => Promise<void>): () => Promise<void> {
  const name = process.env.OTEL_SERVICE_NAME ?? `engagements-${service}`;
  const resource = resourceFromAttributes({ "service.name": name }).merge(
    detectResources({ detectors: [envDetector] }),
  );
  const random = new RandomIdGenerator();
  const idGenerator = {
    generateTraceId: () => currentTrace()?.request ?? random.generateTraceId(),
    generateSpanId: () => random.generateSpanId(),
  };
  const spanProcessors = [new BatchSpanProcessor(new OTLPTraceExporter())];
  const provider = new BasicTracerProvider({ resource, idGenerator, spanProcessors });
  tellSpans(provider.getTracer("engagements"));

  const each = milliseconds(process.env.OTEL_METRIC_EXPORT_INTERVAL);
  const reader = new PeriodicExportingMetricReader({
    exporter: new OTLPMetricExporter(),
    exportIntervalMillis: each,
    exportTimeoutMillis: Math.min(30_000, each),
    metricProducers: [figuresProducer(resource, before)],
  });
  const meters = new MeterProvider({ resource, readers: [reader] });
  return async () => {
    await Promise.allSettled([provider.shutdown(), meters.shutdown()]);
  };
}

/**
 * Between two times that figures are told: what says nothing, or what no timer keeps, is a minute. A word of nobody's
 * would have them told each millisecond, or the process not begin.
 */
export function milliseconds(said: string | undefined): number {
  const given = Number(said?.trim() || NaN);
  return given >= 1 && given < 2 ** 31 ? given : 60_000;
}

function tellSpans(tracer: ReturnType<BasicTracerProvider["getTracer"]>): void {
  const inner = new AsyncLocalStorage<Context>();
  const outer = new WeakMap<Trace, Context>();
  const start = (name: string, kind: Kind, attributes: SpanWords) => {
    const current = currentTrace();
    const parent = inner.getStore() ?? (current && outer.get(current)) ?? ROOT_CONTEXT;
    const span = tracer.startSpan(name, { kind: kinds[kind], attributes }, parent);
    return { span, context: trace.setSpan(parent, span) };
  };
  setSpans({
    begin(name, kind, words) {
      const { span, context } = start(name, kind, words);
      const current = currentTrace();
      if (current) outer.set(current, context);
      return {
        end(more = {}, failed = false) {
          end(span, more, failed);
        },
      };
    },
    async run(name, kind, words, work) {
      const { span, context } = start(name, kind, words);
      try {
        const done = await inner.run(context, work);
        end(span, {}, false);
        return done;
      } catch (error) {
        // Its kind alone: a message may hold what somebody typed.
        end(span, { "error.type": error instanceof Error ? error.name : "unknown" }, true);
        throw error;
      }
    },
  });
}

function end(span: Span, words: SpanWords, failed: boolean): void {
  span.setAttributes(words);
  if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
