import { and, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { associations, consentRequests, contactBans, mailboxKeyOf } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx, type Operator, type Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { enqueue } from "../../queue/enqueue";
import { lockTenantOf } from "../lock-tenant";
import { findBan, getReport } from "./queries";
import type { StopRequestInput } from "./schema";

type Ban = typeof contactBans.$inferSelect;

/**
 * Staff forbid a partner to ask the address that reported its request (D19), wherever the request stands:
 * a partner cannot escape by ending its round, naming somebody else or spelling the address another way.
 * Every request of the partner to this mailbox of the customer that waits for an answer is closed for good
 * (D18), its links say so, and the partner and the contact are told, by the jobs that this leaves. Rounds
 * go on: the partner may ask somebody else. A consent that was given stands; its customer can withdraw
 * it (D14). Lifted by `liftBan`.
 * Refuses with `not_found`, `own_company`, and with `already_done` when the address is forbidden already.
 */
export async function stopRequest(
  ctx: Ctx,
  { report: id, reason }: StopRequestInput,
): Promise<void> {
  authorize(ctx, "reports.handle");
  await transaction(ctx, async (tx) => {
    const { partnerId, requestId, associationId, tenantId, contactEmail } = await getReport(tx, id);
    await lockTenantOf(tx, associationId);
    // Also one that lost its address, or stands at a tenant that was merged into this one.
    const last = await findBan(tx, { partnerId, tenantId, requestId, email: contactEmail });
    if (last?.ban.liftedAt === null) throw new Refusal("already_done");
    const [ban] = await tx.db
      .insert(contactBans)
      .values({
        partnerId,
        tenantId,
        contactEmail,
        reportId: id,
        requestId,
        reason,
        bannedAt: tx.now,
        bannedBy: tx.actor.userId,
      })
      .onConflictDoNothing()
      .returning();
    if (!ban) throw new Refusal("already_done");
    const stopped = await closeRequests(tx, ban);
    const rounds = stopped.map((one) => one.associationId);
    const told = rounds.includes(associationId) ? stopped : [...stopped, { id: requestId }];
    for (const one of told)
      await enqueue(tx, "tell-stopped", { partnerId, banId: ban.id, requestId: one.id });
    await record(tx, {
      event: "contact.banned",
      subjectId: associationId,
      partnerId,
      data: { banId: ban.id, reportId: id, requestId, contactEmail, reason },
    });
    for (const one of stopped)
      await record(tx, {
        event: "consent.stopped",
        subjectId: one.associationId,
        partnerId,
        data: { reportId: id, requestId: one.id, reason },
      });
  });
}

/** Closes what waits for an answer of the mailbox. */
function closeRequests(tx: Tx<Operator>, { partnerId, tenantId, mailbox }: Ban) {
  const { associationId, closedAt, contactEmail, replacedAt } = consentRequests;
  const open = tx.db
    .select({ id: associations.id })
    .from(associations)
    .where(
      and(
        eq(associations.partnerId, partnerId),
        eq(associations.tenantId, tenantId),
        isNull(associations.consentedAt),
        isNull(associations.endedAt),
        gt(associations.consentDueAt, tx.now),
      ),
    );
  return tx.db
    .update(consentRequests)
    .set({ closedAt: tx.now, closedFor: "programme" })
    .where(
      and(
        eq(consentRequests.partnerId, partnerId),
        isNull(replacedAt),
        isNull(closedAt),
        inArray(associationId, open),
        eq(mailboxKeyOf(contactEmail), sql`${mailbox}::text`),
      ),
    )
    .returning({ id: consentRequests.id, associationId });
}
