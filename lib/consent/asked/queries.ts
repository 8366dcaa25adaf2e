import { and, desc, eq, exists, gte, notExists, notInArray, or, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import {
  associations,
  auditLog,
  consentLinks,
  consentRequests,
  emails,
  tenants,
  users,
  wrongContacts,
} from "@/db/schema";
import { getConfig } from "../../config";
import type { PartnerUser, Tx } from "../../ctx";
import { isLive } from "../queries";

export type Asked = typeof consentRequests.$inferSelect & {
  senderName: string;
  /** When the last e-mail of this request was made that was not taken back; null when there is none. */
  lastMailAt: Date | null;
};

/** All requests of an association, the newest first: whom the actor's company asked, and when. */
export async function listRequests(tx: Tx<PartnerUser>, associationId: string): Promise<Asked[]> {
  const lastMailAt = sql<Date | null>`(
    select max(${emails.createdAt}) from ${emails} where ${emails.associationId} = ${consentRequests.associationId}
      and ${emails.createdAt} >= ${consentRequests.sentAt} and ${emails.state} <> 'dropped')`.mapWith(
    consentRequests.sentAt,
  );
  const rows = await tx.db
    .select({ request: consentRequests, senderName: users.name, lastMailAt })
    .from(consentRequests)
    .innerJoin(users, eq(users.id, consentRequests.sentBy))
    .where(eq(consentRequests.associationId, associationId))
    .orderBy(desc(consentRequests.sentAt), desc(consentRequests.id));
  return rows.map(({ request, ...more }) => ({ ...request, ...more }));
}

export type RequestMail = {
  id: string;
  template: string;
  recipient: string;
  state: (typeof emails.$inferSelect)["state"];
  createdAt: Date;
  stateAt: Date;
  firstAttemptAt: Date | null;
  runId: string | null;
};

/** The e-mails that asked the customer of an association, the newest first. */
export function listRequestMails(
  tx: Tx<PartnerUser>,
  associationId: string,
): Promise<RequestMail[]> {
  return tx.db
    .select({
      id: emails.id,
      template: emails.template,
      recipient: emails.recipient,
      state: emails.state,
      createdAt: emails.createdAt,
      stateAt: emails.stateAt,
      firstAttemptAt: emails.firstAttemptAt,
      runId: emails.runId,
    })
    .from(emails)
    .where(eq(emails.associationId, associationId))
    .orderBy(desc(emails.createdAt), desc(emails.id))
    .limit(50);
}

/**
 * The request of a round that waits for its answer and whose e-mail left; null: nobody was asked, or not yet. What still
 * waits in the queue falls out where its round ends (B6, K12): under the customer's lock this stays so.
 */
export async function findAsked(
  tx: Tx,
  associationId: string,
): Promise<typeof consentRequests.$inferSelect | null> {
  const all = eq(emails.associationId, associationId);
  const left = exists(
    tx.db
      .select({ id: emails.id })
      .from(emails)
      .where(and(all, gte(emails.createdAt, consentRequests.sentAt), hasLeft)),
  );
  const none = notExists(tx.db.select({ id: emails.id }).from(emails).where(all));
  const [asked] = await tx.db
    .select()
    .from(consentRequests)
    .where(and(isLive(associationId), mailed(tx), or(left, none)));
  return asked ?? null;
}

/** K12: whom the request of a round would ask, while its first e-mail waits to leave; null: there is none, or it left. */
export async function findUnsent(
  tx: Tx,
  associationId: string,
): Promise<typeof consentRequests.$inferSelect | null> {
  if (await findAsked(tx, associationId)) return null;
  const [live] = await tx.db
    .select()
    .from(consentRequests)
    .where(and(isLive(associationId), mailed(tx)));
  return live ?? null;
}

/** Whether an e-mail was written for a request: before that it has no link. */
function mailed(tx: Tx): SQL {
  return exists(
    tx.db
      .select({ id: consentLinks.id })
      .from(consentLinks)
      .where(eq(consentLinks.requestId, consentRequests.id)),
  );
}

/** An e-mail that was tried, itself or in the one that it goes out with, may have left whatever its state says. */
const first = alias(emails, "first");
const hasLeft = sql`(${notInArray(emails.state, ["queued", "dropped"])} or ${emails.firstAttemptAt} is not null
  or exists (select from ${emails} ${first} where ${first.partnerId} = ${emails.partnerId} and ${first.id} = ${emails.envelopeId}
    and ${first.firstAttemptAt} is not null))`;

/** K12: whether an e-mail of a single act still waits to leave, so that it can be taken back; where none waits, none is offered. */
export function canTakeBack(mail: RequestMail): boolean {
  return (
    getConfig().MAIL_HOLD_SECONDS > 0 &&
    mail.template === "consent-request" &&
    mail.state === "queued" &&
    mail.firstAttemptAt === null &&
    mail.runId === null
  );
}

export type WrongContact = Pick<
  typeof wrongContacts.$inferSelect,
  "why" | "colleague" | "createdAt"
>;

/** D30: what the contact of a request last said of not being the right person; null: nothing. */
export async function findWrongContact(
  tx: Tx<PartnerUser>,
  requestId: string,
): Promise<WrongContact | null> {
  const { why, colleague, createdAt } = wrongContacts;
  const [said] = await tx.db
    .select({ why, colleague, createdAt })
    .from(wrongContacts)
    .where(eq(wrongContacts.requestId, requestId))
    .orderBy(desc(createdAt))
    .limit(1);
  return said ?? null;
}

/** S11–S13: whether other partners have this customer, and whether it meets the criteria now. */
export async function getStanding(
  tx: Tx<PartnerUser>,
  round: { partnerId: string; engagementId: string; tenantId: string },
): Promise<{ taken: boolean; criteriaMet: boolean }> {
  const { partnerId, engagementId, tenantId } = round;
  const { rows } = await tx.db.execute<{ taken: boolean; met: boolean | null }>(sql`
    select taken_by_others(${partnerId}, ${engagementId}, ${tenantId}, ${tx.now.toISOString()})
        is not null as taken,
      (select e.met from tenant_eligibility e
        where e.engagement_id = ${engagementId} and e.tenant_id = ${tenantId}) as met`);
  return { taken: rows[0]?.taken ?? false, criteriaMet: rows[0]?.met ?? false };
}

/** D29: of whom a round was that its partner ended, and whether the contact was told; null: it did not. */
export async function findOwnEnd(
  tx: Tx<PartnerUser>,
  associationId: string,
): Promise<{ tenantName: string; told: boolean } | null> {
  const [end] = await tx.db
    .select({
      tenantName: tenants.name,
      told: sql<boolean>`${auditLog.data} ->> 'toldRequestId' is not null`,
    })
    .from(associations)
    .innerJoin(tenants, eq(tenants.id, associations.tenantId))
    .innerJoin(auditLog, eq(auditLog.subjectId, associations.id))
    .where(
      and(
        eq(associations.id, associationId),
        eq(auditLog.chain, tx.actor.partnerId),
        eq(auditLog.event, "round.ended"),
      ),
    );
  return end ?? null;
}
