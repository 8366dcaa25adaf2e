import { readFile } from "node:fs/promises";
import { authorize } from "@/lib/access/authorize";
import { CATALOGUE_BYTES, receiveCatalogue } from "@/lib/engagements/exchange/receive-catalogue";
import type { Wrong } from "@/lib/engagements/exchange/json.rules";
import { Refusal } from "@/lib/errors";
import { letGo, receive } from "@/lib/files/receive";
import { isErrorCode } from "@/messages";
import { noAccessPath, refusalOf, seeOther, signedIn, signInPath, spokenLocale } from "./door";
import { errorWords } from "./form-words";
import { readFiles, readPast } from "./multipart";
import { assertSameOrigin } from "./origin";
import { limit } from "./rate-limit";
import { passes } from "./unavailable";

const page = "/programme/catalogue/file";
const FORM = { files: 1, bytes: CATALOGUE_BYTES + 65_536 };

/** Takes a catalogue that somebody sends as a file, and goes on to what it would change; or back, with what is wrong (P16). */
export async function takeCatalogue(request: Request): Promise<Response> {
  let ctx: Awaited<ReturnType<typeof signedIn>> = null;
  try {
    ctx = await signedIn();
    assertSameOrigin(request.headers);
    if (!ctx) throw new Refusal("signed_out");
    const asked = ctx;
    authorize(asked, "engagements.edit");
    await limit(`catalogue:${asked.actor.userId}`, { points: 60, seconds: 600 });
    const made: string[] = [];
    await readFiles(request, FORM, async ({ name, stream, signal }) => {
      const file = await receive(stream, { most: CATALOGUE_BYTES, signal });
      try {
        made.push(await receiveCatalogue(asked, { name, bytes: await readFile(file.path) }));
      } finally {
        await letGo(file);
      }
    });
    const [id] = made;
    if (id === undefined) throw new Refusal("required_file");
    return seeOther(`${page}/${id}`);
  } catch (error) {
    const refusal = refusalOf(error);
    if (ctx) await readPast(request, FORM.bytes).catch(() => undefined);
    if (refusal.code === "unavailable") return passes(error);
    if (refusal.code === "wrong_origin") return new Response(null, { status: 403 });
    if (refusal.code === "signed_out") return seeOther(signInPath(page));
    return seeOther(noAccessPath(refusal, page) ?? `${page}?refused=${refusal.code}`);
  }
}

const told = ["required_file", "upload_cut", "rate_limited", "file_too_large", "catalogue_no_text"];

/** What was wrong with the file that was sent, as the page's address says it; null for anything else. */
export async function whyNotSent(code: string | undefined): Promise<string | null> {
  const said = code === "upload_too_large" ? "file_too_large" : code;
  if (said === undefined || !told.includes(said) || !isErrorCode(said)) return null;
  const params = { megabytes: CATALOGUE_BYTES >> 20 };
  return errorWords(await spokenLocale(), { field: null, code: said, params }).message;
}

/** What is wrong at a place of a file, in the reader's words. */
export async function wrongWords(): Promise<(wrong: Wrong) => string> {
  const locale = await spokenLocale();
  return ({ code, params }) => errorWords(locale, { field: null, code, params }).message;
}
