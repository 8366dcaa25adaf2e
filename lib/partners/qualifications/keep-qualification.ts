import { locationQualifications as table } from "@/db/schema";
import { record } from "../../audit/record";
import type { Operator, System, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { lockPartner } from "../partner.queries";
import { listQualifications } from "./queries";
import { overlaps, type Qualification } from "./rules";

/**
 * A step: a location is qualified from a day on (P26); for one that begins on this day already its last day
 * is another one. Refuses with `qualification_twice` where it would count twice on one day.
 * @returns whether anything changed
 */
export async function keepQualification(
  tx: Tx<Operator> | Tx<System>,
  { partner, location }: { partner: string; location: string },
  wanted: Qualification,
): Promise<boolean> {
  await lockPartner(tx, partner);
  const { qualification, validFrom, validUntil } = wanted;
  const all = await listQualifications(tx, { partner, location });
  const same = all.find((one) => one.qualification === qualification && one.validFrom === validFrom); // prettier-ignore
  if (same && same.validUntil === validUntil) return false;
  if (all.some((one) => one !== same && overlaps(one, wanted)))
    throw new Refusal("qualification_twice", { field: "validFrom" });
  await tx.db
    .insert(table)
    .values({ partnerId: partner, locationId: location, ...wanted })
    .onConflictDoUpdate({
      target: [table.partnerId, table.locationId, table.qualification, table.validFrom],
      set: { validUntil },
    });
  await record(tx, {
    event: "location.qualified",
    subjectId: location,
    partnerId: partner,
    data: { before: same ? { ...same } : {}, after: { ...wanted } },
  });
  return true;
}
