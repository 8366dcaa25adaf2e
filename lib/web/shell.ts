import { hasMailbox } from "@/lib/installation";
import { shellView, type ShellView } from "@/lib/views/shell";
import { getDatabase } from "./database";
import { currentSession } from "./session";

/** The frame's data for who is signed in; null when nobody is: the page then sends them to sign in. */
export async function currentShell(): Promise<ShellView | null> {
  const session = await currentSession();
  if (session === null) return null;
  const { actor, ...more } = session;
  return shellView(actor, { mailbox: await hasMailbox(getDatabase()), ...more });
}
