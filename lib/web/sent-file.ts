import { getTimeZone } from "next-intl/server";
import { notFound } from "next/navigation";
import { csvFormOf, csvForms, type CsvForm } from "@/lib/csv/write";
import type { Ctx, Locale } from "@/lib/ctx";
import type { Refusal } from "@/lib/errors";
import { dateIn } from "@/lib/time/deadline";
import { readDatabase } from "./read-database";
import { noAccessPath, refusalOf, seeOther, signedIn, signInPath, spokenLocale } from "./door";

type Asked = {
  request: Request;
  /** The file may be seconds old (O12): nobody pays, removes or sends again by it. */
  mayLag?: boolean;
};
type Piece = string | Uint8Array;

/**
 * Streams a CSV file piece by piece: see `sentFile`.
 * @param request whose `csv=comma` or `csv=semicolon` chooses another form than the reader's language
 */
export function csvFile(
  write: (ctx: Ctx, locale: Locale, form: CsvForm) => AsyncGenerator<string>,
  { name, ...asked }: Asked & { name: string },
): Promise<Response> {
  const open = (ctx: Ctx, locale: Locale) =>
    Promise.resolve({ name, pieces: write(ctx, locale, formOf(asked.request, locale)) });
  return sentFile(open, { ...asked, kind: "csv" });
}

/** How a CSV is written for whoever asks: as the address says, else as the spreadsheets of their language open it. */
export function formOf(request: Request, locale: Locale): CsvForm {
  const chosen = new URL(request.url).searchParams.get("csv");
  return csvForms.find((form) => form === chosen) ?? csvFormOf(locale);
}

const types = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  zip: "application/zip",
} as const;

/**
 * Streams a file piece by piece, as fast as the reader takes it: session → actor, clock → now.
 * Sends somebody who is not signed in to the sign-in page, somebody without the role to `/no-access`; what is not there
 * for them is "not found".
 * @param back where a refusal of its own is told; null: it is a fault
 * @param open what the file is called, to which the day is added, in the programme's time zone (P3); and what is in it
 */
export async function sentFile(
  open: (ctx: Ctx, locale: Locale) => Promise<{ name: string; pieces: AsyncGenerator<Piece> }>,
  {
    request,
    mayLag = false,
    kind,
    back,
  }: Asked & { kind: keyof typeof types; back?: (refusal: Refusal) => string | null },
): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const at = `${pathname}${search}`;
  const [found, locale] = await Promise.all([signedIn(), spokenLocale()]);
  const ctx = found && (mayLag ? { ...found, db: readDatabase() } : found);
  if (!ctx) return seeOther(signInPath(at));
  let file: Awaited<ReturnType<typeof open>>;
  let first: IteratorResult<Piece, void>;
  try {
    file = await open(ctx, locale);
    first = await file.pieces.next();
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal.code === "not_found") notFound();
    const elsewhere = back?.(refusal) ?? noAccessPath(refusal, at);
    if (elsewhere === null) throw error;
    return seeOther(elsewhere);
  }
  return new Response(streamOf(first, file.pieces), {
    headers: {
      "Content-Type": types[kind],
      "Content-Disposition": `attachment; filename="${file.name}-${dateIn(ctx.now, await getTimeZone())}.${kind}"`,
      "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
      // Not compressed on the way: the first line is there at once.
      "Cache-Control": "no-store, no-transform",
      "X-Robots-Tag": "noindex",
    },
  });
}

function streamOf(
  first: IteratorResult<Piece, void>,
  pieces: AsyncGenerator<Piece>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let next: IteratorResult<Piece, void> | null = first;
  return new ReadableStream(
    {
      async pull(controller) {
        const piece = next ?? (await pieces.next());
        next = null;
        if (piece.done) controller.close();
        else
          controller.enqueue(
            typeof piece.value === "string" ? encoder.encode(piece.value) : piece.value,
          );
      },
      async cancel() {
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
