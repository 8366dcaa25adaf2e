import { createElement, type ComponentType } from "react";
import { currentTrace } from "@/lib/trace";

/** Besides the headers of every answer, which next.config.ts sets. */
const headers = {
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy":
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "Cache-Control": "no-store",
  "X-Robots-Tag": "noindex, nofollow",
};

let renderer: Promise<typeof import("react-dom/server")> | undefined;

/** A public page: static markup of a component, without a script, a cookie or a place in any cache. */
export async function publicPage<P extends object>(
  page: ComponentType<P>,
  props: P,
  status = 200,
): Promise<Response> {
  // Next lets nothing under `app/` import it; each import, even of what is there, costs anew.
  renderer ??= import("react-dom/server");
  const { renderToStaticMarkup } = await renderer;
  const body = `<!doctype html>${renderToStaticMarkup(createElement(page, props))}`;
  return new Response(body, { status, headers });
}

/** Goes on to another page after a form was taken in. */
export function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { ...headers, Location: path } });
}

/** A file of data behind a link. */
export function publicJson(data: object, filename: string): Response {
  return new Response(JSON.stringify(data, null, 2), {
    headers: {
      ...headers,
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="${filename}"`,
    },
  });
}

const FORM_BYTES = 64 * 1024;

/** What a plain form sent, one text per field; a form that is too big or no form at all sent nothing. */
export async function readForm(request: Request): Promise<Record<string, string>> {
  const type = request.headers.get("content-type") ?? "";
  if (!type.startsWith("application/x-www-form-urlencoded") || !request.body) return {};
  const pieces: Uint8Array[] = [];
  const [trace, from] = [currentTrace(), performance.now()];
  let bytes = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > FORM_BYTES) {
      await reader.cancel();
      return {};
    }
    pieces.push(value);
  }
  if (trace?.came !== undefined) trace.came += performance.now() - from;
  return Object.fromEntries(
    new URLSearchParams(
      Buffer.concat(pieces)
        .toString("utf8")
        .replaceAll(/%00|\0/g, ""),
    ),
  );
}
