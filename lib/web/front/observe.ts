import type { IncomingMessage, ServerResponse } from "node:http";
import { log } from "@/lib/log";
import { metrics } from "@/lib/metrics/metrics";
import { beginSpan } from "@/lib/metrics/spans";
import { currentTrace, traced } from "@/lib/trace";
import { ownRoutes } from "./routes";

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
/** Asked all the time, and of no interest as long as they answer. */
const quiet = new Set(["static", "/livez", "/readyz", "/startupz"]);

/**
 * Tells who asks the number of their request, and when it is answered writes a line and counts it (O16, O17): the route
 * in the words of the code, never the address.
 */
export function observe(request: IncomingMessage, response: ServerResponse): void {
  const trace = currentTrace();
  if (!trace) return;
  response.setHeader("X-Request-Id", trace.request);
  const from = performance.now();
  const route = ownRoutes()(request.url ?? "");
  const method = methods.has(request.method ?? "") ? (request.method ?? "") : "other";
  const { requests, duration, inFlight } = metrics();
  inFlight.inc();
  const span = quiet.has(route)
    ? undefined
    : beginSpan(`${method} ${route}`, "server", {
        "http.request.method": method,
        "http.route": route,
      });
  response.once("close", () => {
    const seconds = (performance.now() - from) / 1_000;
    // Who asked went away before there was an answer.
    const status = response.headersSent ? response.statusCode : 499;
    inFlight.dec();
    span?.end({ "http.response.status_code": status }, status >= 500);
    requests.inc({ method, route, status });
    duration.observe({ route }, seconds);
    const level = quiet.has(route) && status < 500 ? "debug" : "info";
    traced(trace, () => {
      log[level]({ method, route, status, ms: Math.round(seconds * 1_000) }, "a request");
    });
  });
}
