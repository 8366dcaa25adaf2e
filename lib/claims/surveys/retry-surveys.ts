import { desc, eq, sql } from "drizzle-orm";
import { claimSurveys, emails, workshopClaims } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { getRelease, standingOf } from "../../consent/contacts/queries";
import { lockTenantOf } from "../../consent/lock-tenant";
import { FIRST_HOUR, LAST_HOUR } from "../../consent/remind.rules";
import { reading, transaction, type Ctx, type System } from "../../ctx";
import { dateIn } from "../../time/deadline";
import { isOpen, statusAt } from "../rules";
import { closeOwnSurvey } from "./close-own";
import { postSurvey } from "./post-survey";

type Due = { id: string; claimId: string; associationId: string };

/**
 * D21, as reminders do for a consent: mails a customer survey anew, with a link of its own, on a day after
 * its last e-mail came back for now. After the third such day the address takes none, and nothing is
 * tried any more. Safe to run twice, late or in parallel. What fails for one stops no other; it is thrown
 * at the end.
 */
export async function retrySurveys(ctx: Ctx): Promise<void> {
  authorize(ctx, "schedule.run");
  const failures: unknown[] = [];
  for (const due of await listDue(ctx)) {
    try {
      await retry(ctx, due);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, "surveys were not tried again");
}

function listDue(ctx: Ctx<System>): Promise<Due[]> {
  return reading(ctx, async (tx) => {
    const now = sql`${tx.now.toISOString()}::timestamptz`;
    const { rows } = await tx.db.execute<Due>(sql`
      select s.id, s.claim_id as "claimId", c.association_id as "associationId"
      from emails e join claim_surveys s on s.partner_id = e.partner_id and s.id = e.survey_id
      join workshop_claims c on c.partner_id = s.partner_id and c.id = s.claim_id
      where e.state = 'returned' and e.created_at > ${now} - interval '30 days'
        and s.kind = 'customer' and s.answered_at is null and s.replaced_at is null and s.closed_at is null
        and c.status in ('editing', 'action_required')
        and (e.state_at at time zone c.time_zone)::date < (${now} at time zone c.time_zone)::date
        and extract(hour from ${now} at time zone c.time_zone) between ${FIRST_HOUR} and ${LAST_HOUR}
        and not exists (select from emails later where later.partner_id = e.partner_id
          and later.survey_id = e.survey_id and later.created_at > e.created_at)
      limit 500`);
    return rows;
  });
}

async function retry(ctx: Ctx<System>, { id, claimId, associationId }: Due): Promise<void> {
  await transaction(ctx, async (tx) => {
    await lockTenantOf(tx, associationId);
    const mine = eq(workshopClaims.id, claimId);
    const [claim] = await tx.db.select().from(workshopClaims).where(mine).for("update");
    const [survey] = await tx.db.select().from(claimSurveys).where(eq(claimSurveys.id, id));
    const [last] = await tx.db
      .select({ state: emails.state, stateAt: emails.stateAt })
      .from(emails)
      .where(eq(emails.surveyId, id))
      .orderBy(desc(emails.createdAt), desc(emails.id))
      .limit(1);
    if (!claim || !survey || last?.state !== "returned") return;
    const { timeZone, partnerId } = claim;
    if (dateIn(last.stateAt, timeZone) >= dateIn(tx.now, timeZone)) return;
    const over = survey.answeredAt ?? survey.replacedAt ?? survey.closedAt;
    if (over !== null || !isOpen(statusAt(claim, tx.now))) return;
    const standing = standingOf(await getRelease(tx, survey));
    if (standing === "waiting" || standing === "refused") return;
    if ((await closeOwnSurvey(tx, survey, claim)) !== null) return;
    const { emailId, linkId } = await postSurvey(tx, claim, survey);
    const { kind, recipientEmail } = survey;
    await record(tx, {
      event: "survey.resent",
      subjectId: claimId,
      partnerId,
      data: { surveyId: id, kind, recipientEmail, emailId, linkId },
    });
  });
}
