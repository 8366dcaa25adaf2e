import { and, eq, isNull } from "drizzle-orm";
import { consentLinks, consentRequests, rowOf } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { reading, transaction, type Ctx, type System } from "../../ctx";
import { workshopFacts } from "../facts";
import { lockTenantOf } from "../lock-tenant";
import { postRequest } from "../post-request";
import { closeOwnContact } from "./close-own";
import { getRelease } from "./queries";

/**
 * D19: mails the requests that waited for a release, where they are still open to answer and the
 * contact has not become the partner's own since; each once.
 * The time that the customer has went on (D5).
 */
export async function sendReleased(
  ctx: Ctx,
  release: { partnerId: string; releaseId: string },
): Promise<void> {
  authorize(ctx, "schedule.run");
  const waiting = await reading(ctx, async (tx) => {
    if ((await getRelease(tx, release))?.decision !== "released") return [];
    return tx.db
      .select({
        id: consentRequests.id,
        partnerId: consentRequests.partnerId,
        associationId: consentRequests.associationId,
      })
      .from(consentRequests)
      .where(
        and(
          eq(consentRequests.partnerId, release.partnerId),
          eq(consentRequests.releaseId, release.releaseId),
          isNull(consentRequests.replacedAt),
        ),
      );
  });
  for (const request of waiting) await sendOne(ctx, request);
}

async function sendOne(
  ctx: Ctx<System>,
  { id, partnerId, associationId }: { id: string; partnerId: string; associationId: string },
): Promise<void> {
  await transaction(ctx, async (tx) => {
    await lockTenantOf(tx, associationId);
    const mine = rowOf(consentRequests, partnerId, id);
    const [request] = await tx.db.select().from(consentRequests).where(mine).for("update");
    if (!request || request.replacedAt !== null || request.closedAt !== null) return;
    const links = await tx.db
      .select({ id: consentLinks.id })
      .from(consentLinks)
      .where(and(eq(consentLinks.partnerId, partnerId), eq(consentLinks.requestId, id)))
      .limit(1);
    const facts = await workshopFacts(tx, associationId);
    const over = facts.endedAt !== null || facts.consentedAt !== null;
    if (links.length > 0 || over || tx.now >= facts.consentDueAt) return;
    if (await closeOwnContact(tx, request, { ...facts, id: associationId })) return;
    const { emailId, linkId } = await postRequest(tx, { facts, request });
    await record(tx, {
      event: "consent.released",
      subjectId: associationId,
      partnerId: request.partnerId,
      data: { requestId: id, contactEmail: request.contactEmail, emailId, linkId },
    });
  });
}
