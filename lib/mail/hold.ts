import { and, eq, or, sql } from "drizzle-orm";
import { associations, emails, rowOf } from "@/db/schema";
import { getConfig } from "@/lib/config";
import type { System, Tx } from "../ctx";
import { withDeadline, type Row } from "./body";

type Held = Pick<Row, "kind" | "runId" | "createdAt" | "firstAttemptAt">;

/**
 * K12: until when a single e-mail that asks somebody outside waits, so that it can be taken back; null: it may leave now.
 * Whatever started its delivery early, it waits; not for a clock that was wrong when it was written.
 */
export function heldUntil(mail: Held, now: Date): Date | null {
  const seconds = getConfig().MAIL_HOLD_SECONDS;
  if (mail.kind !== "ask" || mail.runId !== null || mail.firstAttemptAt !== null) return null;
  const until = new Date(mail.createdAt.getTime() + seconds * 1_000);
  return now >= mail.createdAt && now < until ? until : null;
}

/**
 * A step of a delivery, before it looks whether what it is about to send is still asked: takes the locks of the
 * customers, which whoever ends a round or takes a request back has too. So either the e-mail leaves, and they know it, or
 * it never does. With a run's e-mail those of all that goes out in it.
 */
export async function lockCustomers(tx: Tx<System>, { partnerId, id }: Row): Promise<void> {
  const mine = and(
    eq(emails.partnerId, partnerId),
    or(eq(emails.id, id), eq(emails.envelopeId, id)),
  );
  const tenants = tx.db
    .selectDistinct({ id: associations.tenantId })
    .from(emails)
    .innerJoin(associations, rowOf(associations, emails.partnerId, emails.roundId))
    .where(mine)
    .orderBy(associations.tenantId)
    .as("t");
  await tx.db.select({ locked: sql`lock_tenant(${tenants.id})` }).from(tenants);
}

/** A step: the e-mail as it stands now. */
export async function rereadMail(tx: Tx<System>, { partnerId, id }: Row): Promise<Row | undefined> {
  const [found] = await tx.db
    .select({ row: emails, dueAt: associations.consentDueAt })
    .from(emails)
    .leftJoin(associations, rowOf(associations, emails.partnerId, emails.associationId))
    .where(and(eq(emails.partnerId, partnerId), eq(emails.id, id)));
  return found && withDeadline(found);
}
