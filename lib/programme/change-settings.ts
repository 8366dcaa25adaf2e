import { eq } from "drizzle-orm";
import { programme } from "@/db/schema";
import { authorize } from "../access/authorize";
import { requireFresh } from "../access/fresh";
import { record } from "../audit/record";
import { changesOf } from "../changes";
import { transaction, type Ctx } from "../ctx";
import { Refusal } from "../errors";
import { getSettings, lockProgramme } from "./queries";
import { settingsFields, type SettingsInput } from "./schema";

const names = settingsFields.keyof().options;
/** What keeps one person from doing harm alone. */
const guards = ["operatorsFactor", "approverPays"] as const;

/**
 * P3, P4: an administrator says who runs the programme. What somebody else changed since the page was
 * opened is told field by field and not overwritten.
 * Refuses with `not_found` before the programme was set up, and with `changed_meanwhile`, and with `sign_in_again` where it
 * is about the second factor or about who pays (U13, P6).
 */
export async function changeSettings(
  ctx: Ctx,
  { revision, ...wanted }: SettingsInput,
): Promise<void> {
  authorize(ctx, "settings.programme");
  await transaction(ctx, async (tx) => {
    await lockProgramme(tx);
    const before = await getSettings(tx);
    if (!before) throw new Refusal("not_found");
    const data = changesOf(names, { stands: before, wanted, seen: revision });
    if (data === null) return;
    if (guards.some((name) => name in data.after)) requireFresh(tx);
    await tx.db
      .update(programme)
      .set({
        ...wanted,
        revision: revision + 1,
        changedAt: tx.now,
        changedBy: tx.actor.userId,
      })
      .where(eq(programme.id, before.id));
    await record(tx, { event: "programme.changed", subjectId: before.id, data });
  });
}
