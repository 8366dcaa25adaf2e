import { DOCUMENT_BYTES } from "@/db/schema/proof";
import { addDocument } from "@/lib/claims/documents/add";
import { checkTakesDocuments } from "@/lib/claims/documents/queries";
import { removeDocument } from "@/lib/claims/documents/remove";
import { documentId, documentKind } from "@/lib/claims/documents/schema";
import { claimNumber } from "@/lib/input";
import { authorize } from "@/lib/access/authorize";
import { reading, type Ctx } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import { letGo, receive } from "@/lib/files/receive";
import { readClock } from "@/lib/time/clock";
import type { Locale } from "@/messages";
import { noticeAddress } from "./documents-notice";
import {
  noAccessPath,
  refusalOf,
  seeOther,
  signedIn,
  signInPath,
  spokenLocale,
  statusOf,
} from "./door";
import { errorWords } from "./form-words";
import { readFiles, readPast } from "./multipart";
import { passes } from "./unavailable";
import { assertSameOrigin } from "./origin";
import { limit } from "./rate-limit";

const FORM = { files: 20, bytes: 25 * DOCUMENT_BYTES };

type Told = { name: string; message: string | null };

/**
 * Takes the files of a form into a claim's proof, each by itself: what is wrong with one keeps the
 * others. A script that accepts JSON is told of each file; a plain form goes back to the claim page.
 * @param kind which requirement they are proof of
 */
export async function takeDocuments(
  request: Request,
  address: { claimNumber: string; kind: string | null },
): Promise<Response> {
  return answered(request, address.claimNumber, async (ctx, locale) => {
    authorize(ctx, "claims.edit");
    const number = parsed(claimNumber, address.claimNumber);
    const requirement = parsed(documentKind, address.kind);
    await reading(ctx, (tx) => checkTakesDocuments(tx, { number, requirement }));
    const told: Told[] = [];
    let away = 0;
    const { tooMany } = await readFiles(request, FORM, async ({ name, stream, signal }) => {
      try {
        const file = await receive(stream, { most: DOCUMENT_BYTES, signal });
        if (name === "" && file.size === 0) {
          await letGo(file);
          throw new Refusal("required_file");
        }
        await addDocument({ ...ctx, now: readClock() }, { number, requirement, name, file });
        told.push({ name, message: null });
      } catch (error) {
        if (refusalOf(error).code === "unavailable") away += 1;
        told.push({ name, message: wordsOf(error, locale) });
      }
    });
    // The disk is full, or the store away: nothing was wrong with any of them.
    if (away > 0 && away === told.length) throw new Refusal("unavailable");
    if (tooMany)
      told.push({ name: "", message: wordsOf(new Refusal("too_many_documents"), locale) });
    if (told.length === 0) throw new Refusal("required_file");
    return { told };
  });
}

/** Removes a document from a claim's proof, and goes back to the claim page. */
export async function takeRemoval(
  request: Request,
  address: { claimNumber: string; documentId: string },
): Promise<Response> {
  return answered(request, address.claimNumber, async (ctx) => {
    authorize(ctx, "claims.edit");
    const number = parsed(claimNumber, address.claimNumber);
    const id = parsed(documentId, address.documentId);
    return { told: [], removed: (await removeDocument(ctx, { number, documentId: id })).name };
  });
}

type Done = { told: Told[]; removed?: string };

async function answered(
  request: Request,
  number: string,
  run: (ctx: Ctx, locale: Locale) => Promise<Done>,
): Promise<Response> {
  const page = `/claims/${encodeURIComponent(number)}`;
  const locale = await spokenLocale();
  const asked = request.headers.get("accept")?.includes("application/json") ?? false;
  let ctx: Awaited<ReturnType<typeof signedIn>> = null;
  try {
    ctx = await signedIn();
    assertSameOrigin(request.headers);
    if (!ctx) throw new Refusal("signed_out");
    const { actor } = ctx;
    await limit(`documents:${actor.userId}`, { points: 300, seconds: 600 });
    const done = await run(ctx, locale);
    if (asked) return json(200, { files: done.told.map(forScript) });
    return seeOther(noticeAddress(number, actor.userId, noticeOf(done)));
  } catch (error) {
    const refusal = refusalOf(error);
    const message = wordsOf(refusal, locale);
    const { code } = refusal;
    if (ctx) await readPast(request, FORM.bytes).catch(() => undefined);
    if (asked) return json(statusOf(code), { error: message });
    if (code === "unavailable") return passes(error);
    if (code === "wrong_origin") return plain(403, message);
    if (!ctx)
      return code === "signed_out" ? seeOther(signInPath(page)) : plain(statusOf(code), message);
    const elsewhere = noAccessPath(refusal, page);
    if (elsewhere !== null) return seeOther(elsewhere);
    const refused = [{ name: "", message }];
    return seeOther(noticeAddress(number, ctx.actor.userId, { added: [], removed: [], refused }));
  }
}

function parsed<T>(schema: { safeParse: (value: unknown) => { data?: T } }, value: unknown): T {
  const { data } = schema.safeParse(value);
  if (data === undefined) throw new Refusal("not_found");
  return data;
}

/** The words of a refusal; anything else is a fault and is thrown on. */
function wordsOf(error: unknown, locale: Locale): string {
  const [{ code, params }] = refusalOf(error).errors;
  return errorWords(locale, { field: null, code, params }).message;
}

function noticeOf({ told, removed }: Done) {
  const short = (name: string) => name.slice(0, 100);
  return {
    added: told.flatMap(({ name, message }) => (message === null ? [short(name)] : [])),
    removed: removed === undefined ? [] : [removed],
    refused: told.flatMap(({ name, message }) =>
      message === null ? [] : [{ name: short(name), message }],
    ),
  };
}

function forScript({ name, message }: Told) {
  return { name, error: message };
}

const headers = { "Cache-Control": "no-store" };

function json(status: number, body: object): Response {
  return Response.json(body, { status, headers });
}

function plain(status: number, text: string): Response {
  return new Response(text, {
    status,
    headers: { ...headers, "Content-Type": "text/plain; charset=utf-8" },
  });
}
