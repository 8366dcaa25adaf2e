import { getConfig } from "@/lib/config";
import { shellView, type ShellView } from "@/lib/views/shell";
import { currentActor } from "./session";

/** The frame's data for who is signed in; null when nobody is: the page then sends them to sign in. */
export async function currentShell(): Promise<ShellView | null> {
  const actor = await currentActor();
  return actor && shellView(actor, { mailbox: !getConfig().RESEND_API_KEY });
}
