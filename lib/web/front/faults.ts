import type { IncomingMessage, ServerResponse } from "node:http";
import { log } from "@/lib/log";
import { currentTrace, newRequest, shownNumber } from "@/lib/trace";
import { cookieName } from "../cookie-name";
import { chooseLocale, LOCALE_COOKIE } from "../locale";
import type { Answer } from "./answer";
import { faultPage, type Fault, type Sent } from "./fault-page";

/** What takes more than a form's texts, and answers for itself. */
export const uploads =
  /^\/(claims\/\d+\/documents|programme\/imports\/new\/\w+\/file|programme\/catalogue\/file\/upload|programme\/templates\/file|runs\/new\/file|api)[\w/-]*(\?|$)/;
/** So much of a form comes back to who sent it. */
const MOST = 1024 * 1024;
const policy =
  "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Whether a person's browser waits for a page: scripts, programs and files have answers of their own. */
export function wantsPage({ headers }: IncomingMessage): boolean {
  return (
    (headers.accept?.includes("text/html") ?? false) &&
    !("rsc" in headers || "next-action" in headers)
  );
}

/** Answers with the page of a fault, and whatever the form held. */
export async function answerFault(
  request: IncomingMessage,
  response: ServerResponse,
  fault: Fault,
  { home, sent }: { home: string; sent: Sent | null },
): Promise<void> {
  const number = shownNumber(currentTrace()?.request ?? newRequest());
  const status = fault === "elsewhere" ? 400 : Number(fault);
  if (status >= 500) log.error({ number, status, method: request.method }, "a page of a fault");
  const { cookie = "", "accept-language": acceptLanguage } = request.headers;
  const kept = cookieName(LOCALE_COOKIE, home.startsWith("https:"));
  const chosen = new RegExp(`(?:^|;\\s*)${kept}=(\\w+)`).exec(cookie)?.[1];
  // The database may be what failed: the programme's own language is not asked for.
  const language = chooseLocale({ cookie: chosen, acceptLanguage, standard: "en" });
  const path = /^\/(?!\/)/.test(request.url ?? "") ? request.url : "/";
  const here = fault === "elsewhere" ? `${home}${path ?? "/"}` : (path ?? "/");
  // The page that a form stood on: its own address may take forms alone.
  const { referer = "" } = request.headers;
  const own = request.method === "POST" && fault !== "elsewhere" && referer.startsWith(`${home}/`);
  const reload = own ? referer : here;
  const page = faultPage({ fault, language, here, reload, home: `${home}/`, sent, number });
  for (const name of response.getHeaderNames()) {
    if (/^(content-|transfer-|etag|location|link)/.test(name)) response.removeHeader(name);
  }
  response.writeHead(status, {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Length": Buffer.byteLength(page),
    "Content-Security-Policy": policy,
    "Cache-Control": "no-store",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "same-origin",
    ...(status === 503 ? { "Retry-After": "60" } : {}),
    ...(request.complete ? {} : { Connection: "close" }),
  });
  response.end(request.method === "HEAD" ? undefined : page);
  await Promise.resolve();
}

/** Gathers what a form sends while somebody else reads it; gives its fields, null when it was no form. */
export function gather(request: IncomingMessage): () => Promise<Sent | null> {
  const type = request.headers["content-type"] ?? "";
  const multipart = /^multipart\/form-data;/i.test(type);
  if (!multipart && !/^application\/x-www-form-urlencoded/i.test(type)) {
    return () => Promise.resolve(null);
  }
  const pieces: Buffer[] = [];
  let bytes = 0;
  const push = request.push.bind(request);
  request.push = (piece: unknown, encoding?: BufferEncoding) => {
    if (piece instanceof Buffer && (bytes += piece.length) <= MOST) pieces.push(piece);
    return push(piece, encoding);
  };
  return async () => {
    if (bytes > MOST || !request.complete) return null;
    const body = new Response(Buffer.concat(pieces), { headers: { "content-type": type } });
    const form = await body.formData().catch(() => new FormData());
    const fields = [...form].flatMap(([name, value]): [string, string][] =>
      typeof value === "string" ? [[name, value.replaceAll("\0", "")]] : [],
    );
    return { fields, multipart };
  };
}

/** Reads a form to its end, unless it is endless. */
export async function readAll(request: IncomingMessage): Promise<void> {
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>)
    if ((bytes += piece.length) > MOST) return;
}

/**
 * Watches an answer: where one of Next's bare ones would go out (500, 409, 413, 400 without words of
 * ours), the page of that fault goes instead. What Next itself cannot read is no fault of ours (400).
 */
export function watch(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  home: string,
): void {
  const form =
    request.method === "POST" && wantsPage(request) ? gather(request) : () => Promise.resolve(null);
  const own = {
    writeHead: response.writeHead.bind(response),
    write: response.write.bind(response),
    end: response.end.bind(response),
  };
  const page = wantsPage(request);
  const spoken = speaksNext(request);
  let caught = false;
  const bare = () => {
    const { statusCode, headersSent } = response;
    if (![400, 409, 413, 500].includes(statusCode) || headersSent) return false;
    if (!page) return statusCode === 500 && spoken && !answer.reached;
    const type = String(response.getHeader("content-type") ?? "");
    return statusCode === 500 || !/charset/i.test(type);
  };
  /** Whoever takes no page is told all the same that it passes. */
  const passes = () => {
    if (!page && response.statusCode === 500 && answer.status === 503 && !response.headersSent)
      response.statusCode = 503;
  };
  let corked = false;
  const cork = () => {
    if (corked) return;
    corked = true;
    request.socket.cork();
    setImmediate(() => {
      corked = false;
      request.socket.uncork();
    });
  };
  const take = () => {
    caught = true;
    const fault = faultOf(response.statusCode, answer, spoken);
    void form().then((sent) => {
      Object.assign(response, own);
      if (!page) return answerBare(response, Number(fault));
      return answerFault(request, response, fault, { home, sent });
    });
  };
  Object.assign(response, {
    writeHead(status: number, ...rest: unknown[]): unknown {
      if (caught) return response;
      response.statusCode = status;
      if (bare()) return (take(), response);
      passes();
      return Reflect.apply(own.writeHead, response, [response.statusCode, ...rest]);
    },
    // The head, the pieces of a turn and the end go out in as few writes to the socket as can be.
    flushHeaders: () => undefined,
    write(...given: unknown[]): unknown {
      if (!caught && bare()) take();
      if (caught) return true;
      passes();
      cork();
      return Reflect.apply(own.write, response, given);
    },
    end(...given: unknown[]): unknown {
      if (!caught && bare()) take();
      if (caught) return response;
      passes();
      return Reflect.apply(own.end, response, given);
    },
  });
}

/** An answer for programs. */
export function answerBare(response: ServerResponse, status: number, text = ""): void {
  for (const name of response.getHeaderNames()) {
    if (/^(content-|transfer-|etag)/.test(name)) response.removeHeader(name);
  }
  response.writeHead(status, { "Content-Type": "text/plain", "Cache-Control": "no-store" });
  response.end(text);
}

/** Whether the request speaks to Next in its own words, which it reads before code of ours runs. */
function speaksNext({ headers, url = "" }: IncomingMessage): boolean {
  if (uploads.test(url)) return false;
  const form = /^multipart\/form-data/i.test(headers["content-type"] ?? "");
  return (
    form || "next-action" in headers || "rsc" in headers || "next-router-state-tree" in headers
  );
}

function faultOf(status: number, answer: Answer, spoken: boolean): Fault {
  if (status === 500 && spoken && !answer.reached) return "400";
  if (status === 500) return answer.status === 503 ? "503" : "500";
  if (status === 409) return "409";
  return status === 413 ? "413" : "400";
}
