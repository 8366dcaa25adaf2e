import { sql } from "drizzle-orm";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { getConfig } from "../../config";
import { reading, transaction, type Ctx, type System } from "../../ctx";
import { getFiles } from "../../files/files";
import { sweepReceived } from "../../files/receive";
import { PARTS, type FileStore } from "../../files/store";
import { installationOf } from "../../installation";
import { log } from "../../log";
import { findNeeded } from "./queries";
import { partOf, shareOf, type Swept } from "./sweep.rules";

const DAY_MS = 86_400_000;
const BATCH = 500;

export type SweepOptions = {
  /** Somebody said so: the whole store, and all of what nobody needs. */
  whole?: boolean;
  /** Only says what it would do. */
  dry?: boolean;
};

/**
 * Sets aside bytes that no document needs, forgets what was set aside long ago, and puts back what a
 * document needs after all. By itself it goes through a sixteenth of the store and takes a small share
 * of it, nothing young, and nothing from a store that does not say that it is this installation's; what
 * it left is told in the log and on the programme's page. Safe beside uploads of the same bytes (see
 * `addDocument`). Clears away what broken uploads left on this machine.
 */
export async function sweepFiles(ctx: Ctx, options: SweepOptions = {}): Promise<Swept> {
  authorize(ctx, "files.sweep");
  const files = await getFiles(ctx);
  const received = options.dry ? 0 : await sweepReceived(daysBefore(ctx, 1));
  const swept = { ...nothing, received, ...(await sweepStore(ctx, files, options)) };
  if (!options.dry) await tell(ctx, swept);
  return swept;
}

const nothing: Swept = { why: null, taken: 0, left: 0, putBack: 0, forgotten: 0, received: 0 };

async function sweepStore(
  ctx: Ctx<System>,
  files: FileStore,
  options: SweepOptions,
): Promise<Partial<Swept>> {
  const own = await installationOf(ctx.db);
  const mark = await files.readMark();
  if (mark === null) {
    for await (const _ of files.list()) return { why: "no_mark" };
    return {};
  }
  if (mark !== own.id) return { why: "other_mark" };
  const before = await sweepAside(ctx, files, options);
  return { ...before, ...(await sweepKept(ctx, files, options)) };
}

/** What was set aside: back when a document needs it, forgotten when its time is over. */
async function sweepAside(
  ctx: Ctx<System>,
  files: FileStore,
  { dry = false }: SweepOptions,
): Promise<Pick<Swept, "putBack" | "forgotten">> {
  const before = daysBefore(ctx, getConfig().FILES_ASIDE_DAYS);
  const done = { putBack: 0, forgotten: 0 };
  for await (const batch of inBatches(files.listAside())) {
    for (const { sha256, storedAt } of batch) {
      const fate = await transaction(ctx, async (tx) => {
        if (!(await holds(tx, sha256))) return null;
        if ((await findNeeded(tx, [sha256])).has(sha256)) {
          if (!dry) await files.putBack(sha256);
          return "putBack" as const;
        }
        if (storedAt >= before) return null;
        if (!dry) await files.forget(sha256);
        return "forgotten" as const;
      });
      if (fate) done[fate] += 1;
    }
  }
  return done;
}

async function sweepKept(
  ctx: Ctx<System>,
  files: FileStore,
  { whole = false, dry = false }: SweepOptions,
): Promise<Pick<Swept, "taken" | "left">> {
  const before = daysBefore(ctx, getConfig().FILES_YOUNG_DAYS);
  const parts = whole ? PARTS : [partOf(ctx.now)];
  const done = { taken: 0, left: 0 };
  for (const part of parts) {
    let seen = 0;
    const unneeded: string[] = [];
    for await (const batch of inBatches(files.list(part))) {
      seen += batch.length;
      const old = batch.filter(({ storedAt }) => storedAt < before).map(({ sha256 }) => sha256);
      const needed = await reading(ctx, (tx) => findNeeded(tx, old));
      unneeded.push(...old.filter((sha256) => !needed.has(sha256)));
    }
    const share = whole ? unneeded.length : shareOf(seen);
    done.left += Math.max(0, unneeded.length - share);
    for (const sha256 of unneeded.slice(0, share))
      if (dry || (await setAside(ctx, files, { sha256, before }))) done.taken += 1;
  }
  return done;
}

/** Looks again while no upload of these bytes can come in between; who is busy with them keeps them. */
async function setAside(
  ctx: Ctx<System>,
  files: FileStore,
  { sha256, before }: { sha256: string; before: Date },
): Promise<boolean> {
  return transaction(ctx, async (tx) => {
    if (!(await holds(tx, sha256)) || (await findNeeded(tx, [sha256])).has(sha256)) return false;
    const found = await files.find(sha256);
    if (!found || found.storedAt >= before) return false;
    await files.setAside(sha256);
    return true;
  });
}

async function holds(tx: Parameters<typeof findNeeded>[0], sha256: string): Promise<boolean> {
  const { rows } = await tx.db.execute<{ free: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`file:${sha256}`}, 0)) as free`,
  );
  return rows[0]?.free ?? false;
}

async function tell(ctx: Ctx<System>, swept: Swept): Promise<void> {
  if (swept.why !== null)
    log.warn({ why: swept.why }, "nothing was swept: this store may be another installation's");
  if (swept.left > 0)
    log.warn({ left: swept.left }, "more files than usual are needed by no document and were left");
  const { id: subjectId } = await installationOf(ctx.db);
  await transaction(ctx, (tx) => record(tx, { event: "files.swept", subjectId, data: swept }));
}

const daysBefore = ({ now }: Ctx, days: number) => new Date(now.getTime() - days * DAY_MS);

async function* inBatches<T>(all: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const one of all) {
    batch.push(one);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
