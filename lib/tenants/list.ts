import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Operator, Tx } from "../ctx";
import type { List, Page } from "../lists/list";
import { listPage } from "../lists/page";
import { most, patterns } from "../lists/search";

const row = z.object({
  id: z.string(),
  name: z.string(),
  country: z.string().nullable(),
  tpid: z.number().nullable(),
  domains: z.array(z.string()),
});
export type TenantRow = z.output<typeof row>;

const tenants: List<TenantRow> = {
  name: "tenants",
  table: sql`tenants`,
  id: { column: sql`l.id`, kind: "uuid" },
  own: sql`l.merged_into is null`,
  columns: sql`l.id, l.name, l.country, l.tpid,
    array(select d.domain from tenant_domains d where d.tenant_id = l.id order by d.domain) as domains`,
  row,
  search: { hits: sql`tenant_hits(${sql.placeholder("q")}, ${patterns}, ${most})` },
};

/** Tenants by name; found by words of their name, the beginning of a domain, their TPID or tenant ID. */
export function listTenants(
  tx: Tx<Operator>,
  { q, after }: { q: string; after: unknown },
): Promise<Page<TenantRow>> {
  return listPage(tx, tenants, {
    parts: [{ where: sql`true` }],
    order: { name: "name", by: sql`l.name`, kind: "text", back: false },
    after,
    size: 50,
    q,
    values: {},
    shape: "",
  });
}
