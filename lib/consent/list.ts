import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "../ctx";
import type { List, Page } from "../lists/list";
import { listPage } from "../lists/page";

const row = z.object({
  id: z.string(),
  createdAt: z.coerce.date(),
  message: z.string(),
  partner: z.string(),
  tenantId: z.string(),
  tenant: z.string(),
  engagement: z.string(),
  state: z.enum(["new", "looked_at", "done"]),
  /** The programme stopped the request (D18). */
  stopped: z.boolean(),
});
export type ReportRow = z.output<typeof row>;

const reports: List<ReportRow> = {
  name: "reports",
  table: sql`consent_reports`,
  id: { column: sql`l.id`, kind: "uuid" },
  own: sql`true`,
  columns: sql`l.id, l.created_at as "createdAt", l.message, p.name as partner, t.id as "tenantId", t.name as tenant,
    v.name as engagement,
    case when l.done_at is not null then 'done' when l.looked_at is not null then 'looked_at' else 'new' end as state,
    coalesce(r.closed_for = 'programme', false) as stopped`,
  joins: sql`join consent_requests r on r.partner_id = l.partner_id and r.id = l.request_id
    join associations a on a.partner_id = r.partner_id and a.id = r.association_id
    join partners p on p.id = l.partner_id join tenants t on t.id = a.tenant_id join engagement_versions v on v.id = a.version_id`,
  row,
};

/** What recipients told us by "Not expected? Tell us", the newest first (D10); `open`: what is not done yet. */
export function listReports(
  tx: Tx,
  { after, size = 50, open = false }: { after?: unknown; size?: number; open?: boolean },
): Promise<Page<ReportRow>> {
  return listPage(tx, reports, {
    parts: [{ where: open ? sql`l.done_at is null` : sql`true` }],
    order: { name: open ? "open" : "newest", by: sql`l.created_at`, kind: "instant", back: true },
    after,
    size,
    values: {},
    shape: `${String(size)}${open ? " open" : ""}`,
  });
}
