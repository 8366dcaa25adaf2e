import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { metrics } from "./metrics";
import { serveMetrics } from "./serve";

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

async function portOf(server: Server): Promise<number> {
  servers.push(server);
  if (!server.listening) await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

test("O16 /metrics tells the figures, nothing else is there, and a figure that fails hides no other", async () => {
  metrics().refusals.inc({ code: "forbidden" });
  let asked = 0;
  const server = serveMetrics({ host: "127.0.0.1", port: 0 }, () => {
    asked += 1;
    return Promise.reject(new Error("the database is away"));
  });
  const at = `http://127.0.0.1:${await portOf(server)}`;
  const answer = await fetch(`${at}/metrics`);
  const text = await answer.text();
  expect(answer.headers.get("content-type")).toMatch(/^text\/plain; version=/);
  expect(text).toContain('engagements_refusals_total{code="forbidden"} 1');
  expect(text).toContain("engagements_nodejs_eventloop_lag_seconds");
  expect(asked).toBe(1);
  for (const [path, method] of [
    ["/", "GET"],
    ["/metrics/x", "GET"],
    ["/metrics", "POST"],
  ])
    expect((await fetch(`${at}${path}`, { method })).status).toBe(404);
});

test("a port that is taken ends nothing: it is tried again, and served once it is free", async () => {
  jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "performance"] });
  const other = createServer().listen(0, "127.0.0.1");
  const port = await portOf(other);
  const server = serveMetrics({ host: "127.0.0.1", port });
  servers.push(server);
  await once(server, "error");
  expect(server.listening).toBe(false);
  other.close();
  await once(other, "close");
  const listening = once(server, "listening");
  jest.advanceTimersByTime(30_000);
  await listening;
  jest.useRealTimers();
  expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(200);
});

test("O16 every figure that the dashboard and the alerts ask for is told, and each of ours is in one of them", () => {
  const texts = ["deploy/grafana.json", "deploy/alerts.yaml"].map((file) =>
    readFileSync(file, "utf8"),
  );
  const asked = new Set(texts.join().match(/engagements_[a-z0-9_]+/g));
  const { registry } = metrics();
  const told = registry
    .getMetricsAsArray()
    .map(({ name, type }) => ({ name, histogram: String(type) === "histogram" }));
  const names = told.flatMap(({ name, histogram }) =>
    histogram ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
  );
  expect([...asked].filter((name) => !names.includes(name))).toEqual([]);
  const own = told.filter(({ name }) => !/^engagements_(process|nodejs)_/.test(name));
  const unasked = own.filter(
    ({ name, histogram }) => !asked.has(histogram ? `${name}_bucket` : name),
  );
  expect(unasked.map(({ name }) => name)).toEqual(["engagements_clock_late_seconds"]);
  // Each label that they sort by is one of the figure's.
  for (const [, by = "", name = ""] of texts
    .join()
    .matchAll(/by \(([^)]+)\) \((?:rate|increase)?\(?(engagements_\w+?)(?:_bucket)?[[{)]/g)) {
    const figure: unknown = registry.getSingleMetric(name);
    const labels = [...(figure as { labelNames: string[] }).labelNames, "le", "instance"];
    expect([name, by.split(/,\s*/).filter((label) => !labels.includes(label))]).toEqual([name, []]);
  }
});
