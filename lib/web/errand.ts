import { createHash } from "node:crypto";
import { cookies } from "next/headers";
import { z } from "zod";
import { Refusal } from "@/lib/errors";
import { seal, unseal } from "@/lib/seal";
import { readClock } from "@/lib/time/clock";
import { sessionCookie } from "./auth";

const MINUTES = 15;
const PLACE = "link";
const about = {
  provider: z.string(),
  goingOn: z.string(),
  since: z.number(),
  /** A hash of the state with which this browser went there: it is of that way alone. */
  state: z.string(),
};
const noted = z.discriminatedUnion("what", [
  /** To link it to who is signed in (U11), or to confirm that it is them (U13); and go on there. */
  z.object({ what: z.enum(["link", "confirm"]), sessionId: z.guid(), ...about }),
  /** To open an invitation with it (U11 b), by its token. */
  z.object({ what: z.literal("invitation"), token: z.string(), ...about }),
]);
export type Errand = z.infer<typeof noted>;
type Wanted<E> = E extends Errand ? Omit<E, "since" | "state"> : never;

/**
 * Notes in the browser what somebody goes to a provider for; without a note they go to sign in.
 * @param state what the cookie of the way there holds
 */
export async function noteErrand(errand: Wanted<Errand>, state: string): Promise<void> {
  const text = JSON.stringify({ ...errand, since: readClock().getTime(), state: hash(state) });
  const value = seal("link-identity", PLACE, text);
  (await cookies()).set({ ...cookie(), value, maxAge: MINUTES * 60 });
}

/**
 * What somebody went to this provider for, within 15 minutes; null: to sign in.
 * Throws `provider_failed` for the note of another way there, such as one of another tab.
 * @param stateCookie the name of the cookie of the way there
 */
export async function readErrand(provider: string, stateCookie: string): Promise<Errand | null> {
  const jar = await cookies();
  const value = jar.get(cookie().name)?.value;
  const text = value === undefined ? null : unseal("link-identity", PLACE, value);
  const read = text === null ? null : noted.safeParse(JSON.parse(text));
  if (!read?.success || read.data.since + MINUTES * 60_000 <= readClock().getTime()) return null;
  const state = hash(jar.get(stateCookie)?.value ?? "");
  if (read.data.provider !== provider || read.data.state !== state)
    throw new Refusal("provider_failed");
  return read.data;
}

/** Once it was tried, or somebody signs in instead. */
export async function forgetErrand(): Promise<void> {
  const jar = await cookies();
  if (jar.has(cookie().name)) jar.delete(cookie());
}

function cookie() {
  const { options } = sessionCookie();
  return { name: `${options.secure ? "__Host-" : ""}link`, ...options };
}

function hash(state: string): string {
  return createHash("sha256").update(state).digest("base64url");
}
