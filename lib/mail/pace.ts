import { setTimeout as wait } from "node:timers/promises";
import { sql, type SQL } from "drizzle-orm";
import { getConfig } from "@/lib/config";
import { transaction, type Ctx, type System, type Tx } from "../ctx";
import { LEASE } from "./rules";

/** As many places as the database has; beyond, a place is free again sooner. */
const MOST = 1_000;
/** A worker that died keeps its place this long; longer than any attempt takes. */
const HELD_MS = 30_000;
/** So long a run's e-mail waits for a place; then its job ends, and comes again. */
const PATIENCE_MS = 15_000;
/** What clocks and networks may differ by. */
const MARGIN_MS = 20;

/** Whose e-mail: one that somebody waits for, or one of a run of many rows, which goes after it (B6). */
export type Lane = "single" | "run";

type Turn<B, T> = {
  /** What is noted before; null: there is nothing to send. */
  begin: (tx: Tx<System>) => Promise<B | null>;
  send: (begun: B) => Promise<T>;
  /** What is noted after. */
  settle: (tx: Tx<System>, begun: B, result: T) => Promise<void>;
};

/** A run's e-mail got no place in time: others go first. */
export class NoPlace extends Error {
  override name = "NoPlace";
}

/**
 * Sends in a place of its own, so that all workers together keep to MAIL_PER_SECOND however slow or
 * late any of them is: there is one place for each e-mail a second, and a place is free again a
 * second after the provider answered. So no second ever sees more requests than there are places.
 * The place is taken and given back in the transactions of `begin` and `settle`.
 * @param lane `run` has its place before it begins, takes none while a single one waits, never holds the last, and
 * takes them evenly: a single one waits for at most one. Throws `NoPlace` when it gets none for some seconds.
 */
export async function inTurn<B, T>(
  ctx: Ctx<System>,
  { begin, send, settle }: Turn<B, T>,
  lane: Lane = "single",
): Promise<T | null> {
  const pace = placesOf(getConfig().MAIL_PER_SECOND);
  const early = lane === "run" ? await takePlace(ctx, pace, { lane, first: 0 }) : null;
  const free = (place: number, ms: number) => (tx: Tx<System>) => freeAfter(tx, place, ms);
  const { begun, found } = await transaction(ctx, async (tx) => {
    const made = await begin(tx);
    const known = early !== null || made === null;
    return { begun: made, found: known ? null : await tryPlace(tx, pace, lane) };
  }).catch(async (error: unknown) => {
    if (early !== null) await transaction(ctx, free(early, 0));
    throw error;
  });
  if (begun === null) {
    if (early !== null) await transaction(ctx, free(early, 0));
    return null;
  }
  const place = early ?? found?.id ?? (await takePlace(ctx, pace, { lane, first: found?.ms ?? 0 }));
  const used = free(place, pace.periodMs + MARGIN_MS);
  let result: T;
  try {
    result = await send(begun);
  } catch (error) {
    await transaction(ctx, used);
    throw error;
  }
  await transaction(ctx, async (tx) => {
    await used(tx);
    await settle(tx, begun, result);
  });
  return result;
}

/** How many places a limit gives, and after how long each is free again. */
export function placesOf(perSecond: number): { places: number; periodMs: number } {
  const places = Math.min(MOST, Math.max(1, Math.floor(perSecond)));
  return { places, periodMs: (places / perSecond) * 1_000 };
}

/** Lets no e-mail leave for some seconds, because the provider said so. */
export async function holdBack(ctx: Ctx, seconds: number): Promise<void> {
  const until = sql`clock_timestamp() + make_interval(secs => ${seconds})`;
  await transaction(ctx, (tx) =>
    tx.db.execute(sql`update mail_slots set free_at = ${until} where free_at < ${until}`),
  );
}

type Pace = ReturnType<typeof placesOf>;

async function takePlace(
  ctx: Ctx<System>,
  pace: Pace,
  { lane, first }: { lane: Lane; first: number },
): Promise<number> {
  const since = performance.now();
  for (let pause = first; ;) {
    await wait(Math.min(1_000, Math.max(10, pause)));
    const { id, ms } = await transaction(ctx, (tx) => tryPlace(tx, pace, lane));
    if (id !== null) return id;
    if (lane === "run" && performance.now() - since > PATIENCE_MS)
      throw new NoPlace("none is free");
    pause = ms;
  }
}

/** A free place, taken; else the milliseconds until the next one may be free. */
async function tryPlace(
  tx: Tx<System>,
  { places, periodMs }: Pace,
  lane: Lane,
): Promise<{ id: number | null; ms: number }> {
  const apart = periodMs / places;
  if (lane === "run")
    await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('mail of runs', 0))`);
  const mayTake = lane === "single" ? sql`true` : sql`(${lettingSinglesGoFirst(places, apart)})`;
  const { rows } = await tx.db.execute<{ id: number | null; ms: number }>(sql`
    with taken as (
      update mail_slots set free_at = clock_timestamp() + make_interval(secs => ${HELD_MS / 1_000}),
        taken_at = clock_timestamp(), held_by = ${lane}
      where id = (
        select id from mail_slots where id <= ${places} and free_at <= clock_timestamp() and ${mayTake}
        order by free_at limit 1 for update skip locked)
      returning id)
    select (select id from taken) as id, coalesce((
      select extract(epoch from min(free_at) - clock_timestamp()) * 1000
      from mail_slots where id <= ${places}), 0)::float8 as ms`);
  const { id, ms } = rows[0] ?? { id: null, ms: 0 };
  return { id, ms: lane === "run" ? Math.max(ms, apart / 4) : ms };
}

/** Nobody waits for a place of a single one, runs hold all but one at most, and took none just now. */
function lettingSinglesGoFirst(places: number, apartMs: number): SQL {
  const held = (by: Lane) =>
    sql`(select count(*) from mail_slots h where h.id <= ${places} and h.held_by = ${by} and h.free_at > clock_timestamp())`;
  return sql`${held("run")} < ${Math.max(1, places - 1)}
    and not exists (select from mail_slots t where t.id <= ${places} and t.taken_at > clock_timestamp() - make_interval(secs => ${apartMs / 1_000}))
    and (select count(*) from emails e where e.state = 'sending' and e.run_id is null
      and e.state_at > clock_timestamp() - make_interval(secs => ${LEASE / 1_000})) <= ${held("single")}`;
}

async function freeAfter(tx: Tx<System>, place: number, ms: number): Promise<void> {
  await tx.db.execute(sql`
    update mail_slots set free_at = clock_timestamp() + make_interval(secs => ${ms / 1_000}), held_by = null
    where id = ${place}`);
}
