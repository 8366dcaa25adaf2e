import { eq } from "drizzle-orm";
import { partners } from "@/db/schema";
import { record } from "../audit/record";
import { changesOf } from "../changes";
import type { Operator, System, Tx } from "../ctx";
import { editorOf } from "./add-partner";
import { getDecidable, lockPartner, refuseNamesake } from "./partner.queries";
import { partnerFields, type PartnerFields } from "./schema";

const names = partnerFields.keyof().options;

/**
 * A step: another name or country (P25). What somebody else changed since `seen` is not overwritten (P4).
 * Refuses with `not_found`, `own_company`, `changed_meanwhile`, `partner_exists`.
 * @param seen the state that was on the page; null: whatever stands
 * @returns whether anything changed
 */
export async function editPartner(
  tx: Tx<Operator> | Tx<System>,
  id: string,
  { wanted, seen }: { wanted: PartnerFields; seen: number | null },
): Promise<boolean> {
  await lockPartner(tx, id);
  const stands = await getDecidable(tx, id);
  const data = changesOf(names, { stands, wanted, seen: seen ?? stands.revision });
  if (data === null) return false;
  await refuseNamesake(tx, wanted, id);
  await tx.db
    .update(partners)
    .set({
      ...wanted,
      revision: stands.revision + 1,
      changedAt: tx.now,
      changedBy: editorOf(tx),
    })
    .where(eq(partners.id, id));
  await record(tx, { event: "partner.changed", subjectId: id, partnerId: id, data });
  return true;
}
