import { requireFresh } from "../access/fresh";
import type { Ctx } from "../ctx";
import { refuseIfAny, type FieldError } from "../errors";
import { contrastOf, LEAST_CONTRAST } from "./accent.rules";
import { keepProgramme } from "./keep-programme";
import { settingsNames, type SettingsInput } from "./schema";

/** What keeps one person from doing harm alone. */
const guards: readonly string[] = ["operatorsFactor", "approverPays", "twoEditors"];

/**
 * P3: an administrator says who runs the programme, and what its staff are held to.
 * Refuses like `keepProgramme`, with `accent_light` and `accent_dark` for a colour that cannot be read on that theme,
 * and with `sign_in_again` where it is about the second factor or about who pays (U13, P6).
 */
export async function changeSettings(
  ctx: Ctx,
  { revision, ...wanted }: SettingsInput,
): Promise<void> {
  await keepProgramme(ctx, {
    revision,
    names: settingsNames,
    wanted,
    standing: (settings) => settings,
    set: wanted,
    check: (tx, changed) => {
      refuseIfAny(faintAccents(wanted));
      if (changed.some((name) => guards.includes(name))) requireFresh(tx);
    },
  });
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
