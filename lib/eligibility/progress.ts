import { desc, eq, isNull, sql } from "drizzle-orm";
import { eligibilityRuns } from "@/db/schema";
import { transaction, type Ctx, type System, type Tx } from "../ctx";

/** A step of the worker: all customers are looked at from now on; what a run that broke off has told counts no more. */
export async function beginRun(ctx: Ctx<System>): Promise<string> {
  return transaction(ctx, async (tx) => {
    await tx.db
      .update(eligibilityRuns)
      .set({ endedAt: tx.now })
      .where(isNull(eligibilityRuns.endedAt));
    const { rows } = await tx.db.execute<{ total: number }>(sql`
      select count(*)::int as total
      from (select tenant_id from customers union select tenant_id from known_customers) t`);
    const [made] = await tx.db
      .insert(eligibilityRuns)
      .values({ beganAt: tx.now, total: rows[0]?.total ?? 0 })
      .returning({ id: eligibilityRuns.id });
    if (!made) throw new Error("the run was not written");
    return made.id;
  });
}

/** A step: some more of them are right again. */
export async function countOn(
  tx: Tx,
  run: string,
  { done, changed }: { done: number; changed: number },
): Promise<void> {
  const { done: all, changed: moved } = eligibilityRuns;
  await tx.db
    .update(eligibilityRuns)
    .set({ done: sql`${all} + ${done}`, changed: sql`${moved} + ${changed}` })
    .where(eq(eligibilityRuns.id, run));
}

/** A step: all of them are. */
export async function endRun(ctx: Ctx<System>, run: string): Promise<void> {
  await transaction(ctx, (tx) =>
    tx.db.update(eligibilityRuns).set({ endedAt: tx.now }).where(eq(eligibilityRuns.id, run)),
  );
}

export type RunProgress = { done: number; total: number };

/** How far the run is that is under way; null: none is. */
export async function findProgress(tx: Tx): Promise<RunProgress | null> {
  const [found] = await tx.db
    .select({ done: eligibilityRuns.done, total: eligibilityRuns.total })
    .from(eligibilityRuns)
    .where(isNull(eligibilityRuns.endedAt))
    .orderBy(desc(eligibilityRuns.beganAt))
    .limit(1);
  return found ?? null;
}
