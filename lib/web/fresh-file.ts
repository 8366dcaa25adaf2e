import type { Ctx } from "@/lib/ctx";
import { contentDisposition } from "./content-disposition";
import {
  againPath,
  noAccessPath,
  refusalOf,
  seeOther,
  signedIn,
  signInPath,
  statusOf,
} from "./door";
import { assertSameOrigin } from "./origin";

type Taken = { name: string; text: string | ReadableStream<Uint8Array>; type: string };

/**
 * Sends a file that only who proved just now who they are may take (U13), as a download that is kept nowhere on the way.
 * Sends somebody who is not signed in, lacks the role or has to prove it first to where they do so.
 * @param page where they come back to
 * @param take gives the file, or null where there is none
 * @param told where a refusal is told, by its code; others are answered with their status
 */
export async function sendFreshFile(
  request: Request,
  page: string,
  take: (ctx: Ctx) => Promise<Taken | null>,
  told: Record<string, string> = {},
): Promise<Response> {
  try {
    assertSameOrigin(request.headers);
    const ctx = await signedIn();
    if (!ctx) return seeOther(signInPath(page));
    const taken = await take(ctx);
    if (taken === null) return new Response(null, { status: 404 });
    return new Response(taken.text, {
      headers: {
        "Content-Type": taken.type,
        "Content-Disposition": contentDisposition("attachment", taken.name),
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
        "Cache-Control": "no-store, no-transform",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
      },
    });
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal.code === "sign_in_again") return seeOther(againPath(page));
    const elsewhere = told[refusal.code] ?? noAccessPath(refusal, page);
    if (elsewhere !== null) return seeOther(elsewhere);
    return new Response(null, { status: statusOf(refusal.code) });
  }
}

/** Whether a part of an address can be the id of a row. */
export const isRowId = (text: string) => /^[\da-f-]{36}$/i.test(text);
