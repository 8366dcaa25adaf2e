import { and, eq, inArray, sql, type SQL } from "drizzle-orm";
import { emailEvents, emails, PROGRAMME, rowOf } from "@/db/schema";
import { authorize } from "../access/authorize";
import { transaction, type Ctx, type Tx } from "../ctx";
import {
  isTrouble,
  mayPass,
  RETURNED_DAYS,
  stateOfEvent,
  statesBefore,
  type MailState,
} from "./rules";
import type { ProviderEvent } from "./schema";
import { tellUndelivered } from "./tell-undelivered";

/**
 * Takes what the provider reports of one e-mail. The same message twice is taken once; events in
 * the wrong order never move an e-mail's state backwards. When a request or a survey did not
 * reach the customer, the partner is told. A bounce that may pass is one that returned, the third on another
 * day is a lasting one (D21). An e-mail that is not ours is kept as an event alone.
 * @param messageId the provider's id of the webhook message
 * @returns whether it was new
 */
export async function takeEvent(
  ctx: Ctx,
  { messageId, event }: { messageId: string; event: ProviderEvent },
): Promise<boolean> {
  authorize(ctx, "mail.event");
  return transaction(ctx, async (tx) => {
    const email = await findEmail(tx, event);
    const [taken] = await tx.db
      .insert(emailEvents)
      .values({
        id: messageId,
        partnerId: email?.partnerId ?? PROGRAMME,
        emailId: email?.id,
        type: event.type,
        occurredAt: new Date(event.created_at),
        receivedAt: tx.now,
        detail: detailOf(event),
      })
      .onConflictDoNothing()
      .returning({ id: emailEvents.id });
    const state = stateOfEvent[event.type];
    if (taken && email && state) await move(tx, email, state, event);
    return taken !== undefined;
  });
}

type Email = { id: string; partnerId: string };

/** By the provider's id, or by our own, which travels along as a tag: the event may be faster. */
async function findEmail(tx: Tx, { data }: ProviderEvent): Promise<Email | undefined> {
  const own = data.tags?.email_id;
  const [found] = await tx.db
    .select({ id: emails.id, partnerId: emails.partnerId })
    .from(emails)
    .where(
      own === undefined
        ? eq(emails.providerId, data.email_id)
        : and(
            eq(emails.id, own),
            sql`coalesce(${emails.providerId}, ${data.email_id}) = ${data.email_id}`,
          ),
    );
  return found;
}

async function move(tx: Tx, email: Email, said: MailState, event: ProviderEvent): Promise<void> {
  const passing = said === "bounced" && mayPass(event.data.bounce);
  const state = passing && !(await isThirdDay(tx, email)) ? "returned" : said;
  const [moved] = await tx.db
    .update(emails)
    .set({
      state,
      stateAt: tx.now,
      providerId: event.data.email_id,
      sentAt: sql`coalesce(${emails.sentAt}, ${tx.now.toISOString()}::timestamptz)`,
      lastError: isTrouble(state) || state === "returned" ? (detailOf(event) ?? state) : null,
    })
    .where(and(isEmail(email), inArray(emails.state, statesBefore(state))))
    .returning({ associationId: emails.associationId, surveyId: emails.surveyId });
  if ((moved?.associationId ?? moved?.surveyId) && (isTrouble(state) || state === "returned"))
    await tellUndelivered(tx, email);
}

function isEmail({ id, partnerId }: Email) {
  return rowOf(emails, partnerId, id);
}

/** Whether what this partner sent there came back on other days before, with nothing delivered since. */
async function isThirdDay(tx: Tx, { id, partnerId }: Email): Promise<boolean> {
  const day = (at: SQL) => sql`(${at} at time zone 'UTC')::date`;
  const found = await tx.db.execute<{ days: number }>(sql`
    select count(distinct ${day(sql`b.state_at`)})::integer as days
    from emails m join emails b on b.recipient_key = m.recipient_key and b.kind in ('ask', 'notice')
      and b.partner_id = m.partner_id and b.id <> m.id
    where m.partner_id = ${partnerId} and m.id = ${id} and b.state = 'returned'
      and ${day(sql`b.state_at`)} <> ${day(sql`${tx.now.toISOString()}::timestamptz`)}
      and not exists (select from emails d where d.recipient_key = m.recipient_key and d.kind in ('ask', 'notice')
        and d.partner_id = m.partner_id and d.state = 'delivered' and d.state_at > b.state_at)`);
  return (found.rows[0]?.days ?? 0) >= RETURNED_DAYS - 1;
}

function detailOf({ type, data }: ProviderEvent): string | null {
  const said = data.bounce?.message ?? data.failed?.reason ?? data.suppressed?.message;
  if (type === "email.suppressed") return `suppressed: ${said ?? ""}`.slice(0, 500);
  return said?.slice(0, 500) ?? null;
}
