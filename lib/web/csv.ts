import { getLocale } from "next-intl/server";
import type { Ctx, Locale } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import { readClock } from "@/lib/time/clock";
import { isLocale, locales } from "@/messages";
import { getDatabase } from "./database";
import { currentActor } from "./session";

/**
 * Answers with a CSV file that is written while it is read: session → actor, clock → now, one verb.
 * Nobody signed in is sent to sign in and back; without the role, to `/no-access`.
 * @param at the file's own address
 * @param name of the file, without the date and the ending
 * @param write gives the text in portions; throws a Refusal before the first one, or not at all
 */
export async function csvDownload(
  at: string,
  name: string,
  write: (ctx: Ctx, locale: Locale) => AsyncGenerator<string, void, undefined>,
): Promise<Response> {
  const [actor, spoken] = await Promise.all([currentActor(), getLocale()]);
  if (!actor) return goTo(`/sign-in?callbackUrl=${encodeURIComponent(at)}`);
  const now = readClock();
  const locale = isLocale(spoken) ? spoken : locales[0];
  try {
    const text = write({ actor, now, db: getDatabase() }, locale);
    return new Response(streamOf(text), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="${name}-${now.toISOString().slice(0, 10)}.csv"`,
        // Not compressed on the way: the first line is there at once.
        "Cache-Control": "no-store, no-transform",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Robots-Tag": "noindex",
      },
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return goTo(`/no-access?from=${encodeURIComponent(at)}`);
  }
}

/** Asks for the next portion when the reader has taken the last one; ends it when the reader goes. */
function streamOf(text: AsyncGenerator<string, void, undefined>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream(
    {
      async pull(controller) {
        const { value, done } = await text.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      async cancel() {
        await text.return();
      },
    },
    { highWaterMark: 0 },
  );
}

function goTo(location: string): Response {
  return new Response(null, { status: 303, headers: { Location: location } });
}
