import type { IncomingMessage, ServerResponse } from "node:http";
import { currentTrace } from "@/lib/trace";

/** So long a browser that wrote reads from the primary alone: longer than a replica that is read may be behind (`MOST_MS`). */
const SECONDS = 10;

/**
 * Tells what answers a request whether its browser wrote a while ago, and has the browser say so from now on where it
 * writes with this request: it sent a form or a file, or something was written for its person.
 * @param secure whether people come over https
 */
export function rememberWriting(
  request: IncomingMessage,
  response: ServerResponse,
  { secure }: { secure: boolean },
): void {
  const trace = currentTrace();
  if (!trace) return;
  const name = secure ? "__Host-wrote" : "wrote";
  const { cookie = "" } = request.headers;
  const told = cookie.split(/;\s*/).includes(`${name}=1`);
  if (told) trace.wrote = "before";
  if (request.method !== "GET" && request.method !== "HEAD") {
    trace.wrote = "now";
    // With these headers Next asks itself for the page after an action, before the browser is told.
    if (!told) request.headers.cookie = cookie === "" ? `${name}=1` : `${cookie}; ${name}=1`;
  }
  const head: unknown = Reflect.get(response, "writeHead");
  if (typeof head !== "function") return;
  const withCookie = (...given: unknown[]): unknown => {
    if (trace.wrote === "now" && !response.headersSent)
      response.appendHeader(
        "Set-Cookie",
        `${name}=1; Path=/; Max-Age=${SECONDS}; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`,
      );
    return Reflect.apply(head, response, given) as unknown;
  };
  Object.assign(response, { writeHead: withCookie });
}
