import { z } from "zod";
import { switchCompany } from "@/lib/people/switch-company";
import { refusalOf, seeOther, systemContext } from "./door";
import { assertSameOrigin } from "./origin";
import { currentActor } from "./session";
import { passes } from "./unavailable";

/** The id of a company; nothing: the programme. */
const place = z.union([z.literal("").transform(() => null), z.guid()]);

/** Goes on for another company of who is signed in, or at the programme, from its first page (U3). */
export async function switchPlace(request: Request): Promise<Response> {
  try {
    assertSameOrigin(request.headers);
    const form = await request.formData().catch(() => new FormData());
    const to = place.safeParse(form.get("company"));
    const actor = await currentActor();
    if (actor && to.success)
      await switchCompany(systemContext("switch"), { sessionId: actor.sessionId, to: to.data });
  } catch (error) {
    if (refusalOf(error).code === "unavailable") return passes(error);
  }
  return seeOther("/");
}
