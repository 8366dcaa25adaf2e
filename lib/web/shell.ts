import { hasMailbox, programmeOf } from "@/lib/installation";
import { log } from "@/lib/log";
import { readClock } from "@/lib/time/clock";
import { pinnedViews } from "@/lib/views/pinned";
import { shellView, type ShellView } from "@/lib/views/shell";
import { getDatabase } from "./database";
import { currentSession } from "./session";

/** The frame's data for who is signed in; null when nobody is: the page then sends them to sign in. */
export async function currentShell(): Promise<ShellView | null> {
  const session = await currentSession();
  if (session === null) return null;
  const { actor, suspended, views, ...more } = session;
  const db = getDatabase();
  const ask = suspended ? (await programmeOf(db)).email : null;
  // Figures of the navigation are worth no page.
  const pinned = await pinnedViews({ actor, now: readClock(), db }, views).catch(
    (error: unknown) => {
      log.warn({ err: error }, "the pinned views could not be counted");
      return [];
    },
  );
  return shellView(actor, { mailbox: await hasMailbox(db), ask, pinned, ...more });
}
