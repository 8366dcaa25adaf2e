import { and, eq, inArray, sql } from "drizzle-orm";
import { emailEvents, emails } from "@/db/schema";
import { authorize } from "../access/authorize";
import { transaction, type Ctx, type Tx } from "../ctx";
import { enqueue } from "../queue/enqueue";
import { isTrouble, stateOfEvent, statesBefore, type MailState } from "./rules";
import type { ProviderEvent } from "./schema";

/**
 * Takes what the provider reports of one e-mail. The same message twice is taken once; events in
 * the wrong order never move an e-mail's state backwards. When a request did not reach the
 * customer, the partner is told. An e-mail that is not ours is kept as an event alone.
 * @param messageId the provider's id of the webhook message
 * @returns whether it was new
 */
export async function takeEvent(
  ctx: Ctx,
  { messageId, event }: { messageId: string; event: ProviderEvent },
): Promise<boolean> {
  authorize(ctx, "mail.event");
  return transaction(ctx, async (tx) => {
    const emailId = await findEmail(tx, event);
    const [taken] = await tx.db
      .insert(emailEvents)
      .values({
        id: messageId,
        emailId,
        type: event.type,
        occurredAt: new Date(event.created_at),
        receivedAt: tx.now,
        detail: detailOf(event),
      })
      .onConflictDoNothing()
      .returning({ id: emailEvents.id });
    const state = stateOfEvent[event.type];
    if (taken && emailId !== null && state) await move(tx, emailId, state, event);
    return taken !== undefined;
  });
}

/** By the provider's id, or by our own, which travels along as a tag: the event may be faster. */
async function findEmail(tx: Tx, { data }: ProviderEvent): Promise<string | null> {
  const own = data.tags?.email_id;
  const [found] = await tx.db
    .select({ id: emails.id })
    .from(emails)
    .where(
      own === undefined
        ? eq(emails.providerId, data.email_id)
        : and(
            eq(emails.id, own),
            sql`coalesce(${emails.providerId}, ${data.email_id}) = ${data.email_id}`,
          ),
    );
  return found?.id ?? null;
}

async function move(tx: Tx, id: string, state: MailState, event: ProviderEvent): Promise<void> {
  const [moved] = await tx.db
    .update(emails)
    .set({
      state,
      stateAt: tx.now,
      providerId: event.data.email_id,
      sentAt: sql`coalesce(${emails.sentAt}, ${tx.now.toISOString()}::timestamptz)`,
      lastError: isTrouble(state) ? (detailOf(event) ?? state) : null,
    })
    .where(and(eq(emails.id, id), inArray(emails.state, statesBefore(state))))
    .returning({ associationId: emails.associationId });
  if (moved?.associationId && isTrouble(state))
    await enqueue(tx, "tell-undelivered", { emailId: id });
}

function detailOf({ type, data }: ProviderEvent): string | null {
  const said = data.bounce?.message ?? data.failed?.reason ?? data.suppressed?.message;
  if (type === "email.suppressed") return `suppressed: ${said ?? ""}`.slice(0, 500);
  return said?.slice(0, 500) ?? null;
}
