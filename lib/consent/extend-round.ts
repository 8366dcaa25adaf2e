import { sql } from "drizzle-orm";
import { z } from "zod";
import { authorize } from "../access/authorize";
import { listHistoryOf } from "../audit/history";
import { record } from "../audit/record";
import { changedBy } from "../changes";
import { transaction, type Ctx, type Operator, type Tx } from "../ctx";
import { Refusal } from "../errors";
import { post } from "../mail/post";
import { daysBetween, endOfDay, lastDate } from "../time/deadline";
import { findAsked } from "./asked/queries";
import { mostExtended, runningClock, whyNotExtend, type Running } from "./extend-round.rules";
import { roundOf, workshopFacts, type WorkshopFacts } from "./facts";
import { lockTenantOf } from "./lock-tenant";
import type { ExtendRoundInput } from "./schema";
import { tellRound } from "./tell-round";

const moved = z.array(
  z.object({ due_at: z.coerce.date(), review_due_at: z.coerce.date().nullable() }),
);

/**
 * P25: a partner manager moves the deadline of a round that runs now, for the customer's answer or else for the
 * delivery, to a later calendar day there, also while the company is suspended. The review of its claim moves by
 * the same days. The partner's people are told, with the reason; a contact whose answer is awaited is told the day.
 * Refuses with `not_found`, `own_company`, `round_ended`, `expired`, `claim_closed`, `extension_earlier`,
 * `extension_far`, and with `changed_meanwhile` when the deadline is not `seen` any more.
 */
export async function extendRound(ctx: Ctx, input: ExtendRoundInput): Promise<void> {
  authorize(ctx, "partners.manage");
  await transaction(ctx, async (tx) => {
    if (!(await lockTenantOf(tx, input.round))) throw new Refusal("not_found");
    const facts = await workshopFacts(tx, input.round);
    if (facts.partnerId !== input.partner) throw new Refusal("not_found");
    if (tx.actor.companies.includes(facts.partnerId)) throw new Refusal("own_company");
    const why = whyNotExtend(facts, tx.now);
    if (why !== null) throw new Refusal(why);
    const running = runningClock(facts);
    if (running.due.toISOString() !== input.seen) throw await changed(tx, facts, running);
    const days = daysOf(facts, running, input.lastDay);
    const [stands] = moved.parse(
      (
        await tx.db.execute(sql`select * from extend_round(${facts.partnerId}, ${input.round},
          ${input.seen}::timestamptz, ${input.lastDay}::date, ${tx.now.toISOString()}::timestamptz)`)
      ).rows,
    );
    if (!stands) throw await changed(tx, facts, running);
    const asked = running.kind === "consent" ? await findAsked(tx, input.round) : null;
    const told = {
      kind: running.kind,
      wasDueAt: running.due.toISOString(),
      dueAt: stands.due_at.toISOString(),
      reason: input.reason,
    };
    await tellRound(tx, input.round, "partner-extended", {
      ...facts.workshop,
      ...told,
      associationId: input.round,
      engagementSlug: facts.engagementSlug,
    });
    if (asked) await tellContact(tx, facts, asked, told);
    await record(tx, {
      event: "round.extended",
      subjectId: input.round,
      partnerId: facts.partnerId,
      data: {
        ...told,
        days,
        lastDayBefore: lastDate(running.due, facts.workshop.timeZone),
        lastDay: input.lastDay,
        reviewDueAt: stands.review_due_at?.toISOString() ?? null,
        toldRequestId: asked?.id ?? null,
      },
    });
  });
}

/** By how many calendar days this day is later. */
function daysOf({ workshop }: WorkshopFacts, { due }: Running, lastDay: string): number {
  const { timeZone } = workshop;
  const days = daysBetween(due, endOfDay(lastDay, timeZone), timeZone);
  if (days < 1) throw new Refusal("extension_earlier", { field: "lastDay" });
  if (days > mostExtended)
    throw new Refusal("extension_far", { field: "lastDay", params: { max: mostExtended } });
  return days;
}

/** Somebody was first: another extended it, or the customer answered. */
async function changed(
  tx: Tx<Operator>,
  { partnerId, associationId, workshop }: WorkshopFacts,
  { due }: Running,
): Promise<Refusal> {
  const last = (await listHistoryOf(tx, partnerId, associationId)).at(-1);
  const name = last?.event === "round.extended" ? (last.who.name ?? undefined) : undefined;
  const value = lastDate(due, workshop.timeZone);
  return changedBy(name, [{ field: "lastDay", code: "stands_now", params: { value } }]);
}

async function tellContact(
  tx: Tx<Operator>,
  facts: WorkshopFacts,
  request: NonNullable<Awaited<ReturnType<typeof findAsked>>>,
  { wasDueAt, dueAt }: { wasDueAt: string; dueAt: string },
): Promise<void> {
  await post(tx, {
    template: "request-extended",
    language: request.language,
    to: request.contactEmail,
    partnerId: request.partnerId,
    round: roundOf(facts),
    variables: {
      ...facts.workshop,
      contactName: `${request.contactFirstName} ${request.contactLastName}`,
      wasDueAt,
      dueAt,
      partnerContact: {
        name: request.partnerContactName,
        email: request.partnerContactEmail,
        phone: request.partnerContactPhone,
      },
    },
  });
}
