import { cookies } from "next/headers";
import { z } from "zod";
import { readClock } from "@/lib/time/clock";
import { sessionCookie } from "./auth";
import { seal, unseal } from "@/lib/seal";

const MINUTES = 15;
const PLACE = "link";
const noted = z.object({
  sessionId: z.guid(),
  provider: z.string(),
  /** To link it (U11), or to confirm that it is them and go on there (U13). */
  what: z.enum(["link", "confirm"]),
  goingOn: z.string(),
  since: z.number(),
});
type Errand = z.infer<typeof noted>;

/** Notes in the browser what whoever is signed in goes to a provider for; without a note they go to sign in. */
export async function noteErrand(errand: Omit<Errand, "since">): Promise<void> {
  const text = JSON.stringify({ ...errand, since: readClock().getTime() });
  const value = seal("link-identity", PLACE, text);
  (await cookies()).set({ ...cookie(), value, maxAge: MINUTES * 60 });
}

/** What somebody went to this provider for, within 15 minutes. */
export async function readErrand(provider: string): Promise<Errand | null> {
  const value = (await cookies()).get(cookie().name)?.value;
  const text = value === undefined ? null : unseal("link-identity", PLACE, value);
  const read = text === null ? null : noted.safeParse(JSON.parse(text));
  if (!read?.success || read.data.provider !== provider) return null;
  return read.data.since + MINUTES * 60_000 > readClock().getTime() ? read.data : null;
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
