import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { versionAt } from "@/db/schema";
import type { Operator, PartnerUser, Tx } from "../../ctx";
import {
  answerDays,
  asOf,
  idOf,
  isInPart,
  keyOf,
  paymentDays,
  plotsIn,
  timeKey,
  type Asked,
} from "./cells";
import type { Cell } from "./rules";
import { parts, plots, type InsightRowsQuery } from "./schema";

const cell = z.object({
  plot: z.enum(plots),
  axis: z.enum(["time", "group"]),
  key: z.string(),
  part: z.enum(parts),
  currency: z.string().nullable(),
  count: z.number(),
  minor: z.coerce.number(),
  days: z.coerce.number(),
});

/**
 * K8: how many rounds stand in each part of each plot, by time and by what is asked. The rounds are gone through once:
 * what stands alike is counted together, and the plots are made of those counts.
 */
export async function countRounds(tx: Tx<PartnerUser | Operator>, asked: Asked): Promise<Cell[]> {
  const { funnel, consent, answer, payment, money, deadlines } = plotsIn(asked);
  // What stands alike are a few hundred kinds, which the planner takes for as many as there are rounds, and would sort them.
  await tx.db.execute(
    sql`select set_config('enable_sort', 'off', true), set_config('jit', 'off', true)`,
  );
  const id = asked.by === "time" ? sql`null::uuid` : idOf[asked.by];
  const { rows } = await tx.db.execute(sql`
    with cube as materialized (
      select ${id} as id, ${funnel.time} as begun, ${funnel.part} as funnel, ${consent.part} as consent, ${answer.part} as answer,
        ${payment.part} as payment, ${payment.time} as paid, ${money.part} as money, ${money.time} as earned, ${deadlines.part} as deadlines,
        ${deadlines.time} as week, l.currency, count(*) as n, sum(l.payout_minor) as minor, sum(${answerDays}) as answer_days,
        sum(${paymentDays}) as payment_days
      from round_days l where ${asOf(tx, asked)}
      group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
    named as (select c.*, ${asked.by === "time" ? sql`null` : keyOf(asked.by, sql`c.id`)} as key from cube c)
    ${sql.join(
      axes(asked).flatMap((axis) => [
        arm("funnel", axis, { time: sql`begun` }),
        arm("consent", axis, { time: sql`begun` }),
        arm("answer", axis, { time: sql`begun`, days: sql`answer_days` }),
        arm("payment", axis, { time: sql`paid`, days: sql`payment_days` }),
        arm("money", axis, { time: sql`earned`, currency: sql`currency` }),
        arm("deadlines", axis, { time: sql`week` }),
      ]),
      sql` union all `,
    )}`);
  return z.array(cell).parse(rows);
}

const axes = ({ by }: Asked): Cell["axis"][] => (by === "time" ? ["time"] : ["time", "group"]);

function arm(
  plot: Cell["plot"],
  axis: Cell["axis"],
  { time, currency = sql`null`, days = sql`0` }: { time: SQL; currency?: SQL; days?: SQL },
): SQL {
  const part = sql.identifier(plot);
  return sql`select ${sql.raw(`'${plot}'`)} as plot, ${sql.raw(`'${axis}'`)} as axis, ${axis === "time" ? timeKey(plot, time) : sql`key`} as key, ${part} as part,
    ${currency} as currency, sum(n)::int as count, coalesce(sum(minor), 0)::text as minor, coalesce(sum(${days}), 0)::text as days
    from named where ${part} is not null group by 3, 4, 5`;
}

/** How many deadlines run out within two weeks of the day, counted in days. */
export async function countSoon(tx: Tx<PartnerUser | Operator>, asked: Asked): Promise<number> {
  const { part } = plotsIn(asked).deadlines;
  const { rows } = await tx.db.execute(sql`
    select count(*)::int as soon from round_days l where ${asOf(tx, asked)} and (${part}) is not null
      and l.due_day <= ${asked.period.until}::date + 14`);
  return z.array(z.object({ soon: z.number() })).parse(rows)[0]?.soon ?? 0;
}

const behind = z.object({
  count: z.number(),
  currency: z.string().nullable(),
  minor: z.coerce.number(),
});

/** How many rounds are in a part, and what they pay, by currency. */
export async function countBehind(
  tx: Tx<PartnerUser | Operator>,
  asked: Asked & InsightRowsQuery,
): Promise<z.output<typeof behind>[]> {
  const { rows } = await tx.db.execute(sql`
    select count(*)::int as count, l.currency, coalesce(sum(l.payout_minor), 0)::text as minor
    from round_days l where ${asOf(tx, asked)} and ${isInPart(asked)} group by 2 order by 2`);
  return z.array(behind).parse(rows);
}

const named = z.object({
  engagements: z.array(
    z.object({ id: z.string(), slug: z.string(), name: z.string(), area: z.string() }),
  ),
  locations: z.array(
    z.object({ id: z.string(), mpnId: z.string(), name: z.string(), country: z.string() }),
  ),
  /** Of staff alone, a thousand at most. */
  partners: z.array(z.object({ id: z.string(), name: z.string() })),
  areas: z.array(z.object({ key: z.string(), en: z.string(), nl: z.string() })),
});
export type InsightNames = z.output<typeof named>;

/** What the figures are told apart by, with their names: the engagements with customers, the reader's locations, for staff the partners. */
export async function getInsightNames(
  tx: Tx<PartnerUser | Operator>,
  { partner }: { partner: string },
): Promise<InsightNames> {
  const mine = tx.actor.kind === "partner" ? tx.actor.partnerId : partner;
  const ofMine = mine === "" ? sql`false` : sql`o.partner_id = ${mine}::uuid`;
  const { rows } = await tx.db.execute(sql`select
    (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'slug', e.slug, 'name', v.name, 'area', e.solution_area) order by v.name), '[]')
      from engagements e join engagement_versions v on v.id = ${versionAt(sql`e.id`, sql`${tx.now.toISOString()}`)}) as engagements,
    (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'mpnId', o.mpn_id, 'name', o.name, 'country', o.country) order by o.name, o.id), '[]')
      from locations o where ${ofMine}) as locations,
    (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.name, p.id), '[]')
      from (select p.id, p.name from partners p where ${tx.actor.kind === "operator" ? sql`true` : sql`false`} order by p.name, p.id limit 1000) p) as partners,
    (select coalesce(jsonb_agg(jsonb_build_object('key', s.key, 'en', s.label_en, 'nl', s.label_nl) order by s.key), '[]')
      from solution_areas s) as areas`);
  const [found] = z.array(named).parse(rows);
  return found ?? { engagements: [], locations: [], partners: [], areas: [] };
}
