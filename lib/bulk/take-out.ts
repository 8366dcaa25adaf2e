import { and, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import { bulkRunRows } from "@/db/schema";
import { authorize } from "../access/authorize";
import { transaction, type Ctx } from "../ctx";
import { Refusal } from "../errors";
import { bulkKindOf } from "./kinds";
import { getRun, isOf } from "./queries";
import type { takeOutInput } from "./schema";

/**
 * B3: of the rows that a page shows those that are not kept are taken out, and the others are in. Refuses with `not_found`,
 * and with `bulk_moved` once the run was begun.
 */
export async function takeOut(
  ctx: Ctx,
  { id, shown, keep }: Pick<z.output<typeof takeOutInput>, "id" | "shown" | "keep">,
): Promise<void> {
  authorize(ctx, "bulk.read");
  await transaction(ctx, async (tx) => {
    const run = await getRun(tx, id);
    authorize(tx, bulkKindOf[run.kind].act);
    if (run.state !== "looked") throw new Refusal("bulk_moved");
    const kept = new Set(keep);
    const at = (positions: readonly number[]) =>
      and(
        isOf(run),
        ...[inArray(bulkRunRows.position, [...positions]), sql`${bulkRunRows.outcome} is null`],
      );
    for (const takenOut of [true, false]) {
      const some = shown.filter((one) => kept.has(one) !== takenOut);
      if (some.length === 0) continue;
      const told = await tx.db
        .update(bulkRunRows)
        .set({ takenOut })
        .where(at(some))
        .returning({ position: bulkRunRows.position });
      // Somebody began meanwhile: then the database lets none of them be taken out.
      if (told.length === 0) throw new Refusal("bulk_moved");
    }
  });
}
