import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { claimSurveys, workshopClaims } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { mayBeOwn } from "../../consent/contacts/queries";
import { lockTenantOf } from "../../consent/lock-tenant";
import { reading, transaction, type Ctx } from "../../ctx";
import { isOpen, statusAt } from "../rules";
import { closeOwnSurvey } from "./close-own";

const rows = z.array(z.object({ id: z.string(), claimId: z.string(), associationId: z.string() }));

/** D18, D19: what `closeOwnContacts` does to requests, done to the customer surveys that wait. */
export async function closeOwnSurveys(ctx: Ctx): Promise<void> {
  authorize(ctx, "schedule.run");
  const found = await reading(ctx, async (tx) => {
    const result = await tx.db.execute(sql`
      select s.id, s.claim_id as "claimId", c.association_id as "associationId" from claim_surveys s
      join workshop_claims c on c.id = s.claim_id
      where s.kind = 'customer' and s.replaced_at is null and s.closed_at is null and s.answered_at is null
        and c.status in ('editing', 'action_required')
        and ${mayBeOwn({ partner: sql`s.partner_id`, email: sql`s.recipient_email`, contact: sql`c.partner_contact_email` })}`);
    return rows.parse(result.rows);
  });
  for (const { id, claimId, associationId } of found) {
    await transaction(ctx, async (tx) => {
      await lockTenantOf(tx, associationId);
      const mine = eq(workshopClaims.id, claimId);
      const [claim] = await tx.db.select().from(workshopClaims).where(mine).for("update");
      const [survey] = await tx.db.select().from(claimSurveys).where(eq(claimSurveys.id, id));
      if (claim && survey && isOpen(statusAt(claim, tx.now)))
        await closeOwnSurvey(tx, survey, claim);
    });
  }
}
