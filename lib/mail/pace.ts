import { setTimeout as wait } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { getConfig } from "@/lib/config";
import { transaction, type Ctx, type System, type Tx } from "../ctx";

/** As many places as the database has; beyond, a place is free again sooner. */
const MOST = 1_000;
/** A worker that died keeps its place this long; longer than any attempt takes. */
const HELD_MS = 30_000;
/** What clocks and networks may differ by. */
const MARGIN_MS = 20;

type Turn<B, T> = {
  /** What is noted before; throws when there is nothing to send. */
  begin: (tx: Tx<System>) => Promise<B>;
  send: (begun: B) => Promise<T>;
  /** What is noted after. */
  settle: (tx: Tx<System>, begun: B, result: T) => Promise<void>;
};

/**
 * Sends in a place of its own, so that all workers together keep to MAIL_PER_SECOND however slow or
 * late any of them is: there is one place for each e-mail a second, and a place is free again a
 * second after the provider answered. So no second ever sees more requests than there are places.
 * The place is taken and given back in the transactions of `begin` and `settle`.
 */
export async function inTurn<B, T>(
  ctx: Ctx<System>,
  { begin, send, settle }: Turn<B, T>,
): Promise<T> {
  const { places, periodMs } = placesOf(getConfig().MAIL_PER_SECOND);
  const { begun, found } = await transaction(ctx, async (tx) => ({
    begun: await begin(tx),
    found: await tryPlace(tx, places),
  }));
  const place = found.id ?? (await takePlace(ctx, places, found.ms));
  const free = (tx: Tx<System>) => freeAfter(tx, place, periodMs + MARGIN_MS);
  let result: T;
  try {
    result = await send(begun);
  } catch (error) {
    await transaction(ctx, free);
    throw error;
  }
  await transaction(ctx, async (tx) => {
    await free(tx);
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

async function takePlace(ctx: Ctx<System>, places: number, first: number): Promise<number> {
  for (let pause = first; ;) {
    await wait(Math.min(1_000, Math.max(10, pause)));
    const { id, ms } = await transaction(ctx, (tx) => tryPlace(tx, places));
    if (id !== null) return id;
    pause = ms;
  }
}

/** A free place, taken; else the milliseconds until the next one may be free. */
async function tryPlace(
  tx: Tx<System>,
  places: number,
): Promise<{ id: number | null; ms: number }> {
  const { rows } = await tx.db.execute<{ id: number | null; ms: number }>(sql`
    with taken as (
      update mail_slots set free_at = clock_timestamp() + make_interval(secs => ${HELD_MS / 1_000})
      where id = (
        select id from mail_slots where id <= ${places} and free_at <= clock_timestamp()
        order by free_at limit 1 for update skip locked)
      returning id)
    select (select id from taken) as id, coalesce((
      select extract(epoch from min(free_at) - clock_timestamp()) * 1000
      from mail_slots where id <= ${places}), 0)::float8 as ms`);
  return rows[0] ?? { id: null, ms: 0 };
}

async function freeAfter(tx: Tx<System>, place: number, ms: number): Promise<void> {
  await tx.db.execute(sql`
    update mail_slots set free_at = clock_timestamp() + make_interval(secs => ${ms / 1_000})
    where id = ${place}`);
}
