import { currentActor } from "./session";

/** Where this person's work begins: the programme's pages, the engagements, or signing in. */
export async function homePath(): Promise<string> {
  const actor = await currentActor();
  if (!actor) return "/sign-in";
  return actor.kind === "operator" ? "/programme" : "/engagements";
}
