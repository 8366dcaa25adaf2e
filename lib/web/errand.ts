import { createHash } from "node:crypto";
import { cookies } from "next/headers";
import { z } from "zod";
import { Refusal } from "@/lib/errors";
import { sealedNote } from "./sealed-note";

const PLACE = "link";
const about = {
  provider: z.string(),
  goingOn: z.string(),
  /** A hash of the state with which this browser went there: it is of that way alone. */
  state: z.string(),
};
const noted = z.discriminatedUnion("what", [
  /** To link it to who is signed in (U11), or to confirm that it is them (U13); and go on there. */
  z.object({ what: z.enum(["link", "confirm"]), sessionId: z.guid(), ...about }),
  /** To open an invitation with it (U11 b), by its token. */
  z.object({ what: z.literal("invitation"), token: z.string(), ...about }),
]);
type Noted = z.infer<typeof noted>;
export type Errand = Noted & { since: number };
type Wanted<E> = E extends Noted ? Omit<E, "state"> : never;

const note = sealedNote("link", noted);

/**
 * Notes in the browser what somebody goes to a provider for; without a note they go to sign in.
 * @param state what the cookie of the way there holds
 */
export async function noteErrand(errand: Wanted<Noted>, state: string): Promise<void> {
  await note.write(PLACE, { ...errand, state: hash(state) });
}

/**
 * What somebody went to this provider for, within 15 minutes; null: to sign in.
 * Throws `provider_failed` for the note of another way there, such as one of another tab.
 * @param stateCookie the name of the cookie of the way there
 */
export async function readErrand(provider: string, stateCookie: string): Promise<Errand | null> {
  const found = await note.read(PLACE);
  if (found === null) return null;
  const { said, since } = found;
  const state = hash((await cookies()).get(stateCookie)?.value ?? "");
  if (said.provider !== provider || said.state !== state) throw new Refusal("provider_failed");
  return { ...said, since };
}

/** Once it was tried, or somebody signs in instead. */
export const forgetErrand = note.forget;

function hash(state: string): string {
  return createHash("sha256").update(state).digest("base64url");
}
