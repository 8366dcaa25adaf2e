import type { Ctx } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import { noAccessPath, refusalOf, seeOther, signedIn, signInPath, statusOf } from "./door";
import { readFiles, readPast, type Part } from "./multipart";
import { assertSameOrigin } from "./origin";
import { limit } from "./rate-limit";
import { passes } from "./unavailable";

type Way = {
  /** The page with the form. */
  page: string;
  /** What its sendings are counted as. */
  name: string;
  /** The most that the whole form may hold. */
  bytes: number;
  /** Refuses whoever may not send it, before anything of it is read. What it gives takes the file, and says where to go on; null: none was chosen. */
  open: (ctx: Ctx) => (part: Part) => Promise<string | null>;
  /** Where one is told what is wrong; usually the page with `refused`. */
  back?: (refusal: Refusal) => string;
  /** Scripts that accept JSON are answered with a code and its status. */
  scripts?: true;
};

/** Takes the one file of a form of staff as it comes in, and goes on; or back, with what is wrong with it. */
export async function takeFile(request: Request, way: Way): Promise<Response> {
  const { page, name, bytes } = way;
  let ctx: Awaited<ReturnType<typeof signedIn>> = null;
  try {
    ctx = await signedIn();
    assertSameOrigin(request.headers);
    if (!ctx) throw new Refusal("signed_out");
    const take = way.open(ctx);
    await limit(`${name}:${ctx.actor.userId}`, { points: 60, seconds: 600 });
    const taken: (string | null)[] = [];
    await readFiles(request, { files: 1, bytes }, async (part) => {
      taken.push(await take(part));
    });
    const [on] = taken;
    if (on == null) throw new Refusal("required_file");
    return seeOther(on);
  } catch (error) {
    const refusal = refusalOf(error);
    const { code } = refusal;
    if (ctx) await readPast(request, bytes).catch(() => undefined);
    if (way.scripts && request.headers.get("accept")?.includes("application/json"))
      return Response.json({ error: code }, { status: statusOf(code) });
    if (code === "unavailable") return passes(error);
    if (code === "wrong_origin") return new Response(null, { status: 403 });
    if (code === "signed_out") return seeOther(signInPath(page));
    const back = way.back?.(refusal) ?? `${page}?refused=${code}`;
    return seeOther(noAccessPath(refusal, page) ?? back);
  }
}
