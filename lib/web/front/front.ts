import { Server, type IncomingMessage, type ServerResponse } from "node:http";
import { getConfig } from "@/lib/config";
import { readAddress } from "@/lib/network";
import { currentTrace, newRequest, readRequest, traced } from "@/lib/trace";
import { addressHeader, clientAddress } from "../client-address";
import { answers, type Answer } from "./answer";
import type { Fault } from "./fault-page";
import { answerBare, answerFault, gather, readAll, uploads, wantsPage, watch } from "./faults";
import { observe } from "./observe";
import { keepNoConnection } from "../stopping";
import { readProxies, type Proxies } from "./proxies";
import { rememberWriting } from "./wrote";

/** What clients say about themselves and proxies about clients; past the front, only we say it. */
const hearsay = ["forwarded", "x-real-ip", "x-client-ip", "true-client-ip"];
/** Asked by machines that know the process, not the product's name. */
const health = /^\/(livez|readyz|startupz)(\?|$)/;

const FORM_BYTES = 64 * 1024;

/** Something that HTTP requests come out of: a server, or the prototype of all. */
type Source = Pick<Server, "emit">;
type Settings = { own: URL; proxies: Proxies; replica: boolean };

/**
 * Stands before the HTTP servers of this process (Next's, which shows its handlers headers alone):
 * finds out who the client is (O7) and by which name it asks (O8), and passes on nothing that only
 * a client says. What comes while a server starts, before this is called, has no address ("unknown").
 * Throws a sentence when TRUSTED_PROXIES cannot be understood.
 */
export function standInFront(source: Source = Server.prototype, proxies?: string): void {
  const settings = {
    own: new URL(getConfig().APP_URL),
    replica: getConfig().READ_DATABASE_URL !== undefined,
    proxies: readProxies(proxies ?? getConfig().TRUSTED_PROXIES),
  };
  const emit: unknown = Reflect.get(source, "emit");
  if (typeof emit !== "function" || "front" in emit) return;
  const front = function (this: Server, event: string, ...given: unknown[]): unknown {
    if (event === "request") {
      const [request, response] = given as [IncomingMessage, ServerResponse];
      const answer: Answer = isForDocument(request) ? { pieces: [] } : {};
      const trace = { request: numberOf(request, settings.proxies), came: performance.now() };
      return traced(trace, () => {
        if (!isOurs(request)) observe(request, response);
        keepNoConnection(response);
        if (settings.replica)
          rememberWriting(request, response, { secure: settings.own.protocol === "https:" });
        if (!admit(request, response, answer, settings)) return true;
        return answers.run(answer, () => Reflect.apply(emit, this, [event, ...given]) as unknown);
      });
    }
    return Reflect.apply(emit, this, [event, ...given]);
  };
  Object.assign(source, { emit: Object.assign(front, { front: true }) });
}

/** Whether this process asks itself: the word that only it knows stands there. */
function isOurs({ headers }: IncomingMessage): boolean {
  return clientAddress({ get: (name) => oneText(headers[name]) ?? null }) !== "unknown";
}

/** Whether a page is asked for as a document, not by one that is open already, which takes data. */
function isForDocument({ headers }: IncomingMessage): boolean {
  return !("rsc" in headers) && !("next-action" in headers);
}

/**
 * By which number the request is known (O17): that of a trusted proxy, or of the request that this process answers
 * with it, in `X-Request-Id` or `traceparent`; what others say is not looked at.
 */
function numberOf(request: IncomingMessage, proxies: Proxies): string {
  const { headers, socket } = request;
  const trusted = isOurs(request) || proxies.trusts(readAddress(socket.remoteAddress));
  const parent = /^[0-9a-f]{2}-([0-9a-f]{32})-/.exec(oneText(headers.traceparent) ?? "")?.[1];
  const given = trusted
    ? (readRequest(oneText(headers["x-request-id"])) ?? readRequest(parent))
    : null;
  return given ?? newRequest();
}

/** Whether the request goes on; otherwise it has its answer. */
function admit(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  { own, proxies }: Settings,
): boolean {
  const { headers, method = "", url = "" } = request;
  // Next asks itself for the page after an action, with the headers of the first request.
  if (isOurs(request)) return true;
  // It would give back what a proxy put into the request.
  if (method === "TRACE") {
    response.writeHead(405, { Allow: "GET, HEAD, POST" }).end();
    return false;
  }
  const peer = readAddress(request.socket.remoteAddress);
  const elsewhere = !proxies.trusts(peer) && !isOwn(headers.host, own) && !health.test(url);
  if (elsewhere && /^(GET|HEAD)$/.test(method)) {
    const path = /^\/(?!\/)/.test(url) ? url : "/";
    const location = { Location: `${own.origin}${path}`, "Cache-Control": "no-store" };
    response.writeHead(307, location).end();
    return false;
  }
  const fault =
    (elsewhere && wantsPage(request)) || isForeignAction(request, own)
      ? "elsewhere"
      : faultOf(request);
  if (fault !== null) {
    void refuse(request, response, fault, own.origin);
    return false;
  }
  const address = addressHeader(proxies.clientOf(peer, oneText(headers["x-forwarded-for"])));
  for (const name of Object.keys(headers)) {
    if (name.startsWith("x-forwarded-") || hearsay.includes(name))
      Reflect.deleteProperty(headers, name);
  }
  Object.assign(headers, address, {
    "x-request-id": currentTrace()?.request,
    host: own.host,
    "x-forwarded-host": own.host,
    "x-forwarded-proto": own.protocol.slice(0, -1),
  });
  // Pages of Next's own, which nobody asks for by name.
  if (/^\/_(global-error|not-found)/.test(url)) request.url = "/_";
  watch(request, response, answer, own.origin);
  return true;
}

/** An action from another site, or from nowhere that is one; Next would call it a fault of ours. */
function isForeignAction({ headers, method, url = "" }: IncomingMessage, own: URL): boolean {
  const type = headers["content-type"] ?? "";
  const action = "next-action" in headers || /^multipart\/form-data/i.test(type);
  const { origin } = headers;
  return method === "POST" && action && !uploads.test(url) && !!origin && origin !== own.origin;
}

/** What is wrong with a request as such: its address cannot be read, or its form is too big. */
function faultOf({ url = "", method, headers }: IncomingMessage): Fault | null {
  if (/%00/.test(url) || !readable(url.replace(/\?.*/s, ""))) return "400";
  const large = Number(headers["content-length"] ?? 0) > FORM_BYTES;
  return method === "POST" && large && !uploads.test(url) ? "413" : null;
}

async function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  fault: Fault,
  home: string,
): Promise<void> {
  const form = gather(request);
  try {
    await readAll(request);
  } catch {
    return;
  }
  if (!wantsPage(request)) {
    if (fault === "413") answerBare(response, 413, "too_large");
    else answerBare(response, 400);
    return;
  }
  await answerFault(request, response, fault, { home, sent: await form() });
}

function readable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function isOwn(host: string | undefined, own: URL): boolean {
  const asked = `${own.protocol}//${host ?? ""}`;
  return URL.canParse(asked) && new URL(asked).host === own.host;
}

function oneText(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(",") : value;
}
