import { locations, rowOf } from "@/db/schema";
import { record } from "../../audit/record";
import { changesOf } from "../../changes";
import type { Operator, System, Tx } from "../../ctx";
import { editorOf } from "../add-partner";
import { getDecidable, lockPartner } from "../partner.queries";
import { locationFields, type LocationFields } from "../schema";
import { inItsZone } from "./add-location";
import { getLocation } from "./queries";

const names = locationFields.keyof().options;

/**
 * A step: a location is changed (P26). What somebody else changed since `seen` is not overwritten (P4).
 * Refuses with `not_found`, `own_company`, `changed_meanwhile`, `mpn_id_taken`, `which_time_zone`.
 * @param seen the state that was on the page; null: whatever stands
 * @returns whether anything changed
 */
export async function editLocation(
  tx: Tx<Operator> | Tx<System>,
  { partner, location }: { partner: string; location: string },
  { fields, seen }: { fields: LocationFields; seen: number | null },
): Promise<boolean> {
  await lockPartner(tx, partner);
  await getDecidable(tx, partner);
  const stands = await getLocation(tx, { partner, location });
  const wanted = inItsZone(fields);
  const data = changesOf(names, { stands, wanted, seen: seen ?? stands.revision });
  if (data === null) return false;
  await tx.db
    .update(locations)
    .set({ ...wanted, revision: stands.revision + 1, changedAt: tx.now, changedBy: editorOf(tx) })
    .where(rowOf(locations, partner, location));
  await record(tx, { event: "location.changed", subjectId: location, partnerId: partner, data });
  return true;
}
