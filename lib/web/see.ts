import { getConfig } from "@/lib/config";
import { log, textOf } from "@/lib/log";
import { metrics } from "@/lib/metrics/metrics";
import { serveMetrics } from "@/lib/metrics/serve";
import { startTelemetry } from "@/lib/metrics/telemetry";
import { getDatabase } from "./database";

/** One for the process: Next builds what calls these apart. */
const place = globalThis as { toldFaults?: WeakSet<object> };
const told = (place.toldFaults ??= new WeakSet());

/** What a web server does to be seen, once, when it starts (O16, O17): its figures, and what Next says as lines of the log. */
export function seeWhatHappens(): void {
  const { METRICS_PORT, METRICS_HOST } = getConfig();
  if (METRICS_PORT !== undefined)
    serveMetrics({ host: METRICS_HOST, port: METRICS_PORT }, () => Promise.resolve(readPool()));
  const telemetry = startTelemetry("web", () => Promise.resolve(readPool()));
  process.once("SIGTERM", () => void telemetry.then((stop) => stop()));
  if (process.env.NODE_ENV === "production") takeConsole();
}

function readPool(): void {
  const { connections } = metrics();
  for (const [state, n] of Object.entries(getDatabase().connections()))
    connections.set({ state }, n);
}

/**
 * Writes an error that Next caught into the log, once, with the number that the error page shows of it.
 * @param about which route of ours, in the words of the code
 */
export function tellFault(error: unknown, about: Record<string, string> = {}): void {
  if (typeof error === "object" && error !== null) {
    if (told.has(error)) return;
    told.add(error);
  }
  const digest =
    typeof error === "object" && error !== null && "digest" in error ? error.digest : undefined;
  const number = typeof digest === "string" && /^[\w@]{1,40}$/.test(digest) ? digest : undefined;
  log.error({ err: error, digest: number, ...about }, "a request failed");
}

/** What Next and libraries print as errors and warnings holds messages as they are, with values in them. */
function takeConsole(): void {
  console.error = (...given: unknown[]) => {
    const error = given.find((one) => one instanceof Error);
    if (error) tellFault(error);
    else log.error({ said: given.map(textOf).join(" ") }, "something was printed as an error");
  };
  console.warn = (...given: unknown[]) => {
    log.warn({ said: given.map(textOf).join(" ") }, "something was printed as a warning");
  };
}
