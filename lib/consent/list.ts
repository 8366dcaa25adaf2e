import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "../ctx";
import type { FileRows } from "../lists/file";
import type { Ask, List, Page } from "../lists/list";
import { askOf } from "../lists/offer";
import { listPage } from "../lists/page";
import { has } from "../lists/search";
import type { ReportsQuery } from "./list.schema";

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
  search: {
    fits: sql`(${has(sql`search_text(l.message)`)} or exists (select from consent_requests w
      join associations a on a.partner_id = w.partner_id and a.id = w.association_id join tenants t on t.id = a.tenant_id
      join partners p on p.id = w.partner_id where w.partner_id = l.partner_id and w.id = l.request_id
        and (${has(sql`t.search`)} or ${has(sql`p.search`)})))`,
  },
};

/** What recipients told us by "Not expected? Tell us", the newest first unless asked otherwise (D10). */
export function listReports(tx: Tx, query: ReportsQuery, size?: number): Promise<Page<ReportRow>> {
  return listPage(tx, reports, askFor(query, size));
}

/** K4: all of them, for a file. */
export function reportRows(query: ReportsQuery): FileRows {
  return { list: reports, ask: askFor({ ...query, after: null }), joins: reports.joins ?? sql`` };
}

const orders = { made: { by: sql`l.created_at`, kind: "instant" } } as const;

function askFor(query: ReportsQuery, size = 50): Ask {
  const open = query.show === "open";
  const where = open ? sql`l.done_at is null` : sql`true`;
  return askOf({ orders, filters: {} }, query, { where, shape: open ? "open" : "", size });
}
