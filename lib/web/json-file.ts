import type { Ctx } from "@/lib/ctx";
import { noAccessPath, refusalOf, seeOther, signedIn, signInPath } from "./door";

/**
 * A JSON file for whoever is signed in. Sends somebody who is not to the sign-in page, and somebody without the role to
 * `/no-access`.
 * @param name of the file
 */
export async function jsonFile(
  write: (ctx: Ctx) => Promise<string>,
  { request, name }: { request: Request; name: string },
): Promise<Response> {
  const at = new URL(request.url).pathname;
  const ctx = await signedIn();
  if (!ctx) return seeOther(signInPath(at));
  try {
    return new Response(await write(ctx), {
      headers: {
        "Content-Type": "application/json; charset=utf-8",
        "Content-Disposition": `attachment; filename="${name}"`,
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
        "Cache-Control": "no-store",
        "X-Robots-Tag": "noindex",
      },
    });
  } catch (error) {
    const elsewhere = noAccessPath(refusalOf(error), at);
    if (elsewhere === null) throw error;
    return seeOther(elsewhere);
  }
}
