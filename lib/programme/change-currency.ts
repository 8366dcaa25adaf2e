import { eq } from "drizzle-orm";
import { programme } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { changesOf } from "../changes";
import { transaction, type Ctx } from "../ctx";
import { Refusal } from "../errors";
import { getSettings, hasRates, lockProgramme } from "./queries";
import type { CurrencyInput } from "./schema";

/**
 * P13: an administrator says in which currency the programme pays, before it has a rate.
 * Refuses with `not_found` before the programme was set up, with `changed_meanwhile` (P4), and with
 * `currency_fixed` once there is a rate.
 */
export async function changeCurrency(
  ctx: Ctx,
  { revision, currency }: CurrencyInput,
): Promise<void> {
  authorize(ctx, "settings.programme");
  await transaction(ctx, async (tx) => {
    await lockProgramme(tx);
    const before = await getSettings(tx);
    if (!before) throw new Refusal("not_found");
    const data = changesOf(["currency"], { stands: before, wanted: { currency }, seen: revision });
    if (data === null) return;
    if (await hasRates(tx)) {
      const params = { currency: before.currency };
      throw new Refusal("currency_fixed", { field: "currency", params });
    }
    await tx.db
      .update(programme)
      .set({ currency, revision: revision + 1, changedAt: tx.now, changedBy: tx.actor.userId })
      .where(eq(programme.id, before.id));
    await record(tx, { event: "programme.changed", subjectId: before.id, data });
  });
}
