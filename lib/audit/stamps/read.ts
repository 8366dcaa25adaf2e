import { createHash } from "node:crypto";
import { keysFor } from "../../keys";
import { countersignature, fits, open, unseal, type Stamp } from "./stamp";
import type { Shelf } from "./shelf";

export type ReadStamp = {
  name: string;
  /** Null for what is no stamp of ours. */
  stamp: Stamp | null;
  /** Whether the newest key stands for it, by its own signature or by a countersignature. */
  newest: boolean;
  hash: string;
};

export const COUNTERSIGNED = "countersigned/";
/** What a time-stamping service said of them, by their names. */
export const TIMED = "timed/";
const AT_ONCE = 16;

/** The names of all stamps, in the order of their time. */
export async function listStamps(shelf: Shelf): Promise<string[]> {
  return (await shelf.list()).filter(
    (name) => !name.startsWith(COUNTERSIGNED) && !name.startsWith(TIMED),
  );
}

/**
 * The stamps of these names one after another, some read ahead. A stamp counts when a key of APP_SECRET
 * signed it, or countersigned what is kept (O20).
 */
export async function* readStamps(
  shelf: Shelf,
  names: readonly string[],
): AsyncGenerator<ReadStamp> {
  const countersigned = await readCountersigned(shelf);
  for (let at = 0; at < names.length; at += AT_ONCE) {
    yield* await Promise.all(
      names.slice(at, at + AT_ONCE).map(async (name) => {
        const kept = await shelf.read(name);
        const hash = hashOf(kept ?? "");
        const found = kept !== null && fits(name, kept) ? unseal(kept) : null;
        const keys = [found?.key, ...(countersigned.get(`${name} ${hash}`) ?? [])];
        const own = found?.stamp.installation === shelf.installation && keys.some(Boolean);
        const newest = own && keys.includes(keysFor("audit-stamp")[0].id);
        return { name, stamp: own ? found.stamp : null, newest, hash };
      }),
    );
  }
}

/** By which keys each stamp was countersigned. */
async function readCountersigned(shelf: Shelf): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const name of await shelf.list()) {
    if (!name.startsWith(COUNTERSIGNED)) continue;
    const read = open((await shelf.read(name)) ?? "", countersignature);
    if (!read?.key || read.stamp.installation !== shelf.installation) continue;
    for (const [stamp, hash] of read.stamp.stamps) {
      const place = `${stamp} ${hash}`;
      found.set(place, [...(found.get(place) ?? []), read.key]);
    }
  }
  return found;
}

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");
