import { sql } from "drizzle-orm";
import { z } from "zod";
import { prepared, type PartnerUser, type Tx } from "../../ctx";
import { isSearch, patterns, spellings } from "../../lists/search";

const rows = z.array(z.object({ id: z.string(), name: z.string(), domain: z.string().nullable() }));
/** A customer that a search over all workshops found, with the first of its domains. */
export type FoundCustomer = z.output<typeof rows>[number];

/**
 * K5: customers of the actor's locations, known, under way or gone, that fit what was typed, by name: the first
 * `most` that were met. One statement.
 */
export async function findCustomers(
  tx: Tx<PartnerUser>,
  { q, most }: { q: string; most: number },
): Promise<FoundCustomer[]> {
  if (!isSearch(q)) return [];
  const query = prepared(tx.db, "customers found", (db, name) =>
    db
      .select({
        found: sql<unknown>`(select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name,
            'domain', (select min(d.domain) from tenant_domains d where d.tenant_id = t.id)) order by t.name), '[]')
          from unnest(customers_found(${patterns}, ${sql.placeholder("most")}::integer)) f (id) join tenants t on t.id = f.id)`,
      })
      .from(sql`(select 1) as one`)
      .prepare(name),
  );
  for (const spelled of spellings(q)) {
    const [row] = await query.execute({ q: spelled, most });
    const found = rows.parse(row?.found);
    if (found.length > 0) return found;
  }
  return [];
}
