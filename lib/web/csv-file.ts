import { getLocale } from "next-intl/server";
import type { Ctx, Locale } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import { dateIn } from "@/lib/time/deadline";
import { readClock } from "@/lib/time/clock";
import { isLocale, locales } from "@/messages";
import { getDatabase } from "./database";
import { currentActor } from "./session";

/**
 * Streams a CSV file piece by piece, as fast as the reader takes it: session → actor, clock → now.
 * Sends somebody who is not signed in to the sign-in page, somebody without the role to `/no-access`.
 * @param at the file's own address, to come back to after signing in
 * @param name of the file, to which the day (UTC) is added
 */
export async function csvFile(
  write: (ctx: Ctx, locale: Locale) => AsyncGenerator<string>,
  { at, name }: { at: string; name: string },
): Promise<Response> {
  const actor = await currentActor();
  if (!actor) return seeOther(`/sign-in?callbackUrl=${encodeURIComponent(at)}`);
  const now = readClock();
  const locale = await getLocale();
  const pieces = write({ actor, now, db: getDatabase() }, isLocale(locale) ? locale : locales[0]);
  let first: IteratorResult<string, void>;
  try {
    first = await pieces.next();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return seeOther(`/no-access?from=${encodeURIComponent(at)}`);
  }
  return new Response(streamOf(first, pieces), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}-${dateIn(now, "UTC")}.csv"`,
      "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
      "Cache-Control": "no-store",
    },
  });
}

function streamOf(
  first: IteratorResult<string, void>,
  pieces: AsyncGenerator<string>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let next: IteratorResult<string, void> | null = first;
  return new ReadableStream({
    async pull(controller) {
      const piece = next ?? (await pieces.next());
      next = null;
      if (piece.done) controller.close();
      else controller.enqueue(encoder.encode(piece.value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

function seeOther(path: string): Response {
  return new Response(null, {
    status: 303,
    headers: { Location: path, "Cache-Control": "no-store" },
  });
}
