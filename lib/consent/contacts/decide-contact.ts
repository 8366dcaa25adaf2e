import { and, eq, isNull } from "drizzle-orm";
import { contactReleases } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { enqueue } from "../../queue/enqueue";
import { contactFacts } from "./queries";
import { whyNotContact } from "./rules";
import type { DecideContactInput } from "./schema";

/**
 * D19: staff release a contact outside of the tenant's domains, or refuse it with a reason. What waits
 * for it goes out, and the partner is told, by the job that this leaves. Decided once.
 * Refuses with `not_found`, `own_company` for staff who belong to the partner, `already_done`, and
 * with `contact_…` for the release of an address that has become the partner's own.
 */
export async function decideContact(
  ctx: Ctx,
  { release: id, decision, note }: DecideContactInput,
): Promise<void> {
  authorize(ctx, "contacts.release");
  await transaction(ctx, async (tx) => {
    const [release] = await tx.db.select().from(contactReleases).where(eq(contactReleases.id, id));
    if (!release) throw new Refusal("not_found");
    const { partnerId, associationId, contactEmail } = release;
    if (tx.actor.companies.includes(partnerId)) throw new Refusal("own_company");
    const why = whyNotContact(contactEmail, await contactFacts(tx, release));
    if (why !== null && decision === "released") throw new Refusal(why);
    const decided = await tx.db
      .update(contactReleases)
      .set({ decision, decidedAt: tx.now, decidedBy: tx.actor.userId, note: note || null })
      .where(
        and(
          eq(contactReleases.partnerId, partnerId),
          eq(contactReleases.id, id),
          isNull(contactReleases.decision),
        ),
      )
      .returning({ id: contactReleases.id });
    if (decided.length === 0) throw new Refusal("already_done");
    await enqueue(tx, "tell-release", { partnerId, releaseId: id });
    await record(tx, {
      event: decision === "released" ? "contact.released" : "contact.refused",
      subjectId: associationId,
      partnerId,
      data: { releaseId: id, contactEmail, note },
    });
  });
}
