import { DOCUMENT_BYTES } from "@/db/schema/proof";
import { authorize } from "@/lib/access/authorize";
import { addTemplate } from "@/lib/engagements/templates/add-template";
import { Refusal } from "@/lib/errors";
import { letGo, receive } from "@/lib/files/receive";
import { isErrorCode } from "@/messages";
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
import { assertSameOrigin } from "./origin";
import { limit } from "./rate-limit";
import { passes } from "./unavailable";

const PAGE = "/programme/templates";
const FORM = { files: 1, bytes: 2 * DOCUMENT_BYTES };

/** Takes the file that somebody adds as a template, and goes back to the list; or with what is wrong (P14). */
export async function takeTemplate(request: Request): Promise<Response> {
  let ctx: Awaited<ReturnType<typeof signedIn>> = null;
  try {
    ctx = await signedIn();
    assertSameOrigin(request.headers);
    if (!ctx) throw new Refusal("signed_out");
    const reader = ctx;
    authorize(reader, "engagements.edit");
    await limit(`templates:${reader.actor.userId}`, { points: 60, seconds: 600 });
    const added: string[] = [];
    await readFiles(request, FORM, async ({ name, stream, signal }) => {
      const file = await receive(stream, { most: DOCUMENT_BYTES, signal });
      if (name === "" && file.size === 0) await letGo(file);
      else added.push(await addTemplate(reader, { name, file }));
    });
    const [name] = added;
    if (name === undefined) throw new Refusal("required_file");
    return seeOther(`${PAGE}?added=${encodeURIComponent(name)}`);
  } catch (error) {
    const refusal = refusalOf(error);
    if (ctx) await readPast(request, FORM.bytes).catch(() => undefined);
    if (request.headers.get("accept")?.includes("application/json"))
      return Response.json({ error: refusal.code }, { status: statusOf(refusal.code) });
    if (refusal.code === "unavailable") return passes(error);
    if (refusal.code === "wrong_origin") return new Response(null, { status: 403 });
    if (refusal.code === "signed_out") return seeOther(signInPath(PAGE));
    return seeOther(noAccessPath(refusal, PAGE) ?? `${PAGE}?refused=${refusal.code}`);
  }
}

/** What was wrong with a file, as the page's address says it; null for anything else. */
export async function whyNotAdded(code: string | undefined): Promise<string | null> {
  if (code === undefined || !isErrorCode(code) || !/^(file|template|required_file|rate)/.test(code))
    return null;
  const params = { megabytes: DOCUMENT_BYTES >> 20, most: DOCUMENT_BYTES >> 20, extension: "" };
  return errorWords(await spokenLocale(), { field: null, code, params }).message;
}
