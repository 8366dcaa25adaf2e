import { and, asc, eq, inArray, lte, notInArray, sql } from "drizzle-orm";
import { workshopClaims } from "@/db/schema";
import { authorize } from "../access/authorize";
import { reading, transaction, type Ctx, type System } from "../ctx";
import { moveClaim } from "./move-claim";
import { dueOf, statusAt } from "./rules";
import { tellClaim } from "./tell-claim";

const chunk = 200;

/**
 * Section 7's clocks after sending in: a claim that waited for its partner longer than the review
 * window, and a rejection that nobody disputed in time, run out as of their deadline; partner contact
 * and submitter are told. Safe to run twice, late or in parallel: each claim moves once.
 * What fails for one claim stops no other; it is thrown at the end.
 * @returns how many claims ran out
 */
export async function endLapsedClaims(ctx: Ctx): Promise<number> {
  authorize(ctx, "schedule.run");
  const failures: unknown[] = [];
  const failed: string[] = [];
  let ended = 0;
  for (;;) {
    const ids = await listLapsed(ctx, failed);
    if (ids.length === 0) break;
    for (const id of ids) {
      try {
        if (await endOne(ctx, id)) ended += 1;
      } catch (error) {
        failed.push(id);
        failures.push(error);
      }
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${String(failures.length)} claims could not be ended`);
  return ended;
}

/** Some that ran out, without those that failed in this run. */
function listLapsed(ctx: Ctx<System>, failed: string[]): Promise<string[]> {
  return reading(ctx, async (tx) => {
    const rows = await tx.db
      .select({ id: workshopClaims.id })
      .from(workshopClaims)
      .where(
        and(
          inArray(workshopClaims.status, ["action_required", "rejected"]),
          lte(workshopClaims.dueAt, tx.now),
          failed.length > 0 ? notInArray(workshopClaims.id, failed) : undefined,
        ),
      )
      .orderBy(asc(workshopClaims.dueAt), asc(workshopClaims.id))
      .limit(chunk);
    return rows.map(({ id }) => id);
  });
}

async function endOne(ctx: Ctx<System>, id: string): Promise<boolean> {
  return transaction(ctx, async (tx) => {
    const mine = eq(workshopClaims.id, id);
    // The tenant's lock comes before the row's, as everywhere.
    await tx.db
      .select({ lock: sql`lock_tenant(${workshopClaims.tenantId})` })
      .from(workshopClaims)
      .where(mine);
    const [claim] = await tx.db.select().from(workshopClaims).where(mine).for("update");
    const due = claim ? dueOf(claim) : null;
    if (!claim || !due || claim.status === "editing") return false;
    const to = statusAt(claim, tx.now);
    if (to === claim.status) return false;
    const dueAt = due.toISOString();
    const ended = await moveClaim(tx, claim, {
      to,
      mover: "clock",
      event: "claim.expired",
      at: due,
      data: { dueAt },
    });
    const kind = claim.status === "rejected" ? "dispute" : "review";
    await tellClaim(tx, ended, "claim-expired", { kind, dueAt });
    return true;
  });
}
