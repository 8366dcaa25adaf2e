import { setTimeout as wait } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { mailPace } from "@/db/schema";
import { getConfig } from "@/lib/config";
import { transaction, type Ctx } from "../ctx";

/** A turn that was missed by more than this, by a busy process, is not taken but asked for anew. */
const LATE_MS = 50;
/** Turns lie a little further apart than the limit asks, for what the network bunches together. */
const MARGIN = 1.1;

/**
 * Waits until an e-mail may leave. All workers together take turns at MAIL_PER_SECOND, by the
 * database's clock.
 */
export async function awaitTurn(ctx: Ctx): Promise<void> {
  const apart = (MARGIN * 1_000) / getConfig().MAIL_PER_SECOND;
  for (;;) {
    const ms = await nextTurn(ctx, apart);
    const from = performance.now();
    await wait(Math.max(0, ms));
    if (performance.now() - from - ms <= LATE_MS) return;
  }
}

/** Lets no e-mail leave for some seconds, because the provider said so. */
export async function holdBack(ctx: Ctx, seconds: number): Promise<void> {
  await transaction(ctx, (tx) =>
    tx.db.update(mailPace).set({
      nextAt: sql`greatest(${mailPace.nextAt}, clock_timestamp() + make_interval(secs => ${seconds}))`,
    }),
  );
}

/** Takes the next turn; gives the milliseconds until then. */
async function nextTurn(ctx: Ctx, apart: number): Promise<number> {
  const secs = apart / 1_000;
  const [turn] = await transaction(ctx, (tx) =>
    tx.db
      .update(mailPace)
      .set({
        nextAt: sql`greatest(${mailPace.nextAt}, clock_timestamp()) + make_interval(secs => ${secs})`,
      })
      .returning({
        ms: sql<number>`(extract(epoch from ${mailPace.nextAt} - make_interval(secs => ${secs}) - clock_timestamp()) * 1000)::float8`,
      }),
  );
  if (!turn) throw new Error("the pace of mail has no row");
  return turn.ms;
}
