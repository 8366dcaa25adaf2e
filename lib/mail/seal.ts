import { and, asc, eq, inArray } from "drizzle-orm";
import { emails } from "@/db/schema";
import { sql } from "drizzle-orm";
import { associations, rowOf } from "@/db/schema";
import type { System, Tx } from "../ctx";
import { enqueue } from "../queue/enqueue";
import { withDeadline, type Row } from "./body";
import { lockCustomers, rereadMail } from "./hold";

/**
 * B6: settles what goes out in an e-mail of a run, at its first attempt and in its transaction: what needs no answer any
 * more falls out, and is never sent. When that is the first of them, the next one takes its place and has a delivery of
 * its own. Once there is a body, it is what it was.
 * @returns all that go out in it, the first of them first; null: nothing goes out here
 */
export async function seal(tx: Tx<System>, first: Row): Promise<[Row, ...Row[]] | null> {
  if (first.html === null) await lockCustomers(tx, first);
  const [mine] = await tx.db
    .select({ html: emails.html, envelopeId: emails.envelopeId })
    .from(emails)
    .where(eq(emails.id, first.id))
    .for("update");
  if (mine?.envelopeId !== first.id) return null;
  const all = await heldIn(tx, first);
  const over = mine.html === null ? await listOver(tx, first) : new Set();
  const stays = all.filter(({ id }) => !over.has(id));
  const [head, ...others] = stays;
  if (stays.length < all.length)
    await drop(
      tx,
      all.filter((row) => !stays.includes(row)),
    );
  if (head === undefined) return null;
  if (head.id === first.id) return [head, ...others];
  await tx.db
    .update(emails)
    .set({ envelopeId: head.id })
    .where(
      inArray(
        emails.id,
        stays.map(({ id }) => id),
      ),
    );
  await enqueue(tx, "deliver-run", { emailId: head.id });
  return null;
}

/**
 * K12: the same of an e-mail that goes out alone: one that asks for what cannot be given any more, because it was taken
 * back, ended, replaced or answered before it left, is never sent. Any other, and one that was tried, goes out.
 * @returns the e-mail as it stands now; null: it is over
 */
export async function sealOne(tx: Tx<System>, mail: Row): Promise<[Row] | null> {
  if (mail.kind !== "ask" || mail.html !== null) return [mail];
  await lockCustomers(tx, mail);
  const row = await rereadMail(tx, mail);
  if (row?.state !== "queued" && row?.state !== "sending") return null;
  if (row.html !== null || (await listOver(tx, row)).size === 0) return [row];
  await drop(tx, [row]);
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

/** The ids of those that ask somebody for something that cannot be given any more. */
async function listOver(tx: Tx<System>, { partnerId, id, envelopeId }: Row): Promise<Set<string>> {
  const these = envelopeId === null ? sql`e.id = ${id}` : sql`e.envelope_id = ${id}`;
  const { rows } = await tx.db.execute<{ id: string }>(sql`
    select e.id from emails e
      join consent_links k on k.partner_id = e.partner_id and k.id = (e.variables ->> 'linkId')::uuid
      join consent_requests r on r.partner_id = k.partner_id and r.id = k.request_id
      join associations a on a.partner_id = r.partner_id and a.id = r.association_id
    where e.partner_id = ${partnerId} and ${these} and e.template = 'consent-request' and (
      r.replaced_at is null and r.closed_at is null and is_mailbox(r.contact_email, e.recipient)
      and a.consented_at is null and a.ended_at is null and a.consent_due_at > ${tx.now.toISOString()}::timestamptz) is not true
    union all
    select e.id from emails e
      join claim_surveys s on s.partner_id = e.partner_id and s.id = e.survey_id
      join workshop_claims c on c.partner_id = s.partner_id and c.id = s.claim_id
    where e.partner_id = ${partnerId} and ${these} and e.template <> 'consent-request' and (
      s.replaced_at is null and s.closed_at is null and s.answered_at is null and is_mailbox(s.recipient_email, e.recipient)
      and c.status in ('editing', 'action_required')) is not true`);
  return new Set(rows.map((row) => row.id));
}

async function drop(tx: Tx<System>, rows: readonly Row[]): Promise<void> {
  await tx.db
    .update(emails)
    .set({ state: "dropped", stateAt: tx.now, envelopeId: null })
    .where(
      inArray(
        emails.id,
        rows.map(({ id }) => id),
      ),
    );
}
