import { sql } from "drizzle-orm";
import { locationQualifications as table } from "@/db/schema";
import { recordAll, type AuditEvent } from "../../audit/record";
import { changedBy } from "../../changes";
import type { Operator, System, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { lockPartners } from "../partner.queries";
import { listSpells } from "./queries";
import { overlaps, type Qualification } from "./rules";
import { showsSpell } from "./schema";

export type Kept = { partner: string; location: string; wanted: Qualification };

/**
 * A step: a location is qualified from a day on (P26); for one that begins on this day already its last day
 * is another one. Refuses with `qualification_twice` where it would count twice on one day, and with `changed_meanwhile`.
 * @param seen what was on the page, by `seenSpells` (P4)
 * @returns whether anything changed
 */
export async function keepQualification(
  tx: Tx<Operator> | Tx<System>,
  { partner, location }: { partner: string; location: string },
  wanted: Qualification,
  seen?: string,
): Promise<boolean> {
  return (await keepQualifications(tx, [{ partner, location, wanted }], seen)) > 0;
}

/**
 * The same for several, one after the other, in a few statements: all of them, or none.
 * @returns how many changed anything
 */
export async function keepQualifications(
  tx: Tx<Operator> | Tx<System>,
  all: readonly Kept[],
  seen?: string,
): Promise<number> {
  if (all.length === 0) return 0;
  await lockPartners(
    tx,
    all.map(({ partner }) => partner),
  );
  const stands = await listSpells(tx, all);
  const happened: AuditEvent[] = [];
  const rows = new Map<string, typeof table.$inferInsert>();
  for (const { partner, location, wanted } of all) {
    const spells = stands.get(location) ?? [];
    const same = beginsSo(spells, wanted);
    if (same && same.validUntil === wanted.validUntil) continue;
    if (seen !== undefined && !showsSpell(seen, wanted, same)) {
      const value = same ? (same.validUntil ?? "–") : "–";
      throw changedBy(undefined, [{ field: "validUntil", code: "stands_now", params: { value } }]);
    }
    const others = spells.filter((one) => one !== same);
    if (others.some((one) => overlaps(one, wanted)))
      throw new Refusal("qualification_twice", { field: "validFrom" });
    stands.set(location, [...others, wanted]);
    const key = `${location} ${wanted.qualification} ${wanted.validFrom}`;
    rows.set(key, { partnerId: partner, locationId: location, ...wanted });
    happened.push({
      event: "location.qualified",
      subjectId: location,
      partnerId: partner,
      data: { before: same ? { ...same } : {}, after: { ...wanted } },
    });
  }
  if (rows.size === 0) return 0;
  await tx.db
    .insert(table)
    .values([...rows.values()])
    .onConflictDoUpdate({
      target: [table.partnerId, table.locationId, table.qualification, table.validFrom],
      set: { validUntil: sql`excluded.valid_until` },
    });
  await recordAll(tx, happened);
  return happened.length;
}

/** What a location is qualified for from the same day on. */
function beginsSo(all: readonly Qualification[], { qualification, validFrom }: Qualification) {
  return all.find((one) => one.qualification === qualification && one.validFrom === validFrom);
}
