import { z } from "zod";
import { switchCompany } from "@/lib/people/switch-company";
import { refusalOf, seeOther, systemContext } from "./door";
import { ownPath } from "./own-path";
import { assertSameOrigin } from "./origin";
import { currentActor } from "./session";
import { passes } from "./unavailable";

/** The id of a company; nothing: the programme. */
const place = z.union([z.literal("").transform(() => null), z.guid()]);

/** Goes on for another company of who is signed in, or at the programme, from its first page, or from the page
 * that the form names (`to`) or stands on (`back`) (U3). */
export async function switchPlace(request: Request): Promise<Response> {
  let back: string | null = null;
  try {
    assertSameOrigin(request.headers);
    const form = await request.formData().catch(() => new FormData());
    const typedPath = form.get("to");
    if (typeof typedPath === "string") back = ownPath(typedPath);
    else if (form.has("back")) back = ownPath(request.headers.get("referer"));
    const to = place.safeParse(form.get("company"));
    const actor = await currentActor();
    if (actor && to.success)
      await switchCompany(systemContext("switch"), { sessionId: actor.sessionId, to: to.data });
  } catch (error) {
    if (refusalOf(error).code === "unavailable") return passes(error);
  }
  return seeOther(back ?? "/");
}
