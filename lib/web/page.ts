import { notFound, redirect } from "next/navigation";
import { reading, type Tx } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import { readClock } from "@/lib/time/clock";
import { getDatabase } from "./database";
import { currentActor } from "./session";

/**
 * Shows a page's view: session → actor, clock → now, one read-only transaction.
 * Sends somebody who is not signed in to the sign-in page and back, somebody without the role to
 * `/no-access`; what does not exist for this actor is "not found".
 * @param at the page's own address, to come back to after signing in
 */
export async function show<I, V>(
  view: (tx: Tx, input: I) => Promise<V>,
  input: I,
  { at }: { at: string },
): Promise<V> {
  const actor = await currentActor();
  if (!actor) redirect(`/sign-in?callbackUrl=${encodeURIComponent(at)}`);
  try {
    return await reading({ actor, now: readClock(), db: getDatabase() }, (tx) => view(tx, input));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === "no_role" || error.code === "forbidden")
      redirect(`/no-access?from=${encodeURIComponent(at)}`);
    notFound();
  }
}
