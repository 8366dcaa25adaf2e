import { sql } from "drizzle-orm";
import { recordAll } from "../../audit/record";
import type { Tx } from "../../ctx";

/** Writes the differences that `compare` found; what is the same already is not touched. */
export async function write(tx: Tx): Promise<void> {
  const now = sql`${tx.now.toISOString()}::timestamptz`;
  await tx.db.execute(sql`
    delete from tenant_domains d using import_gone g
    where d.domain = g.domain and d.tenant_id = g.tenant_id`);
  await tx.db.execute(sql`
    insert into tenants (id, name, country, tpid, updated_at)
    select id, name, country, tpid, ${now} from import_tenants where is_new`);
  await tx.db.execute(sql`
    update tenants t set name = coalesce(s.name, t.name), country = coalesce(s.country, t.country),
      tpid = coalesce(s.tpid, t.tpid), updated_at = ${now},
      revision = t.revision + 1, changed_by = null, found_at = null
    from import_tenants s where s.id = t.id and s.differs`);
  await allowListed(tx);
  await tx.db.execute(sql`
    insert into tenant_domains (domain, tenant_id) select domain, tenant_id from import_domains`);
  await tx.db.execute(sql`
    insert into tenant_usage (tenant_id, month, metrics)
    select tenant_id, month, metrics from import_usage where is_new order by tenant_id, month`);
  await tx.db.execute(sql`
    update tenant_usage u set metrics = u.metrics || s.metrics
    from import_usage s where u.tenant_id = s.tenant_id and u.month = s.month and not s.is_new`);
}

const PORTION = 1_000;

/** P23: a tenant that was gone from a list and is in one again is allowed again. */
async function allowListed(tx: Tx): Promise<void> {
  const { rows } = await tx.db.execute<{ id: string }>(sql`
    update tenants t set barred_for = null, barred_note = null, barred_at = null, barred_by = null
    from import_tenants s where s.id = t.id and s.differs and t.barred_for = 'not_listed' returning t.id`);
  const data = { before: { reason: "not_listed" as const, note: null } };
  for (let at = 0; at < rows.length; at += PORTION)
    await recordAll(
      tx,
      rows
        .slice(at, at + PORTION)
        .map(({ id }) => ({ event: "tenant.allowed", subjectId: id, data })),
    );
}
