import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { consentRequests } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { reading, transaction, type Ctx } from "../../ctx";
import { workshopFacts } from "../facts";
import { lockTenantOf } from "../lock-tenant";
import { closeOwnContact } from "./close-own";
import { mayBeOwn } from "./queries";

const rows = z.array(z.object({ id: z.string(), associationId: z.string() }));

/**
 * D18, D19: closes the open requests whose contact's address became the partner's own since they were
 * asked, and tells the partner, so that it comes to light before the customer spends time on an answer.
 */
export async function closeOwnContacts(ctx: Ctx): Promise<void> {
  authorize(ctx, "schedule.run");
  const found = await reading(ctx, async (tx) => {
    const result = await tx.db.execute(sql`
      select r.id, r.association_id as "associationId" from consent_requests r
      join associations a on a.id = r.association_id
      where r.replaced_at is null and r.closed_at is null and a.ended_at is null
        and a.consented_at is null and a.consent_due_at > ${tx.now.toISOString()}
        and ${mayBeOwn({ partner: sql`r.partner_id`, email: sql`r.contact_email`, contact: sql`r.partner_contact_email` })}`);
    return rows.parse(result.rows);
  });
  for (const { id, associationId } of found) {
    await transaction(ctx, async (tx) => {
      await lockTenantOf(tx, associationId);
      const facts = await workshopFacts(tx, associationId);
      const over = facts.endedAt !== null || facts.consentedAt !== null;
      if (over || tx.now >= facts.consentDueAt) return;
      const mine = eq(consentRequests.id, id);
      const [request] = await tx.db.select().from(consentRequests).where(mine);
      if (request) await closeOwnContact(tx, request, { ...facts, id: associationId });
    });
  }
}
