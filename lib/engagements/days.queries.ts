import { sql } from "drizzle-orm";
import { z } from "zod";
import { versionAt } from "@/db/schema";
import type { Tx } from "../ctx";
import { usualDays, type KindOfDays } from "./days.rules";

const span = z.object({ least: z.number(), most: z.number() });
export type Span = z.output<typeof span>;
const rows = z.array(
  z.object({ consentDays: span, deliveryDays: span, reviewDays: span, disputeDays: span }),
);

/**
 * D5: how many days customers' engagements give now, from the fewest to the most.
 * @param slug of one of them alone; of all where it is none. The usual days where there is nothing on offer.
 */
export async function spansOfDays(tx: Tx, slug: string): Promise<Record<KindOfDays, Span>> {
  const spanOf = (column: string) =>
    sql`json_build_object('least', min(v.${sql.identifier(column)}), 'most', max(v.${sql.identifier(column)}))`;
  const found = await tx.db.execute(sql`
    select ${spanOf("consent_days")} as "consentDays", ${spanOf("delivery_days")} as "deliveryDays",
      ${spanOf("review_days")} as "reviewDays", ${spanOf("dispute_days")} as "disputeDays"
    from engagements e cross join lateral (select e.slug = ${slug} as this) asked join partner_roles p on p.key = e.partner_role and p.with_customers
    join engagement_versions v on v.id = ${versionAt(sql`e.id`, sql`${tx.now.toISOString()}`)}
    group by asked.this order by asked.this desc limit 1`);
  const usual = Object.entries(usualDays).map(([kind, days]) => [
    kind,
    { least: days, most: days },
  ]);
  return rows.parse(found.rows)[0] ?? rows.element.parse(Object.fromEntries(usual));
}
