import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Operator, Tx } from "../ctx";
import type { FileRows } from "../lists/file";
import type { Ask, List, Page } from "../lists/list";
import { listPage } from "../lists/page";
import { has, most, patterns } from "../lists/search";
import type { TenantsQuery } from "./list.schema";

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
  search: {
    hits: sql`tenant_hits(${sql.placeholder("q")}, ${patterns}, ${most})`,
    // As `tenant_hits` finds it; of one that was merged into it, too (P18).
    met: sql`exists (select from tenants m where (m.id = l.id or m.merged_into = l.id) and (${has(sql`m.search`)}
      or exists (select from tenant_domains d where d.tenant_id = m.id and starts_with(d.domain, lower(${sql.placeholder("q")})))
      or m.tpid::text = btrim(${sql.placeholder("q")})))`,
  },
};

/** Tenants by name; found by words of their name, the beginning of a domain, their TPID or tenant ID. */
export function listTenants(tx: Tx<Operator>, query: TenantsQuery): Promise<Page<TenantRow>> {
  return listPage(tx, tenants, askFor(query));
}

/** K4: all of them, for a file. */
export function tenantRows(query: TenantsQuery): FileRows {
  return { list: tenants, ask: askFor({ ...query, after: null }) };
}

function askFor({ q, sort, after }: TenantsQuery): Ask {
  return {
    parts: [{ where: sql`true` }],
    order: { name: "name", by: sql`l.name`, kind: "text", back: sort.startsWith("-") },
    after,
    size: 50,
    q,
    values: {},
    shape: "",
  };
}
