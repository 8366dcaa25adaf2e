import { createServer, type Server } from "node:http";
import { collectDefaultMetrics } from "prom-client";
import { log } from "../log";
import { metrics } from "./metrics";

const AGAIN_MS = 30_000;

/** Counts what Node says of the process, too: processor, memory, its loop. */
export function countProcess(): void {
  const { registry } = metrics();
  if (!registry.getSingleMetric("engagements_process_cpu_seconds_total"))
    collectDefaultMetrics({ register: registry, prefix: "engagements_" });
}

/**
 * Answers Prometheus at `/metrics` on an address of its own, and nothing else (O16). A port that is taken, as by the
 * process that this one replaces, is tried again; the product runs without meanwhile.
 * @param before brings figures up to date that are only read when somebody asks; what it throws is logged
 */
export function serveMetrics(
  { host, port }: { host: string; port: number },
  before: () => Promise<void> = () => Promise.resolve(),
): Server {
  const { registry } = metrics();
  countProcess();
  const server = createServer((request, response) => {
    request.resume();
    if (request.method !== "GET" || request.url?.split("?")[0] !== "/metrics") {
      response.writeHead(404).end();
      return;
    }
    const answer = async () => {
      await before().catch((error: unknown) => {
        log.warn({ err: error }, "some figures could not be read");
      });
      const text = await registry.metrics();
      response.writeHead(200, { "Content-Type": registry.contentType }).end(text);
    };
    answer().catch((error: unknown) => {
      log.error({ err: error }, "the figures could not be told");
      response.writeHead(500).end();
    });
  });
  let told = false;
  server.on("error", (error) => {
    if (!told)
      log.error({ err: error, port }, "/metrics cannot be served there; it is tried again");
    told = true;
    setTimeout(listen, AGAIN_MS).unref();
  });
  // What it serves keeps no process from ending.
  const listen = () => server.listen({ host, port, exclusive: true }).unref();
  server.headersTimeout = 5_000;
  server.requestTimeout = 10_000;
  listen();
  return server;
}
