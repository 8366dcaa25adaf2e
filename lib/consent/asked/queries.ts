import { and, desc, eq, exists, isNull, notExists, notInArray, or, sql } from "drizzle-orm";
import { consentLinks, consentRequests, emails, users, wrongContacts } from "@/db/schema";
import type { PartnerUser, Tx } from "../../ctx";
import { isLive } from "../queries";

export type Asked = typeof consentRequests.$inferSelect & {
  senderName: string;
  /** When the last e-mail of this request was made; null when there is none. */
  lastMailAt: Date | null;
};

/** All requests of an association, the newest first: whom the actor's company asked, and when. */
export async function listRequests(tx: Tx<PartnerUser>, associationId: string): Promise<Asked[]> {
  const lastMailAt = sql<Date | null>`(
    select max(${consentLinks.createdAt}) from ${consentLinks}
    where ${consentLinks.requestId} = ${consentRequests.id})`.mapWith(consentRequests.sentAt);
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
    })
    .from(emails)
    .where(eq(emails.associationId, associationId))
    .orderBy(desc(emails.createdAt), desc(emails.id))
    .limit(50);
}

/**
 * The request of a round that waits for its answer and was mailed; null: nobody was asked, or not yet. The e-mail of a
 * single one goes out whatever comes; one of a run that waits still falls out of it (B6).
 */
export async function findAsked(
  tx: Tx,
  associationId: string,
): Promise<typeof consentRequests.$inferSelect | null> {
  const mailed = exists(
    tx.db
      .select({ id: consentLinks.id })
      .from(consentLinks)
      .where(eq(consentLinks.requestId, consentRequests.id)),
  );
  const goesOut = exists(
    tx.db
      .select({ id: emails.id })
      .from(emails)
      .where(
        and(
          eq(emails.associationId, associationId),
          or(isNull(emails.runId), notInArray(emails.state, ["queued", "dropped"])),
        ),
      ),
  );
  const none = notExists(tx.db.select({ id: emails.id }).from(emails).where(eq(emails.associationId, associationId))); // prettier-ignore
  const [asked] = await tx.db
    .select()
    .from(consentRequests)
    .where(and(isLive(associationId), mailed, or(goesOut, none)));
  return asked ?? null;
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
