import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { CustomerCriterion, MetricCriterion } from "@/db/schema";
import type { Operator, Tx } from "../ctx";
import { databaseError } from "../errors";

export type CustomerRulesAsked = {
  customerCriteria: readonly CustomerCriterion[];
  customerCountries: readonly string[] | null;
};

const counts = z.object({
  met: z.coerce.number(),
  known: z.coerce.number(),
  all: z.coerce.number(),
});
/** `estimate`: of a sample, for all of them could not be looked at in time. */
export type TenantCounts = z.output<typeof counts> & { estimate: boolean };

/** How long a page waits for all tenants to be counted, and of how many it makes an estimate else. */
const EXACT_MS = 1_500;
const SAMPLE = 10_000;

/**
 * P11: how many tenants meet these criteria now, of how many whose figures are known, of how many there are: right to the
 * tenant, as `tenantEligibility` has it (S11), or an estimate that says so, when that takes longer than `within`.
 */
export async function countMeeting(
  tx: Pick<Tx, "db">,
  rules: CustomerRulesAsked,
  { within = EXACT_MS, sample = SAMPLE }: { within?: number; sample?: number } = {},
): Promise<TenantCounts> {
  const { facts, met, known } = asked(rules);
  const counted = async (tenants: SQL) => {
    const { rows } = await tx.db.execute(sql`
      select count(*) filter (where ${met}) as met, count(*) filter (where ${known}) as known, count(*) as "all"
      from ${tenants} ${facts} where t.merged_into is null`);
    return counts.parse(rows[0]);
  };
  // Most tenants have all their figures in the newest month: it is read in one go.
  const newest = sql`tenants t left join tenant_usage u on u.tenant_id = t.id and u.month = (select max(month) from tenant_usage)`;
  const exact = await inTime(tx, within, () => counted(newest));
  if (exact) return { ...exact, estimate: false };
  const { rows } = await tx.db.execute(
    sql`select count(*) as n from tenants where merged_into is null`,
  );
  const all = z.coerce.number().parse(rows[0]?.n);
  const share = Math.min(100, (sample / Math.max(1, all)) * 100);
  const some =
    await counted(sql`(select *, null::jsonb as metrics from tenants tablesample bernoulli (${share}) repeatable (1)) t
    cross join lateral (select t.metrics) u`);
  const scaled = (count: number) => Math.round((count / Math.max(1, some.all)) * all);
  return { met: scaled(some.met), known: scaled(some.known), all, estimate: true };
}

/** What is read in this time; null: it took longer. */
async function inTime<T>(
  tx: Pick<Tx, "db">,
  within: number,
  read: () => Promise<T>,
): Promise<T | null> {
  await tx.db.execute(sql`savepoint in_time`);
  let found: T | null = null;
  try {
    await tx.db.execute(sql`select set_config('statement_timeout', ${String(within)}, true)`);
    found = await read();
  } catch (error) {
    if (databaseError(error)?.code !== "57014") throw error;
  }
  // With it goes the bound.
  await tx.db.execute(sql`rollback to savepoint in_time`);
  await tx.db.execute(sql`release savepoint in_time`);
  return found;
}

const changes = z.array(
  z.object({
    partnerId: z.string(),
    partnerName: z.string(),
    known: z.coerce.number(),
    gains: z.coerce.number(),
    loses: z.coerce.number(),
    rounds: z.coerce.number(),
  }),
);
/** Of one partner: how many known customers there are, how many gain and lose eligibility, and how many of those are open rounds. */
export type CustomerEffect = z.output<typeof changes>[number];

/**
 * P11, P12: what these criteria would change on the Customers pages of an engagement, by partner: rows that neither
 * consented nor are taken, for of the others the criteria decide nothing. Before an engagement is opened its lists are
 * empty: counted is who comes into them then (S6).
 */
export async function listCustomerEffects(
  tx: Tx<Operator>,
  engagementId: string,
  rules: CustomerRulesAsked,
): Promise<CustomerEffect[]> {
  const { facts, met } = asked(rules);
  const moves = sql`c.consented_at is null and c.claim_status is null and c.taken is null`;
  const { rows } = await tx.db.execute(sql`
    select c.partner_id as "partnerId", p.name as "partnerName", count(*) as known,
      count(*) filter (where ${moves} and ${met} and not c.criteria_met) as gains,
      count(*) filter (where ${moves} and not ${met} and c.criteria_met) as loses,
      count(*) filter (where ${moves} and ${met} <> c.criteria_met and c.association_id is not null) as rounds
    from (
      select partner_id, tenant_id, association_id, consented_at, claim_status, taken, criteria_met
      from customers where engagement_id = ${engagementId}
      union all select k.partner_id, k.tenant_id, null, null, null, null, false from known_customers k
        join engagements e on e.id = ${engagementId} and e.opened_at is null
        join partner_roles r on r.key = e.partner_role and r.with_customers) c
      join partners p on p.id = c.partner_id join tenants t on t.id = c.tenant_id
      cross join (select null::jsonb as metrics) u ${facts}
    group by c.partner_id, p.name order by p.name, c.partner_id`);
  return changes.parse(rows);
}

/** The figures that criteria ask for, each of its latest month; whether they are met; whether they are known. */
function asked({ customerCriteria, customerCountries }: CustomerRulesAsked) {
  const all = customerCriteria.flatMap((one) => ("anyOf" in one ? one.anyOf : [one]));
  const metrics = [...new Set(all.map(({ metric }) => metric))];
  const column = (metric: string) => sql`f.${sql.identifier(`m${metrics.indexOf(metric)}`)}`;
  const one = ({ metric, operator, value }: MetricCriterion) =>
    sql`coalesce(${column(metric)} ${operators[operator]} ${String(value)}::numeric, false)`;
  const isKnown = ({ metric }: MetricCriterion) => sql`${column(metric)} is not null`;
  const each = (of: (criterion: MetricCriterion) => SQL) =>
    customerCriteria.map((rule) =>
      "anyOf" in rule ? sql`(${sql.join(rule.anyOf.map(of), sql` or `)})` : of(rule),
    );
  const country =
    customerCountries === null
      ? []
      : [sql`coalesce(t.country = any(${sql.param(customerCountries)}::text[]), false)`];
  const allOf = (parts: SQL[]) =>
    parts.length === 0 ? sql`true` : sql`(${sql.join(parts, sql` and `)})`;
  return {
    met: allOf([sql`t.barred_for is null`, ...each(one), ...country]),
    // Of a group one figure is enough, as one is to meet it.
    known: allOf(each(isKnown)),
    // What `u` does not have is looked for in the newest month that has it.
    facts: sql`cross join lateral (select true as one ${sql.join(
      metrics.map(
        (metric, n) => sql`, coalesce((u.metrics ->> ${metric}::text)::numeric,
        (select (o.metrics ->> ${metric}::text)::numeric from tenant_usage o where o.tenant_id = t.id and o.metrics ? ${metric}::text
          order by o.month desc limit 1)) as ${sql.identifier(`m${n}`)}`,
      ),
      sql``,
    )} offset 0) f`,
  };
}

const operators: Record<MetricCriterion["operator"], SQL> = {
  ">=": sql`>=`,
  "<=": sql`<=`,
  ">": sql`>`,
  "<": sql`<`,
  "=": sql`=`,
};
