import { sql } from "drizzle-orm";
import { z } from "zod";
import { versionAt } from "@/db/schema";
import type { Tx } from "../../ctx";
import { hasTyped, isSearch } from "../../lists/search";

const rows = z.array(
  z.object({
    slug: z.string(),
    name: z.string(),
    solutionArea: z.string(),
    hasCustomers: z.boolean(),
  }),
);

/** K5: the engagements whose name or solution area, as the programme calls it, fits what was typed, by name. */
export async function findEngagements(
  tx: Tx,
  { q, most }: { q: string; most: number },
): Promise<z.output<typeof rows>> {
  if (!isSearch(q)) return [];
  const fits = hasTyped(sql`search_text(v.name || ' ' || w.label_en || ' ' || w.label_nl)`, q);
  const found = await tx.db.execute(sql`
    select e.slug, v.name, e.solution_area as "solutionArea", p.with_customers as "hasCustomers"
    from engagements e join partner_roles p on p.key = e.partner_role join solution_areas w on w.key = e.solution_area
    join engagement_versions v on v.id = ${versionAt(sql`e.id`, sql`${tx.now.toISOString()}`)}
    where ${fits} order by v.name limit ${most}`);
  return rows.parse(found.rows);
}
