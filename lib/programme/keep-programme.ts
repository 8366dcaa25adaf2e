import { eq } from "drizzle-orm";
import { programme } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { changesOf } from "../changes";
import { transaction, type Ctx, type Operator, type Tx } from "../ctx";
import { Refusal } from "../errors";
import { forgetLook } from "../installation";
import { getSettings, lockProgramme, type Settings } from "./queries";

type Value = string | number | boolean | null;
type Change<Name extends string> = {
  /** The state that was on the page. */
  revision: number;
  /** What the log and a second editor are told of, as it will be … */
  names: readonly Name[];
  wanted: Record<Name, Value>;
  /** … and as it stands. */
  standing: (settings: Settings) => Record<Name, Value>;
  set: Partial<typeof programme.$inferInsert>;
  /** Throws what is in the way of a change of these. */
  check?: (tx: Tx<Operator>, changed: readonly string[], before: Settings) => void | Promise<void>;
};

/**
 * P3, P4: what every act has in common by which an administrator changes the programme. What somebody else changed
 * since the page was opened is told field by field and not overwritten; the process's own pages show it at once.
 * Refuses with `not_found` before the programme was set up, with `changed_meanwhile`, and as `check` does.
 */
export async function keepProgramme<Name extends string>(
  ctx: Ctx,
  { revision, names, wanted, standing, set, check }: Change<Name>,
): Promise<void> {
  authorize(ctx, "settings.programme");
  await transaction(ctx, async (tx) => {
    await lockProgramme(tx);
    const before = await getSettings(tx);
    if (!before) throw new Refusal("not_found");
    const stands = { ...before, ...standing(before) };
    const data = changesOf(names, { stands, wanted, seen: revision });
    if (data === null) return;
    await check?.(tx, Object.keys(data.after), before);
    await tx.db
      .update(programme)
      .set({ ...set, revision: revision + 1, changedAt: tx.now, changedBy: tx.actor.userId })
      .where(eq(programme.id, before.id));
    await record(tx, { event: "programme.changed", subjectId: before.id, data });
  });
  forgetLook(ctx.db);
}
