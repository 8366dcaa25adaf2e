import { auditHeads } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { reading, type Ctx } from "../../ctx";
import { listStamps, readStamps } from "./read";
import { openShelf, type Shelf } from "./shelf";
import { nameOf, seal, type Head, type Stamp } from "./stamp";

/**
 * Writes down outside of the database how far each chain of the audit log has come, signed, so that
 * cutting its end off or writing it anew is found (D15). The first stamp of a month holds all heads,
 * each later one those that moved on. Nothing moved: nothing is written. Safe to run twice at once.
 * @returns how many heads were written down
 */
export async function stampHeads(ctx: Ctx): Promise<number> {
  authorize(ctx, "audit.stamp");
  const shelf = await openShelf(ctx);
  const heads = await reading(ctx, (tx) =>
    tx.db.select().from(auditHeads).orderBy(auditHeads.chain),
  );
  const at = ctx.now.toISOString();
  const stamped = await stampedSince(shelf, at.slice(0, 7));
  const moved = heads.filter(({ chain, hash }) => stamped.heads.get(chain) !== hash);
  if (moved.length === 0) return 0;
  const { installation } = shelf;
  const whole = stamped.heads.size === 0;
  const stamp: Stamp = { installation, at, after: stamped.last, whole, heads: moved.map(asTuple) };
  const text = seal(stamp);
  await shelf.add(nameOf(stamp, text), text);
  return moved.length;
}

const asTuple = ({ chain, seq, hash }: Head): Stamp["heads"][number] => [chain, seq, hash];

type Known = { heads: Map<string, string>; open: Set<string>; seen: Set<string> };
const known = new Map<string, Known>();

/**
 * What the stamps of a month say of each chain, and the names that the next one follows. A process
 * reads each stamp once.
 */
async function stampedSince(
  shelf: Shelf,
  month: string,
): Promise<{ heads: Map<string, string>; last: string[] }> {
  const key = `${shelf.place} ${month}`;
  const before = known.get(key);
  const all = await listStamps(shelf);
  const names = all.filter((name) => name.startsWith(`${month}/`));
  const former = all.filter((name) => name < `${month}/`).slice(-1);
  const it: Known = before ?? { heads: new Map(), open: new Set(former), seen: new Set() };
  for await (const { name, stamp } of readStamps(
    shelf,
    names.filter((one) => !it.seen.has(one)),
  )) {
    it.seen.add(name);
    if (!stamp) continue;
    for (const one of stamp.after) it.open.delete(one);
    it.open.add(name);
    for (const [chain, , hash] of stamp.heads) it.heads.set(chain, hash);
  }
  known.clear();
  known.set(key, it);
  return { heads: it.heads, last: [...it.open].sort() };
}
