import { fits, unseal, type Stamp } from "./stamp";
import type { Shelf } from "./shelf";

export type ReadStamp = { name: string; stamp: Stamp | null };

const AT_ONCE = 16;

/** The stamps of these names one after another, some read ahead; null for what is no stamp of ours. */
export async function* readStamps(
  shelf: Shelf,
  names: readonly string[],
): AsyncGenerator<ReadStamp> {
  for (let at = 0; at < names.length; at += AT_ONCE) {
    yield* await Promise.all(
      names.slice(at, at + AT_ONCE).map(async (name) => {
        const kept = await shelf.read(name);
        const stamp = kept !== null && fits(name, kept) ? unseal(kept) : null;
        const own = stamp?.installation === shelf.installation;
        return { name, stamp: own ? stamp : null };
      }),
    );
  }
}
