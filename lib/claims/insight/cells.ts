import { sql, type SQL } from "drizzle-orm";
import { locationsOf, type Operator, type PartnerUser, type Tx } from "../../ctx";
import { holds, type Period } from "./rules";
import type { Grouping, InsightQuery, InsightRowsQuery, PlotName } from "./schema";

export type Asked = InsightQuery & { period: Period };

/**
 * K8: what each plot says of a round `l` of `round_days`: the part that it stands in (null: none), and the first day of the month or week that it counts in. The sums and
 * the lists behind them read these, and nothing else: that is why they are equal.
 */
export function plotsIn({
  period: { from, until },
}: Asked): Record<PlotName, { part: SQL; time: SQL }> {
  const first = sql`${from}::date`;
  const last = sql`${until}::date`;
  const began = sql`not l.imported and l.begun_day >= ${first}`;
  const begun = month(sql`l.begun_day`);
  return {
    funnel: {
      part: sql`case when ${began} then case when l.paid_day is not null then 'paid' when l.approved_day is not null then 'approved'
        when l.submitted_day is not null then 'submitted' when l.consented_day is not null then 'consented'
        when l.asked_day is not null then 'asked' else 'begun' end end`,
      time: begun,
    },
    consent: {
      part: sql`case when ${began} and l.asked_day is not null then case when l.consented_day is not null then 'consented'
        when l.end_reason = 'declined' then 'declined' when l.end_reason = 'consent_expired' or l.due_day < ${last} then 'expired'
        when l.end_reason is not null then 'stopped' else 'open' end end`,
      time: begun,
    },
    answer: {
      part: sql`case when ${began} then ${within(answerDays, "d", [1, 3, 7, 14, 30])} end`,
      time: begun,
    },
    payment: {
      part: sql`case when l.paid_day >= ${first} then ${within(paymentDays, "p", [14, 30, 60, 90])} end`,
      time: month(sql`l.paid_day`),
    },
    money: {
      part: sql`case when l.payout_minor is null then null when l.paid_day is not null then case when l.paid_day >= ${first} then 'earned' end
        when l.claim_status in ('submitted', 'under_review', 'disputed', 'approved') then 'waiting'
        when l.clock in ('delivery', 'action', 'dispute') and l.due_day >= ${last} then 'at_risk' end`,
      time: month(sql`case when l.paid_day is not null then l.paid_day when l.claim_status in ('submitted', 'under_review', 'disputed', 'approved')
        then l.submitted_day else l.due_day end`),
    },
    deadlines: {
      part: sql`case when l.due_day >= ${last} then l.clock end`,
      time: sql`case when l.due_day < date_trunc('week', ${last})::date + 84 then date_trunc('week', l.due_day)::date else 'infinity' end`,
    },
  };
}

const month = (day: SQL) => sql`date_trunc('month', ${day})::date`;

/** The key of a month or a week by its first day; of what comes after all weeks, `later`. */
export function timeKey(plot: PlotName, first: SQL): SQL {
  if (plot !== "deadlines") return sql`to_char(${first}, 'YYYY-MM')`;
  return sql`case when ${first} = 'infinity' then 'later' else to_char(${first}, 'YYYY-MM-DD') end`;
}

export const answerDays = sql`(l.consented_day - l.asked_day)`;
export const paymentDays = sql`(l.paid_day - l.submitted_day)`;

/** Days, as the first of these that they are not more than. */
function within(days: SQL, name: string, most: readonly number[]): SQL {
  const arms = most.map(
    (limit) =>
      sql`when ${days} <= ${sql.raw(String(limit))} then ${sql.raw(`'${name}${String(limit)}'`)}`,
  );
  return sql`case ${sql.join(arms, sql` `)} when ${days} is not null then ${sql.raw(`'${name}more'`)} end`;
}

/** That a row `l` is how a round stood on the day, for who asks, and fits the filters. */
export function asOf({ actor }: Tx<PartnerUser | Operator>, asked: Asked): SQL {
  const { period, engagement, area, location, partner, country } = asked;
  const all = [
    period.now
      ? sql`l.until_day = 'infinity'`
      : sql`l.day <= ${period.until}::date and l.until_day > ${period.until}::date`,
  ];
  if (actor.kind === "partner") {
    const places = locationsOf(actor);
    all.push(sql`l.partner_id = ${actor.partnerId}::uuid`);
    if (places !== "*") all.push(sql`l.location_id = any(${sql.param([...places])}::uuid[])`);
  } else {
    if (partner !== "") all.push(sql`l.partner_id = ${partner}::uuid`);
    if (country !== "") all.push(groupIs("country", country));
  }
  if (engagement !== "")
    all.push(sql`l.engagement_id in (select e.id from engagements e where e.slug = ${engagement})`);
  if (area !== "") all.push(groupIs("area", area));
  if (location !== "")
    all.push(sql`l.location_id in (select o.id from locations o where o.mpn_id = ${location})`);
  return sql.join(all, sql` and `);
}

/** The id that the rows of a grouping are told apart by, before it is known what it stands for. */
export const idOf: Record<Exclude<Grouping, "time">, SQL> = {
  engagement: sql`l.engagement_id`,
  area: sql`l.engagement_id`,
  location: sql`l.location_id`,
  country: sql`l.location_id`,
  partner: sql`l.partner_id`,
};

/** The key of a group by that id. */
export function keyOf(by: Exclude<Grouping, "time">, id: SQL): SQL {
  if (by === "area") return sql`(select e.solution_area from engagements e where e.id = ${id})`;
  if (by === "country") return sql`(select o.country from locations o where o.id = ${id})`;
  return sql`${id}::text`;
}

function groupIs(by: Exclude<Grouping, "time">, key: string): SQL {
  if (by === "area")
    return sql`l.engagement_id in (select e.id from engagements e where e.solution_area = ${key})`;
  if (by === "country")
    return sql`l.location_id in (select o.id from locations o where o.country = ${key})`;
  return sql`${idOf[by]}::text = ${key}`;
}

/** That a row `l`, which stood so, is in the part of the plot that a list is asked for. */
export function isInPart(asked: Asked & InsightRowsQuery): SQL {
  const { plot, part, by, group, currency } = asked;
  const { part: stands, time } = plotsIn(asked)[plot];
  const all = [sql`(${stands}) = any(${sql.param([...holds(plot, part)])}::text[])`];
  if (group !== "")
    all.push(by === "time" ? sql`(${timeKey(plot, time)}) = ${group}` : groupIs(by, group));
  if (plot === "money" && currency !== "") all.push(sql`l.currency = ${currency}`);
  return sql.join(all, sql` and `);
}
