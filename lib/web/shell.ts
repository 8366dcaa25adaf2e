import { hasMailbox, programmeOf } from "@/lib/installation";
import { shellView, type ShellView } from "@/lib/views/shell";
import { getDatabase } from "./database";
import { currentSession } from "./session";

/** The frame's data for who is signed in; null when nobody is: the page then sends them to sign in. */
export async function currentShell(): Promise<ShellView | null> {
  const session = await currentSession();
  if (session === null) return null;
  const { actor, suspended, ...more } = session;
  const db = getDatabase();
  const ask = suspended ? (await programmeOf(db)).email : null;
  return shellView(actor, { mailbox: await hasMailbox(db), ask, ...more });
}
