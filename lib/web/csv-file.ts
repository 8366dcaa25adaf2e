import { getTimeZone } from "next-intl/server";
import { notFound } from "next/navigation";
import { csvFormOf, csvForms, type CsvForm } from "@/lib/csv/write";
import type { Ctx, Locale } from "@/lib/ctx";
import { dateIn } from "@/lib/time/deadline";
import { noAccessPath, refusalOf, seeOther, signedIn, signInPath, spokenLocale } from "./door";

/**
 * Streams a CSV file piece by piece, as fast as the reader takes it: session → actor, clock → now.
 * Sends somebody who is not signed in to the sign-in page, somebody without the role to `/no-access`; what is not there
 * for them is "not found".
 * @param request whose `csv=comma` or `csv=semicolon` chooses another form than the reader's language
 * @param name of the file, to which the day is added, in the programme's time zone (P3)
 */
export async function csvFile(
  write: (ctx: Ctx, locale: Locale, form: CsvForm) => AsyncGenerator<string>,
  { request, name }: { request: Request; name: string },
): Promise<Response> {
  const { pathname, search, searchParams } = new URL(request.url);
  const at = `${pathname}${search}`;
  const [ctx, locale] = await Promise.all([signedIn(), spokenLocale()]);
  if (!ctx) return seeOther(signInPath(at));
  let pieces: AsyncGenerator<string>;
  let first: IteratorResult<string, void>;
  try {
    const asked = csvForms.find((form) => form === searchParams.get("csv"));
    pieces = write(ctx, locale, asked ?? csvFormOf(locale));
    first = await pieces.next();
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal.code === "not_found") notFound();
    const elsewhere = noAccessPath(refusal, at);
    if (elsewhere === null) throw error;
    return seeOther(elsewhere);
  }
  return new Response(streamOf(first, pieces), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}-${dateIn(ctx.now, await getTimeZone())}.csv"`,
      "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
      // Not compressed on the way: the first line is there at once.
      "Cache-Control": "no-store, no-transform",
      "X-Robots-Tag": "noindex",
    },
  });
}

function streamOf(
  first: IteratorResult<string, void>,
  pieces: AsyncGenerator<string>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let next: IteratorResult<string, void> | null = first;
  return new ReadableStream(
    {
      async pull(controller) {
        const piece = next ?? (await pieces.next());
        next = null;
        if (piece.done) controller.close();
        else controller.enqueue(encoder.encode(piece.value));
      },
      async cancel() {
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
