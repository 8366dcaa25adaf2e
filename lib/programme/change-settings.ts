import { eq } from "drizzle-orm";
import { programme } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { transaction, type Ctx } from "../ctx";
import { Refusal, type FieldError } from "../errors";
import { getSettings, lockProgramme, type Settings } from "./queries";
import {
  settingsFields,
  type SettingsField,
  type SettingsFields,
  type SettingsInput,
} from "./schema";

const names = settingsFields.keyof().options;

/**
 * P3, P4: an administrator says who runs the programme. What somebody else changed since the page was
 * opened is told field by field and not overwritten.
 * Refuses with `not_found` before the programme was set up, and with `changed_meanwhile`.
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
    if (before.revision !== revision) refuseChanged(before, wanted);
    const changed = names.filter((name) => before[name] !== wanted[name]);
    if (changed.length === 0) return;
    await tx.db
      .update(programme)
      .set({
        ...wanted,
        revision: revision + 1,
        changedAt: tx.now,
        changedBy: tx.actor.userId,
      })
      .where(eq(programme.id, before.id));
    await record(tx, {
      event: "programme.changed",
      subjectId: before.id,
      data: { before: pick(before, changed), after: pick(wanted, changed) },
    });
  });
}

function refuseChanged(now: Settings, wanted: SettingsFields): never {
  const differing = names.filter((name) => now[name] !== wanted[name]);
  const fields = differing.map((field): FieldError => ({
    field,
    code: "stands_now",
    params: { value: now[field] || "–" },
  }));
  throw new Refusal("changed_meanwhile", { params: { name: now.changedByName ?? "" } }, fields);
}

function pick(from: SettingsFields, fields: readonly SettingsField[]): Partial<SettingsFields> {
  return Object.fromEntries(fields.map((name) => [name, from[name]]));
}
