import { desc, eq } from "drizzle-orm";
import { associations, consentRequests, emails, reminders } from "@/db/schema";
import { record } from "../audit/record";
import { transaction, type Ctx, type System, type Tx } from "../ctx";
import { workshopFacts, type WorkshopFacts } from "./facts";
import { postReminder } from "./post-reminder";
import { isLive } from "./queries";
import { lockTenantOf } from "./lock-tenant";
import { takenSince } from "./rivals.queries";
import { closeOwnContact } from "./contacts/close-own";
import { getRelease, standingOf } from "./contacts/queries";
import { dueReminder, type Clock, type ReminderKind } from "./remind.rules";
import { tellRound } from "./tell-round";

type Round = WorkshopFacts;
type Asked = { due: Date; since: Date; request?: typeof consentRequests.$inferSelect };

/**
 * Writes one reminder about one round, if it is still due now that nobody else can change the round.
 * The row in `reminders` makes it one, whoever runs at the same time.
 * @returns whether one was written
 */
export async function remindRound(
  ctx: Ctx<System>,
  kind: ReminderKind,
  id: string,
): Promise<boolean> {
  return transaction(ctx, async (tx) => {
    await lock(tx, id);
    const round = await workshopFacts(tx, id);
    const asked = round.endedAt === null ? await whatIsAsked(tx, kind, round) : null;
    const due = asked && dueReminder(kind, clockOf(asked, round, tx.now));
    if (!asked || !due) return false;
    const [won] = await tx.db
      .insert(reminders)
      .values({
        partnerId: round.partnerId,
        associationId: id,
        kind,
        daysBefore: due.step,
        dueAt: asked.due,
        createdAt: tx.now,
      })
      .onConflictDoNothing()
      .returning({ id: reminders.id });
    if (!won) return false;
    await write(tx, { kind, round, asked, daysLeft: due.daysLeft });
    await record(tx, {
      event: "consent.reminded",
      subjectId: id,
      partnerId: round.partnerId,
      data: { kind, daysBefore: due.step, daysLeft: due.daysLeft },
    });
    return true;
  });
}

/** P25: of a new day its reader was told when the round was extended; it has reminders of its own. */
function clockOf({ due, since }: Asked, { extendedAt, workshop }: Round, now: Date): Clock {
  const told = extendedAt !== null && extendedAt > since ? extendedAt : since;
  return { due, since: told, now, zone: workshop.timeZone };
}

/** The tenant's lock comes before the row's, as everywhere. */
async function lock(tx: Tx, id: string): Promise<void> {
  const mine = eq(associations.id, id);
  await lockTenantOf(tx, id);
  await tx.db.select({ id: associations.id }).from(associations).where(mine).for("update");
}

/** The deadline and since when its reader knows of it; null: there is nothing to remind of. */
async function whatIsAsked(tx: Tx, kind: ReminderKind, round: Round): Promise<Asked | null> {
  const { consentDueAt, consentedAt, deliveryDueAt } = round;
  if (kind === "delivery") {
    const open = consentedAt !== null && deliveryDueAt !== null && round.submittedAt === null;
    return open ? { due: deliveryDueAt, since: consentedAt } : null;
  }
  if (consentedAt !== null || (await takenSince(tx, round)) !== null) return null;
  if (kind === "not_sent") {
    return round.requestedAt === null ? { due: consentDueAt, since: round.createdAt } : null;
  }
  const [request] = await tx.db.select().from(consentRequests).where(isLive(round.associationId));
  if (!request?.remindersOn) return null;
  const standing = standingOf(await getRelease(tx, request));
  if (standing === "waiting" || standing === "refused") return null;
  if (await closeOwnContact(tx, request, { ...round, id: round.associationId })) return null;
  const [last] = await tx.db
    .select({ createdAt: emails.createdAt, state: emails.state })
    .from(emails)
    .where(eq(emails.associationId, round.associationId))
    .orderBy(desc(emails.createdAt))
    .limit(1);
  if (last && ["bounced", "complained", "failed"].includes(last.state)) return null;
  const since = last && last.createdAt > request.sentAt ? last.createdAt : request.sentAt;
  return { due: consentDueAt, since, request };
}

async function write(
  tx: Tx<System>,
  {
    kind,
    round,
    asked,
    daysLeft,
  }: { kind: ReminderKind; round: Round; asked: Asked; daysLeft: number },
): Promise<void> {
  const { workshop, engagementSlug, associationId } = round;
  if (kind === "answer") {
    if (asked.request) await postReminder(tx, { facts: round, request: asked.request, daysLeft });
  } else if (kind === "not_sent") {
    const consentDueAt = asked.due.toISOString();
    const variables = { ...workshop, associationId, engagementSlug, consentDueAt, daysLeft };
    await tellRound(tx, associationId, "partner-not-sent", variables);
  } else {
    const deliveryDueAt = asked.due.toISOString();
    const variables = { ...workshop, associationId, engagementSlug, deliveryDueAt, daysLeft };
    await tellRound(tx, associationId, "partner-delivery-due", variables);
  }
}
