import { sql } from "drizzle-orm";
import { z } from "zod";
import { endReason, roundClocks, versionAt } from "@/db/schema";
import { moneyOf } from "@/db/schema/columns";
import type { Operator, PartnerUser, Tx } from "../../ctx";
import type { List, Page } from "../../lists/list";
import { listPage } from "../../lists/page";
import { money } from "../../money";
import { claimStatuses } from "../rules";
import { asOf, isInPart, type Asked } from "./cells";
import type { InsightRowsQuery } from "./schema";

const row = z.object({
  id: z.string(),
  customer: z.object({ id: z.string(), name: z.string() }),
  engagement: z.object({ slug: z.string(), name: z.string() }),
  location: z.object({ name: z.string(), mpnId: z.string() }),
  partner: z.object({ id: z.string(), name: z.string() }),
  begunDay: z.string(),
  askedDay: z.string().nullable(),
  consentedDay: z.string().nullable(),
  submittedDay: z.string().nullable(),
  approvedDay: z.string().nullable(),
  paidDay: z.string().nullable(),
  endReason: z.enum(endReason.enumValues).nullable(),
  clock: z.enum(roundClocks).nullable(),
  dueDay: z.string().nullable(),
  claimStatus: z.enum(claimStatuses).nullable(),
  payout: money.nullable(),
  /** Of its claim; null where there is none, or staff do not see it yet. */
  claimNumber: z.number().nullable(),
});
/** A round as it stood on the day that is asked for; its names are those of today. */
export type InsightRow = z.output<typeof row>;

const rounds: List<InsightRow> = {
  name: "insight",
  table: sql`round_days`,
  id: { column: sql`l.association_id`, kind: "uuid" },
  own: sql`true`,
  columns: sql`l.association_id as id, jsonb_build_object('id', t.id, 'name', t.name) as customer,
    jsonb_build_object('slug', e.slug, 'name', v.name) as engagement, jsonb_build_object('name', o.name, 'mpnId', o.mpn_id) as location,
    jsonb_build_object('id', p.id, 'name', p.name) as partner, l.begun_day as "begunDay", l.asked_day as "askedDay",
    l.consented_day as "consentedDay", l.submitted_day as "submittedDay", l.approved_day as "approvedDay", l.paid_day as "paidDay",
    l.end_reason as "endReason", l.clock, l.due_day as "dueDay", l.claim_status as "claimStatus",
    ${moneyOf(sql`l.payout_minor`, sql`l.currency`)} as payout, c.number as "claimNumber"`,
  joins: sql`join associations a on a.partner_id = l.partner_id and a.id = l.association_id join tenants t on t.id = a.tenant_id
    join engagements e on e.id = l.engagement_id
    join engagement_versions v on v.id = ${versionAt(sql`e.id`, sql`${sql.placeholder("now")}`)}
    join locations o on o.partner_id = l.partner_id and o.id = l.location_id join partners p on p.id = l.partner_id
    left join workshop_claims c on c.partner_id = l.partner_id and c.association_id = l.association_id`,
  row,
};

/** K8: the rounds behind a part of a plot, as they stood on its day; those that began last come first. */
export function listBehind(
  tx: Tx<PartnerUser | Operator>,
  asked: Asked & InsightRowsQuery,
  size = 50,
): Promise<Page<InsightRow>> {
  return listPage(tx, rounds, {
    parts: [{ where: sql`${asOf(tx, asked)} and ${isInPart(asked)}` }],
    order: {
      name: "begun",
      by: sql`(l.begun_day::timestamp at time zone 'UTC')`,
      kind: "instant",
      back: true,
    },
    after: asked.after,
    size,
    values: { now: tx.now.toISOString() },
    shape: null,
  });
}
