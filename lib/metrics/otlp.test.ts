import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { newRequest, traced } from "../trace";
import { metrics } from "./metrics";
import { milliseconds } from "./otlp";
import { beginSpan, inSpan } from "./spans";
import { startTelemetry } from "./telemetry";

/** A collector: what was posted to it, by path. */
const posted: { path: string; headers: Record<string, unknown>; body: string }[] = [];
let collector: Server;
beforeAll(async () => {
  collector = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (piece: string) => (body += piece));
    request.on("end", () => {
      posted.push({ path: request.url ?? "", headers: request.headers, body });
      response.writeHead(200, { "Content-Type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
});
afterAll(() => collector.close());

const span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  kind: z.number(),
  status: z.object({ code: z.number() }),
  attributes: z.array(z.object({ key: z.string() })),
});
const spans = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: z.array(z.unknown()) }),
      scopeSpans: z.array(z.object({ spans: z.array(span) })),
    }),
  ),
});

test("O16 without a collector nothing is begun", async () => {
  for (const env of [
    {},
    { OTEL_EXPORTER_OTLP_ENDPOINT: " " },
    { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1", OTEL_SDK_DISABLED: "true" },
  ]) {
    Object.assign(process.env, env);
    const stop = await startTelemetry("web", () => Promise.resolve());
    expect(beginSpan("x", "server", {})).toBe(undefined);
    expect(await inSpan("x", "client", {}, () => Promise.resolve(7))).toBe(7);
    await stop();
    for (const name of Object.keys(env)) Reflect.deleteProperty(process.env, name);
  }
});

test.each([
  [undefined, 60_000],
  ["", 60_000],
  ["60s", 60_000],
  ["0", 60_000],
  ["-5", 60_000],
  ["9999999999", 60_000],
  ["5000", 5_000],
])("O16 figures are told each so often where the setting is %j: %d ms", (said, each) => {
  expect(milliseconds(said)).toBe(each);
});

test("O16 a request, what it asks of the database and its job are one trace; figures are those of /metrics; no word of anybody's is told", async () => {
  const { port } = collector.address() as AddressInfo;
  Object.assign(process.env, {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_EXPORTER_OTLP_HEADERS: "x-key=of-ours",
    OTEL_RESOURCE_ATTRIBUTES: "deployment.environment.name=tried",
  });
  let fresh = 0;
  const stop = await startTelemetry("web", () => Promise.resolve(void fresh++));
  const request = newRequest();
  await traced({ request }, async () => {
    const open = beginSpan("GET /consent/[token]", "server", { "http.route": "/consent/[token]" });
    const fails = () =>
      inSpan("transaction", "client", { actor: "visitor" }, () =>
        Promise.reject(new TypeError("robin@partner.example said no")),
      );
    await inSpan("outer", "client", {}, () => expect(fails()).rejects.toThrow("said no"));
    open?.end({ "http.response.status_code": 500 }, true);
  });
  await traced({ request, queue: "remind", job: "1" }, () =>
    inSpan("job remind", "consumer", {}, () => Promise.resolve()),
  );
  metrics().refusals.inc({ code: "not_found" }, 3);
  metrics().duration.observe({ route: "/claims" }, 0.02);
  metrics().duration.observe({ route: "/claims" }, 60);
  await stop();

  const traces = posted.filter(({ path }) => path === "/v1/traces");
  expect(traces[0]?.headers).toMatchObject({
    "x-key": "of-ours",
    "content-type": "application/json",
  });
  const told = traces.flatMap(({ body }) =>
    spans
      .parse(JSON.parse(body))
      .resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((one) => one.spans)),
  );
  const [first, outer, inner, job] = [
    "GET /consent/[token]",
    "outer",
    "transaction",
    "job remind",
  ].map((name) => told.find((one) => one.name === name));
  expect(told.map(({ traceId }) => traceId)).toEqual([request, request, request, request]);
  expect([
    first?.parentSpanId,
    outer?.parentSpanId,
    inner?.parentSpanId,
    job?.parentSpanId,
  ]).toEqual([undefined, first?.spanId, outer?.spanId, undefined]);
  expect([first?.status.code, outer?.status.code, inner?.status.code]).toEqual([2, 0, 2]);
  expect(posted.map(({ body }) => body).join()).not.toContain("robin");
  expect(traces[0]?.body).toContain('"engagements-web"');
  expect(traces[0]?.body).toContain("deployment.environment.name");

  const figures = posted.find(({ path }) => path === "/v1/metrics")?.body ?? "{}";
  expect(fresh).toBeGreaterThan(0);
  const found = (
    JSON.parse(figures) as {
      resourceMetrics: {
        scopeMetrics: { metrics: { name: string; sum?: unknown; histogram?: unknown }[] }[];
      }[];
    }
  ).resourceMetrics.flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((one) => one.metrics));
  const of = (name: string) => found.find((one) => one.name === `engagements_${name}`);
  expect(of("refusals_total")?.sum).toMatchObject({
    isMonotonic: true,
    dataPoints: [
      { asDouble: 3, attributes: [{ key: "code", value: { stringValue: "not_found" } }] },
    ],
  });
  expect(of("http_request_seconds")?.histogram).toMatchObject({
    dataPoints: [
      {
        count: 2,
        sum: 60.02,
        explicitBounds: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
        bucketCounts: [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1],
      },
    ],
  });
  expect(of("process_cpu_seconds_total")).toBeDefined();
});
