import { lt, sql } from "drizzle-orm";
import { z } from "zod";
import { auditLog } from "@/db/schema";
import { reading, type Ctx } from "../ctx";
import { installationOf } from "../installation";
import { listStamps, readStamps } from "./stamps/read";
import { openShelf } from "./stamps/shelf";
import { verifyTimes } from "./stamps/stamp-times";
import type { Stamp } from "./stamps/stamp";

export type StampFault =
  | { fault: "no_stamps" }
  | { fault: "stamp_unreadable" | "stamp_missing" | "time_differs"; stamp: string }
  | { fault: "chain_gone" | "cut_off" | "written_anew"; chain: string; seq: number; stamp: string };

export type StampState = {
  /** How many stamps there are to compare with, and when the last one was made. */
  stamps: number;
  lastAt: string | null;
  /** How many a time-stamping service saw (O15). */
  timed: number;
  faults: StampFault[];
};

type Told = { chain: string; seq: number; hash: string; stamp: string };

const BATCH = 2_000;
const misfit = z.object({
  n: z.coerce.number(),
  found: z.string().nullable(),
  last: z.coerce.number(),
});

/**
 * Compares the log with every stamp that was ever made of it: a chain that is gone, that ends before
 * where it once was, or that was written anew up to there, though its hashes fit each other; and
 * stamps that were changed or taken away, all of them too. Reads only, in portions.
 */
export async function verifyStamps(ctx: Ctx): Promise<StampState> {
  const shelf = await openShelf(ctx);
  const names = await listStamps(shelf);
  const present = new Set(names);
  const faults: StampFault[] = [];
  const tamperedChains = new Set<string>();
  let lastAt: string | null = null;
  let told: Told[] = [];
  const compare = async () => {
    for (const fault of await misfits(ctx, told)) {
      if (tamperedChains.has(fault.chain)) continue;
      tamperedChains.add(fault.chain);
      faults.push(fault);
    }
    told = [];
  };
  for await (const { name, stamp } of readStamps(shelf, names)) {
    if (!stamp) {
      faults.push({ fault: "stamp_unreadable", stamp: name });
      continue;
    }
    lastAt = stamp.at;
    for (const former of stamp.after)
      if (!present.has(former)) faults.push({ fault: "stamp_missing", stamp: former });
    told.push(...headsOf(name, stamp));
    if (told.length >= BATCH) await compare();
  }
  await compare();
  if (names.length === 0 && (await shouldHaveStamps(ctx))) faults.push({ fault: "no_stamps" });
  const { timed, misfits: differ, gone } = await verifyTimes(shelf);
  for (const stamp of differ) faults.push({ fault: "time_differs", stamp });
  for (const stamp of gone)
    if (!faults.some((one) => one.fault === "stamp_missing" && one.stamp === stamp))
      faults.push({ fault: "stamp_missing", stamp });
  return { stamps: names.length, lastAt, timed, faults };
}

const DAY = 86_400_000;

/** In production the worker stamps every ten minutes: a log that is a day old has been stamped. */
async function shouldHaveStamps(ctx: Ctx): Promise<boolean> {
  if ((await installationOf(ctx.db)).kind !== "production") return false;
  const old = await reading(ctx, (tx) =>
    tx.db
      .select({ seq: auditLog.seq })
      .from(auditLog)
      .where(lt(auditLog.at, new Date(ctx.now.getTime() - DAY)))
      .limit(1),
  );
  return old.length > 0;
}

const headsOf = (name: string, { heads }: Stamp): Told[] =>
  heads.map(([chain, seq, hash]) => ({ chain, seq, hash, stamp: name }));

async function misfits(
  ctx: Ctx,
  told: readonly Told[],
): Promise<Extract<StampFault, { chain: string }>[]> {
  const { rows } = await reading(ctx, (tx) =>
    tx.db.execute(sql`
      select t.n, l.hash as found,
        coalesce((select max(x.seq) from audit_log x where x.chain = t.chain), 0) as last
      from jsonb_to_recordset(${JSON.stringify(told.map((one, n) => ({ ...one, n })))}::jsonb)
        as t(n int, chain text, seq bigint, hash text)
      left join audit_log l on l.chain = t.chain and l.seq = t.seq
      where l.hash is distinct from t.hash order by t.n`),
  );
  return rows.flatMap((row) => {
    const { n, found, last } = misfit.parse(row);
    const one = told[n];
    if (!one) return [];
    const { chain, seq, stamp } = one;
    const fault =
      last === 0 ? "chain_gone" : found === null && last < seq ? "cut_off" : "written_anew";
    return [{ fault, chain, seq, stamp }];
  });
}
