import { and, eq } from "drizzle-orm";
import { locationQualifications as table } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { changedBy } from "../../changes";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { getDecidable, lockPartner } from "../partner.queries";
import type { RemoveQualificationInput } from "./schema";

/**
 * P26: a partner manager takes a qualification away that a location never had; one that ends gets a last day.
 * Refuses with `not_found`, `own_company`, and with `already_done` when it is not there (any more), and
 * `changed_meanwhile` where its last day is another one than was on the page (P4).
 */
export async function removeQualification(
  ctx: Ctx,
  { partner, location, qualification, validFrom, seen }: RemoveQualificationInput,
): Promise<void> {
  authorize(ctx, "partners.manage");
  await transaction(ctx, async (tx) => {
    await getDecidable(tx, partner);
    await lockPartner(tx, partner);
    const [removed] = await tx.db
      .delete(table)
      .where(
        and(
          eq(table.partnerId, partner),
          eq(table.locationId, location),
          eq(table.qualification, qualification),
          eq(table.validFrom, validFrom),
        ),
      )
      .returning({ validUntil: table.validUntil });
    if (!removed) throw new Refusal("already_done");
    if (seen !== undefined && seen !== (removed.validUntil ?? "")) throw changedBy(undefined);
    await record(tx, {
      event: "location.qualification_removed",
      subjectId: location,
      partnerId: partner,
      data: { before: { qualification, validFrom, ...removed }, after: {} },
    });
  });
}
