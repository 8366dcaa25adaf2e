import { randomUUID } from "node:crypto";
import { authorize } from "../../access/authorize";
import type { Ctx } from "../../ctx";
import { COUNTERSIGNED, listStamps, readStamps, type ReadStamp } from "./read";
import { openShelf } from "./shelf";
import { seal } from "./stamp";

/** How the stamps stand to the newest key. */
export type StampKeys = {
  newest: number;
  /** Good, by a former key alone: they cannot be read once that one is gone. */
  former: number;
  /** No key that is there stands for them. */
  unreadable: number;
};

/** Counts the stamps by the key that stands for them. Reads only. */
export async function countStampKeys(ctx: Ctx): Promise<StampKeys> {
  const counted: StampKeys = { newest: 0, former: 0, unreadable: 0 };
  for (const { stamp, newest } of (await readAll(ctx)).read)
    counted[!stamp ? "unreadable" : newest ? "newest" : "former"]++;
  return counted;
}

/**
 * Signs every stamp that only a former key stands for with the newest one, so that the former one may go
 * (O20). No stamp is changed: one text beside them names each with the hash of what is kept.
 * @returns how many were signed
 */
export async function countersignStamps(ctx: Ctx): Promise<number> {
  authorize(ctx, "audit.stamp");
  const { shelf, read } = await readAll(ctx);
  const stamps = read
    .filter(({ stamp, newest }) => stamp !== null && !newest)
    .map(({ name, hash }): [string, string] => [name, hash]);
  if (stamps.length === 0) return 0;
  const at = ctx.now.toISOString();
  const text = seal({ installation: shelf.installation, at, stamps });
  await shelf.add(`${COUNTERSIGNED}${at.replaceAll(":", "")}-${randomUUID()}.json`, text);
  return stamps.length;
}

async function readAll(ctx: Ctx) {
  const shelf = await openShelf(ctx);
  const read: ReadStamp[] = [];
  for await (const one of readStamps(shelf, await listStamps(shelf))) read.push(one);
  return { shelf, read };
}
