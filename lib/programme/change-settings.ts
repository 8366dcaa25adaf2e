import { eq } from "drizzle-orm";
import { programme } from "@/db/schema";
import { authorize } from "../access/authorize";
import { requireFresh } from "../access/fresh";
import { record } from "../audit/record";
import { changesOf } from "../changes";
import { transaction, type Ctx } from "../ctx";
import { Refusal, refuseIfAny, type FieldError } from "../errors";
import { forgetLook } from "../installation";
import { contrastOf, LEAST_CONTRAST } from "./accent.rules";
import { getSettings, lockProgramme } from "./queries";
import { settingsNames, type SettingsInput } from "./schema";

/** What keeps one person from doing harm alone. */
const guards = ["operatorsFactor", "approverPays"] as const;

/**
 * P3, P4: an administrator says who runs the programme. What somebody else changed since the page was
 * opened is told field by field and not overwritten.
 * Refuses with `accent_light` and `accent_dark` for a colour that cannot be read on that theme,
 * with `not_found` before the programme was set up, and with `changed_meanwhile`, and with `sign_in_again` where it
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
    const data = changesOf(settingsNames, { stands: before, wanted, seen: revision });
    if (data === null) return;
    refuseIfAny(faintAccents(wanted));
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
  forgetLook(ctx.db);
}

/** A colour that is not read well enough on its theme, with what its contrast is. */
function faintAccents({ accentLight, accentDark }: Omit<SettingsInput, "revision">): FieldError[] {
  const fields = [
    { field: "accentLight", code: "accent_light", theme: "light", colour: accentLight },
    { field: "accentDark", code: "accent_dark", theme: "dark", colour: accentDark },
  ] as const;
  return fields.flatMap(({ field, code, theme, colour }) => {
    const contrast = colour === "" ? LEAST_CONTRAST : contrastOf(colour, theme);
    return contrast >= LEAST_CONTRAST ? [] : [{ field, code, params: { contrast } }];
  });
}
