import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { authorize } from "../../access/authorize";
import type { Tx } from "../../ctx";
import { asciiDomain, parseIdentifier } from "../../tenants/schema";
import { readable } from "../readable";

const PAGE_SIZE = 50;
/** A search by name looks at no more than this many matches. */
const MATCHES = 2_000;

const lines = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    country: z.string(),
    tpid: z.coerce.number().nullable(),
    /** In the spelling that people know. */
    domains: z.array(z.string()).transform(readable),
  }),
);
export type TenantLine = z.output<typeof lines>[number];
export type TenantsView = { q: string; rows: TenantLine[]; next: string | null };

/**
 * Tenants by name; found by (part of) their name, the beginning of a domain in either spelling,
 * their TPID or tenant ID. For the programme.
 */
export async function programmeTenants(
  tx: Tx,
  input: { q?: string | undefined; after?: string | undefined },
): Promise<TenantsView> {
  authorize(tx, "programme.tenants");
  const q = (input.q ?? "").trim().slice(0, 200);
  const [, id, name] = /^([0-9a-f-]{36})~(.*)$/s.exec(input.after ?? "") ?? [];
  const behind = id === undefined ? sql`true` : sql`(t.name, t.id) > (${name ?? ""}, ${id}::uuid)`;
  const found = lines.parse(
    (
      await tx.db.execute(sql`
        select t.id, t.name, t.country, t.tpid,
          array(select d.domain from tenant_domains d where d.tenant_id = t.id order by d.domain)
            as domains
        from tenants t
        where ${behind} and ${q === "" ? sql`true` : sql`t.id in (${matches(q)})`}
        order by t.name, t.id limit ${PAGE_SIZE + 1}`)
    ).rows,
  );
  const rows = found.slice(0, PAGE_SIZE);
  const last = rows.at(-1);
  const next = found.length > PAGE_SIZE && last ? `${last.id}~${last.name}` : null;
  return { q, rows, next };
}

function matches(q: string): SQL {
  const identifier = parseIdentifier(q);
  if (identifier?.kind === "tenant") return sql`select ${identifier.id}::uuid`;
  const parts = [
    sql`(select id from tenants where lower(name) like ${`%${like(q.toLowerCase())}%`} limit ${MATCHES})`,
  ];
  const domain = asciiDomain(q) ?? (/^[a-z0-9.-]+$/i.test(q) ? q.toLowerCase() : null);
  if (domain !== null)
    parts.push(
      sql`(select tenant_id from tenant_domains where domain like ${`${like(domain)}%`} limit ${MATCHES})`,
    );
  if (identifier?.kind === "tpid")
    parts.push(sql`(select id from tenants where tpid = ${identifier.tpid})`);
  return sql.join(parts, sql` union `);
}

function like(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
