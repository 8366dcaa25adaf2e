import { and, asc, eq, inArray } from "drizzle-orm";
import { emails } from "@/db/schema";
import { sql } from "drizzle-orm";
import { associations, rowOf } from "@/db/schema";
import type { System, Tx } from "../ctx";
import { enqueue } from "../queue/enqueue";
import { withDeadline, type Row } from "./body";

/**
 * B6: settles what goes out in an e-mail of a run, at its first attempt and in its transaction: what needs no answer any
 * more falls out, and is never sent. When that is the first of them, the next one takes its place and has a delivery of
 * its own. Once there is a body, it is what it was.
 * @returns all that go out in it, the first of them first; null: nothing goes out here
 */
export async function seal(tx: Tx<System>, first: Row): Promise<[Row, ...Row[]] | null> {
  const [mine] = await tx.db
    .select({ html: emails.html, envelopeId: emails.envelopeId })
    .from(emails)
    .where(eq(emails.id, first.id))
    .for("update");
  if (mine?.envelopeId !== first.id) return null;
  const all = await heldIn(tx, first);
  const asked = mine.html === null ? await stillAsked(tx, first) : null;
  const stays = asked === null ? all : all.filter(({ id }) => asked.has(id));
  const [head, ...others] = stays;
  if (stays.length < all.length) await drop(tx, all.filter((row) => !stays.includes(row))); // prettier-ignore
  if (head === undefined) return null;
  if (head.id === first.id) return [head, ...others];
  await tx.db
    .update(emails)
    .set({ envelopeId: head.id })
    .where(inArray(emails.id, stays.map(({ id }) => id))); // prettier-ignore
  await enqueue(tx, "deliver-run", { emailId: head.id });
  return null;
}

async function heldIn(tx: Tx<System>, { partnerId, id }: Row): Promise<Row[]> {
  const found = await tx.db
    .select({ row: emails, dueAt: associations.consentDueAt })
    .from(emails)
    .leftJoin(associations, rowOf(associations, emails.partnerId, emails.associationId))
    .where(and(eq(emails.partnerId, partnerId), eq(emails.envelopeId, id)))
    .orderBy(sql`${emails.id} <> ${id}`, asc(emails.createdAt), asc(emails.id))
    .for("update", { of: emails });
  return found.map(withDeadline);
}

/** The ids of those that still ask somebody for something that can be given. */
async function stillAsked(tx: Tx<System>, { partnerId, id }: Row): Promise<Set<string>> {
  const { rows } = await tx.db.execute<{ id: string }>(sql`
    select e.id from emails e
      join consent_links k on k.partner_id = e.partner_id and k.id::text = e.variables ->> 'linkId'
      join consent_requests r on r.partner_id = k.partner_id and r.id = k.request_id
      join associations a on a.partner_id = r.partner_id and a.id = r.association_id
    where e.partner_id = ${partnerId} and e.envelope_id = ${id} and e.template = 'consent-request'
      and r.replaced_at is null and r.closed_at is null and is_mailbox(r.contact_email, e.recipient)
      and a.consented_at is null and a.ended_at is null and a.consent_due_at > ${tx.now.toISOString()}::timestamptz
    union all
    select e.id from emails e
      join claim_surveys s on s.partner_id = e.partner_id and s.id = e.survey_id
    where e.partner_id = ${partnerId} and e.envelope_id = ${id} and e.template <> 'consent-request'
      and s.replaced_at is null and s.closed_at is null and s.answered_at is null and is_mailbox(s.recipient_email, e.recipient)`);
  return new Set(rows.map((row) => row.id));
}

async function drop(tx: Tx<System>, rows: readonly Row[]): Promise<void> {
  await tx.db
    .update(emails)
    .set({ state: "dropped", stateAt: tx.now, envelopeId: null })
    .where(inArray(emails.id, rows.map(({ id }) => id))); // prettier-ignore
}
