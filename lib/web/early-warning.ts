import { signedIn } from "./door";
import { isWithin } from "./rate-limit";

/**
 * Whether somebody may look now whether other partners ask the same customer (D8); counted for each
 * person, so that nobody searches for what others do. Past it, and when nobody can count, the page
 * says that it did not look.
 */
export async function mayLookForRivals(): Promise<boolean> {
  const ctx = await signedIn();
  if (!ctx) return false;
  return isWithin(`rivals:${ctx.actor.userId}`, { points: 60, seconds: 3_600 });
}
