import { sql } from "drizzle-orm";
import { z } from "zod";
import { bulkKinds, bulkOutcomes, bulkStates, bulkVerdicts } from "@/db/schema/states";
import { moneyOf } from "@/db/schema/columns";
import type { Operator, PartnerUser, Tx } from "../ctx";
import type { FileRows } from "../lists/file";
import type { Ask, List, Page } from "../lists/list";
import { askOf, oneOf, type Offer } from "../lists/offer";
import { listPage } from "../lists/page";
import { money } from "../money";
import type { BulkRun } from "./queries";
import type { RunsQuery } from "./list.schema";
import type { RowsQuery } from "./schema";

const run = z.object({
  id: z.string(),
  number: z.number(),
  partnerId: z.string(),
  partnerName: z.string(),
  kind: z.enum(bulkKinds),
  state: z.enum(bulkStates),
  madeAt: z.coerce.date(),
  by: z.string(),
  rows: z.number(),
  done: z.number(),
  already: z.number(),
  refused: z.number(),
});
export type RunLine = z.output<typeof run>;

const runs: List<RunLine> = {
  name: "bulk runs",
  table: sql`bulk_runs`,
  id: { column: sql`l.id`, kind: "uuid" },
  own: sql`true`,
  columns: sql`l.id, l.number, l.partner_id as "partnerId", p.name as "partnerName", l.kind, l.state, l.made_at as "madeAt",
    u.name as by, l.rows, l.done, l.already, l.refused`,
  joins: sql`join partners p on p.id = l.partner_id join users u on u.id = coalesce(l.began_by, l.made_by)`,
  row: run,
};

/** The runs that the actor may see: their company's, or everybody's for staff; the latest first unless asked otherwise. */
export function listRuns(tx: Tx<PartnerUser | Operator>, query: RunsQuery): Promise<Page<RunLine>> {
  return listPage(tx, runs, askFor(tx, query));
}

/** K4: all of them, for a file. */
export function runRows(tx: Tx<PartnerUser | Operator>, query: RunsQuery): FileRows {
  return { list: runs, ask: askFor(tx, { ...query, after: null }), joins: runs.joins ?? sql`` };
}

const offer = {
  orders: { made: { by: sql`l.made_at`, kind: "instant" } },
  filters: { kind: oneOf(sql`l.kind`), state: oneOf(sql`l.state`) },
} satisfies Offer<string>;

function askFor({ actor }: Tx<PartnerUser | Operator>, query: RunsQuery): Ask {
  if (actor.kind === "operator") return askOf(offer, query, { shape: "all" });
  const where = sql`l.partner_id = ${sql.placeholder("partnerId")}::uuid`;
  return askOf(offer, query, { where, values: { partnerId: actor.partnerId }, shape: "own" });
}

const params = z.record(z.string(), z.union([z.string(), z.number()]));
const line = z.object({
  position: z.number(),
  line: z.number().nullable(),
  said: z.string().nullable(),
  tenantId: z.string().nullable(),
  tenantName: z.string().nullable(),
  workshop: z.string().nullable(),
  slug: z.string().nullable(),
  location: z.string().nullable(),
  claimNumber: z.number().nullable(),
  associationId: z.string().nullable(),
  /** Who is asked. */
  contact: z.string().nullable(),
  verdict: z.enum(bulkVerdicts).nullable(),
  verdictCode: z.string().nullable(),
  verdictParams: params,
  payout: money.nullable(),
  mails: z.number(),
  takenOut: z.boolean(),
  outcome: z.enum(bulkOutcomes).nullable(),
  outcomeCode: z.string().nullable(),
  outcomeParams: params,
});
export type RunRowLine = z.output<typeof line>;

const lines: List<RunRowLine> = {
  name: "rows of a run",
  table: sql`bulk_run_rows`,
  id: { column: sql`l.position`, kind: "integer" },
  own: sql`l.partner_id = ${sql.placeholder("partnerId")}::uuid and l.run_id = ${sql.placeholder("run")}::uuid`,
  columns: sql`l.position, l.line, l.said, l.tenant_id as "tenantId", t.name as "tenantName", v.name as workshop, e.slug,
    o.name as location, coalesce(c.number, w.number) as "claimNumber", l.association_id as "associationId",
    l.details -> 'contact' ->> 'email' as contact, l.verdict, l.verdict_code as "verdictCode", l.verdict_params as "verdictParams",
    ${moneyOf(sql`l.payout_minor`, sql`l.payout_currency`)} as payout, l.mails, l.taken_out as "takenOut", l.outcome,
    l.outcome_code as "outcomeCode", l.outcome_params as "outcomeParams"`,
  joins: sql`left join tenants t on t.id = l.tenant_id left join engagements e on e.id = l.engagement_id
    left join engagement_versions v on v.id = version_at(l.engagement_id, ${sql.placeholder("now")}::timestamptz)
    left join locations o on o.partner_id = l.partner_id and o.id = l.location_id
    left join workshop_claims c on c.partner_id = l.partner_id and c.id = l.claim_id
    left join workshop_claims w on w.partner_id = l.partner_id and w.association_id = l.association_id`,
  row: line,
};

const parts: Record<RowsQuery["show"], ReturnType<typeof sql>> = {
  "": sql`true`,
  will: sql`l.verdict = 'will' and not l.taken_out and l.outcome is null`,
  already: sql`(l.verdict = 'already' or l.outcome = 'already')`,
  not: sql`l.verdict = 'not'`,
  out: sql`l.taken_out`,
  done: sql`l.outcome = 'done'`,
  refused: sql`l.outcome = 'refused'`,
};

/** The rows of a run in their order, all or those that stand so, by keyset. */
export function listRunRows(
  tx: Tx<PartnerUser | Operator>,
  { id, partnerId }: Pick<BulkRun, "id" | "partnerId">,
  { show, after }: RowsQuery,
  size = 100,
): Promise<Page<RunRowLine>> {
  return listPage(tx, lines, {
    parts: [{ where: parts[show] }],
    order: { name: "position", by: sql`l.position`, kind: "integer", back: false },
    ...{ after, size, shape: show },
    values: { run: id, partnerId, now: tx.now.toISOString() },
  });
}
