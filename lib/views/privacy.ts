import type { Privacy, Programme } from "../installation";
import { periodsNow, settingsOf } from "../privacy/periods";
import { outside, register, registerKeys } from "../privacy/register";

/** What the public privacy page says (O22): the statement kept here, if any, and the register with its periods. */
export function publicPrivacy(programme: Programme, notice: Privacy | null) {
  const { organisation, address, email, privacy, keptYears } = programme;
  return {
    about: { organisation, address, email, privacy },
    statement: notice?.text ?? null,
    parts: registerKeys.map((key) => {
      const { whom, period, erasure } = register[key];
      return { key, whom, period, erasure };
    }),
    outside,
    days: settingsOf(periodsNow(keptYears)),
  };
}

export type PublicPrivacy = ReturnType<typeof publicPrivacy>;
