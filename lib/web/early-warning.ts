import { Refusal } from "@/lib/errors";
import { signedIn } from "./door";
import { limit } from "./rate-limit";

/**
 * Whether somebody may look now whether other partners ask the same customer (D8); counted for each
 * person, so that nobody searches for what others do. Past it, and when nobody can count, the page
 * says that it did not look.
 */
export async function mayLookForRivals(): Promise<boolean> {
  const ctx = await signedIn();
  if (!ctx) return false;
  try {
    await limit(`rivals:${ctx.actor.userId}`, { points: 60, seconds: 3_600 });
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
