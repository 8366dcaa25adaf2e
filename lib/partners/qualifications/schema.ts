import { z } from "zod";
import { optionalDay } from "../../input";
import { partnerId } from "../schema";

export const qualificationKey = z
  .string("required_qualification")
  .trim()
  .min(1, "required_qualification")
  .max(100)
  .refine(
    (key) => key === "" || /^[a-z]+(-[a-z]+)*:[a-z0-9]+(-[a-z0-9]+)*$/.test(key),
    "required_qualification",
  );

const validFrom = optionalDay.refine((date) => date !== null, "required").transform(String);

/** P26: what a location is qualified for, from its first day; without a last day no end is known. */
export const saveQualificationInput = z
  .object({
    partner: partnerId,
    location: partnerId,
    qualification: qualificationKey,
    validFrom,
    validUntil: optionalDay,
    seen: z.string().catch("?"),
  })
  .refine(({ validFrom: from, validUntil: until }) => until === null || from <= until, {
    path: ["validUntil"],
    message: "dates_out_of_order",
  });
export type SaveQualificationInput = Seen<z.output<typeof saveQualificationInput>>;

export const removeQualificationInput = z.object({
  partner: partnerId,
  location: partnerId,
  qualification: qualificationKey,
  validFrom,
  seen: z.string().catch("?"),
});
export type RemoveQualificationInput = Seen<z.output<typeof removeQualificationInput>>;

/** What was on the page (P4). */
type Seen<Input extends { seen: string }> = Omit<Input, "seen"> & { seen?: string };

type Spell = { qualification: string; validFrom: string; validUntil: string | null };
/** What a page shows of all that a location is qualified for, to be told again by the form. */
export const seenSpells = (spells: readonly Spell[]): string =>
  spells.map(spellKey).sort().join("|");
/** Whether a page showed this of a qualification; undefined: that there was none from that day on. */
export const showsSpell = (
  seen: string,
  { qualification, validFrom }: Spell,
  stands: Spell | undefined,
): boolean => {
  const one = seen.split("|").find((text) => text.startsWith(`${qualification} ${validFrom} `));
  return one === (stands && spellKey(stands));
};
const spellKey = ({ qualification, validFrom, validUntil }: Spell) =>
  `${qualification} ${validFrom} ${validUntil ?? ""}`;
