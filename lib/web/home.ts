import { mayDo } from "../access/policy";
import { programmePath } from "../views/programme/schema";
import { currentActor } from "./session";

/** Where this person's work begins: the claims for who reviews them, the programme's pages, the engagements, or signing in. */
export async function homePath(): Promise<string> {
  const actor = await currentActor();
  if (!actor) return "/sign-in";
  if (actor.kind !== "operator") return "/engagements";
  return programmePath(mayDo(actor, "claims.review") ? "claims" : "overview");
}
