import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../ctx";
import type { Problem, ProblemCode } from "./problem";

/**
 * Compares what was staged with what is stored, and leaves the differences in temporary tables of
 * this transaction: `import_tenants` (one row for each tenant, from its newest month),
 * `import_domains`, `import_gone` and `import_usage`. Rows that contradict each other or the
 * database are reported and taken out. Writes no table of the product.
 */
export async function compare(tx: Tx, report: (problem: Problem) => void): Promise<void> {
  await dropMerged(tx, report);
  await dropDuplicates(tx, report);
  await oneRowPerTenant(tx);
  await dropIncomplete(tx, report);
  await compareDomains(tx, report);
  await compareUsage(tx);
}

/** P18: what is said of a tenant that was merged into another is nothing that could be added to that one. */
async function dropMerged(tx: Tx, report: (problem: Problem) => void): Promise<void> {
  await complain(tx, report, "merged", {
    column: "tenant_id",
    kept: false,
    rows: sql`
      delete from import_rows r using tenants t where t.id = r.tenant_id and t.merged_into is not null
      returning r.line, t.merged_into::text as value`,
  });
}

async function dropDuplicates(tx: Tx, report: (problem: Problem) => void): Promise<void> {
  await complain(tx, report, "duplicate", {
    column: "tenant_id",
    kept: false,
    rows: sql`
      with twice as (
        select tenant_id, coalesce(month, '0001-01-01') as month, min(line) as first
        from import_rows group by 1, 2 having count(*) > 1
      )
      delete from import_rows r using twice
      where r.tenant_id = twice.tenant_id and coalesce(r.month, '0001-01-01') = twice.month
        and r.line > twice.first
      returning r.line, twice.first::text as value`,
  });
}

async function oneRowPerTenant(tx: Tx): Promise<void> {
  await tx.db.execute(sql`
    create temp table import_tenants on commit drop as
    select s.*, t.id is null as is_new,
      t.id is not null and (coalesce(s.name, t.name) <> t.name or coalesce(s.country, t.country) is distinct from t.country
        or (s.tpid is not null and s.tpid is distinct from t.tpid) or t.barred_for is not distinct from 'not_listed') as differs
    from (
      select distinct on (tenant_id) tenant_id as id, line, name, country, tpid, domains
      from import_rows order by tenant_id, month desc nulls last
    ) s left join tenants t on t.id = s.id`);
}

/** A tenant that is not there yet needs a name and a country. */
async function dropIncomplete(tx: Tx, report: (problem: Problem) => void): Promise<void> {
  for (const column of ["name", "country"] as const) {
    await complain(tx, report, "required", {
      column,
      kept: false,
      rows: sql`
        with gone as (
          delete from import_tenants where is_new and ${sql.identifier(column)} is null returning id
        )
        delete from import_rows r using gone where r.tenant_id = gone.id
        returning r.line, '' as value`,
    });
  }
}

/**
 * A domain belongs to one tenant: the one that has it, unless this file says that it no longer
 * does; else the first in the file.
 */
async function compareDomains(tx: Tx, report: (problem: Problem) => void): Promise<void> {
  await tx.db.execute(sql`
    create temp table import_domains on commit drop as
    select d.domain, t.id as tenant_id, t.line, o.tenant_id as owner
    from import_tenants t cross join unnest(t.domains) as d (domain)
    left join tenant_domains o on o.domain = d.domain`);
  await tx.db.execute(sql`analyze import_domains`);
  await complain(tx, report, "taken_domain", {
    column: "domains",
    kept: true,
    rows: sql`
      with kept as (
        select i.domain, i.owner from import_domains i
        left join import_tenants o on o.id = i.owner
        where i.owner is not null and i.owner <> i.tenant_id
          and (o.id is null or o.domains is null or i.domain = any (o.domains))
      ), twice as (
        select domain from import_domains group by 1 having count(*) > 1
      ), first as (
        select distinct on (i.domain) i.domain, i.tenant_id as owner
        from import_domains i join twice using (domain) order by i.domain, i.line
      ), holder as (
        select domain, owner from kept
        union select domain, owner from first where domain not in (select domain from kept)
      )
      delete from import_domains i using holder h
      where i.domain = h.domain and i.tenant_id <> h.owner
      returning i.line, i.domain || ' (' || h.owner || ')' as value`,
  });
  await tx.db.execute(sql`
    create temp table import_gone on commit drop as
    select d.domain, d.tenant_id
    from import_tenants t join tenant_domains d on d.tenant_id = t.id
    where t.domains is not null and not t.is_new and d.domain <> all (t.domains)`);
  await tx.db.execute(sql`delete from import_domains where owner is not distinct from tenant_id`);
}

async function compareUsage(tx: Tx): Promise<void> {
  await tx.db.execute(sql`
    create temp table import_usage on commit drop as
    select r.tenant_id, r.month, r.metrics, u.tenant_id is null as is_new
    from import_rows r left join tenant_usage u on u.tenant_id = r.tenant_id and u.month = r.month
    where r.metrics <> '{}' and (u.tenant_id is null or not u.metrics @> r.metrics)`);
  await tx.db.execute(sql`
    update import_tenants t set differs = true
    from (
      select tenant_id from import_usage union select tenant_id from import_domains
      union select tenant_id from import_gone
    ) changed
    where changed.tenant_id = t.id and not t.is_new and not t.differs`);
}

async function complain(
  tx: Tx,
  report: (problem: Problem) => void,
  code: ProblemCode,
  { column, kept, rows }: { column: string; kept: boolean; rows: SQL },
): Promise<void> {
  const found = await tx.db.execute<{ line: number; value: string }>(rows);
  found.rows.sort((a, b) => a.line - b.line);
  for (const { line, value } of found.rows) report({ line, column, code, value, kept });
}
