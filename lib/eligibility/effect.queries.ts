import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { CustomerCriterion, MetricCriterion } from "@/db/schema";
import type { Operator, Tx } from "../ctx";

export type CustomerRulesAsked = {
  customerCriteria: readonly CustomerCriterion[];
  customerCountries: readonly string[] | null;
};

const counts = z.object({ met: z.coerce.number(), known: z.coerce.number(), all: z.coerce.number() }); // prettier-ignore
export type TenantCounts = z.output<typeof counts>;

/**
 * P11: how many tenants meet these criteria now, of how many whose figures are known, of how many there are: right to the
 * tenant, as `tenantEligibility` has it (S11). One statement.
 */
export async function countMeeting(
  tx: Pick<Tx, "db">,
  rules: CustomerRulesAsked,
): Promise<TenantCounts> {
  const { facts, met, known } = asked(rules);
  const { rows } = await tx.db.execute(sql`
    select count(*) filter (where ${met}) as met, count(*) filter (where ${known}) as known, count(*) as "all"
    from tenants t left join (${facts(sql`true`)}) f on f.tenant_id = t.id where t.merged_into is null`);
  return counts.parse(rows[0]);
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
 * consented nor are taken, for of the others the criteria decide nothing.
 */
export async function listCustomerEffects(
  tx: Tx<Operator>,
  engagementId: string,
  rules: CustomerRulesAsked,
): Promise<CustomerEffect[]> {
  const { facts, met } = asked(rules);
  const own = sql`tenant_id in (select c.tenant_id from customers c where c.engagement_id = ${engagementId})`;
  const moves = sql`c.consented_at is null and c.claim_status is null and c.taken is null`;
  const { rows } = await tx.db.execute(sql`
    select c.partner_id as "partnerId", p.name as "partnerName", count(*) as known,
      count(*) filter (where ${moves} and ${met} and not c.criteria_met) as gains,
      count(*) filter (where ${moves} and not ${met} and c.criteria_met) as loses,
      count(*) filter (where ${moves} and ${met} <> c.criteria_met and c.association_id is not null) as rounds
    from customers c join partners p on p.id = c.partner_id join tenants t on t.id = c.tenant_id
      left join (${facts(own)}) f on f.tenant_id = t.id
    where c.engagement_id = ${engagementId}
    group by c.partner_id, p.name order by p.name, c.partner_id`);
  return changes.parse(rows);
}

/** The figures that criteria ask for, each of its latest month; whether they are met; whether all are known. */
function asked({ customerCriteria, customerCountries }: CustomerRulesAsked) {
  const all = customerCriteria.flatMap((one) => ("anyOf" in one ? one.anyOf : [one]));
  const metrics = [...new Set(all.map(({ metric }) => metric))];
  const column = (metric: string) => sql`f.${sql.identifier(`m${metrics.indexOf(metric)}`)}`;
  const one = ({ metric, operator, value }: MetricCriterion) =>
    sql`coalesce(${column(metric)} ${operators[operator]} ${String(value)}::numeric, false)`;
  const each = customerCriteria.map((rule) =>
    "anyOf" in rule ? sql`(${sql.join(rule.anyOf.map(one), sql` or `)})` : one(rule),
  );
  const country =
    customerCountries === null ? [] : [sql`coalesce(t.country = any(${sql.param(customerCountries)}::text[]), false)`]; // prettier-ignore
  const allOf = (parts: SQL[]) => (parts.length === 0 ? sql`true` : sql`(${sql.join(parts, sql` and `)})`); // prettier-ignore
  return {
    met: allOf([sql`t.barred_for is null`, ...each, ...country]),
    known: allOf(metrics.map((metric) => sql`${column(metric)} is not null`)),
    facts: (which: SQL) => {
      const latest = metrics.map(
        // The newest month wins, and brings its figure along: nothing is sorted.
        (
          metric,
          n,
        ) => sql`, (max(array[month - '2000-01-01'::date, (metrics ->> ${metric}::text)::numeric])
          filter (where metrics ? ${metric}::text))[2] as ${sql.identifier(`m${n}`)}`,
      );
      return sql`select tenant_id ${sql.join(latest, sql``)} from tenant_usage where ${which} group by tenant_id`;
    },
  };
}

const operators: Record<MetricCriterion["operator"], SQL> = {
  ">=": sql`>=`,
  "<=": sql`<=`,
  ">": sql`>`,
  "<": sql`<`,
  "=": sql`=`,
};
