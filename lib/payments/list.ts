import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { moneyOf } from "@/db/schema/columns";
import { holds, lineStates, paymentChannels, paymentFailures } from "@/db/schema/states";
import type { Operator, Tx } from "../ctx";
import type { FileRows } from "../lists/file";
import type { List, Page } from "../lists/list";
import { askOf } from "../lists/offer";
import { listPage } from "../lists/page";
import { money } from "../money";
import type { PaymentRunsQuery } from "./list.schema";
import { holdNow } from "./queries";

const run = z.object({
  id: z.string(),
  number: z.number(),
  openedAt: z.coerce.date(),
  frozenAt: z.coerce.date().nullable(),
  exportedAt: z.coerce.date().nullable(),
  cancelledAt: z.coerce.date().nullable(),
  waiting: z.number(),
  claims: z.number(),
  amount: money,
});
export type RunRow = z.output<typeof run>;

/** The claims that a run pays. */
export const ofRun = sql`from payment_lines x where x.run_id = l.id and x.state not in ('out', 'held')`;
const runs: List<RunRow> = {
  name: "payment runs",
  table: sql`payment_runs`,
  id: { column: sql`l.number`, kind: "integer" },
  own: sql`true`,
  columns: sql`l.id, l.number, l.opened_at as "openedAt", l.frozen_at as "frozenAt", l.exported_at as "exportedAt",
    l.cancelled_at as "cancelledAt", (select count(*)::int from payments p where p.run_id = l.id and p.told_at is null) as waiting,
    (select count(*)::int ${ofRun}) as claims,
    ${moneyOf(sql`(select coalesce(sum(x.amount_minor), 0) ${ofRun})`, sql`l.currency`)} as amount`,
  row: run,
};

/** The payment runs, the latest first unless asked otherwise (P30). */
export function listRuns(tx: Tx<Operator>, query: PaymentRunsQuery): Promise<Page<RunRow>> {
  return listPage(tx, runs, askFor(query));
}

/** K4: all of them, for a file. */
export function paymentRunRows(query: PaymentRunsQuery): FileRows {
  return { list: runs, ask: askFor({ ...query, after: null }) };
}

const offer = { orders: { number: { by: sql`l.number`, kind: "integer" } }, filters: {} } as const;
const askFor = (query: PaymentRunsQuery) => askOf(offer, query);

const line = z.object({
  number: z.number(),
  partnerId: z.string(),
  partnerName: z.string(),
  locationName: z.string(),
  amount: money,
  state: z.enum(lineStates),
  hold: z.enum(holds).nullable(),
  place: z.number().nullable(),
});
export type LineRow = z.output<typeof line>;

const runId = sql`${sql.placeholder("run")}::uuid`;
const lines: List<LineRow> = {
  name: "claims of a run",
  table: sql`(select p.*, c.number from payment_lines p
    join workshop_claims c on c.partner_id = p.partner_id and c.id = p.claim_id where p.run_id = ${runId})`,
  id: { column: sql`l.number`, kind: "integer" },
  own: sql`true`,
  columns: sql`l.number, l.partner_id as "partnerId", a.name as "partnerName", o.name as "locationName",
    ${moneyOf(sql`l.amount_minor`, sql`l.currency`)} as amount, l.state, ${holdNow} as hold, t.place`,
  joins: sql`join partners a on a.id = l.partner_id join locations o on o.partner_id = l.partner_id and o.id = l.location_id
    left join payments t on t.partner_id = l.partner_id and t.id = l.payment_id`,
  row: line,
};

/** The claims of a run by claim ID, with what holds them back now, or held them when it was frozen. */
export function listLines(
  tx: Tx<Operator>,
  { run: id, after }: { run: string; after: unknown },
): Promise<Page<LineRow>> {
  return listPage(tx, lines, {
    parts: [{ where: sql`true` }],
    order: { name: "number", by: sql`l.number`, kind: "integer", back: false },
    ...{ after, size: 100, values: { run: id }, shape: "" },
  });
}

const payment = z.object({
  id: z.string(),
  runNumber: z.number(),
  place: z.number(),
  partnerId: z.string(),
  legalName: z.string(),
  locationName: z.string(),
  channel: z.enum(paymentChannels),
  claims: z.number(),
  amount: money,
  lastFour: z.string(),
  paidOn: z.string().nullable(),
  reference: z.string().nullable(),
  failedAs: z.enum(paymentFailures).nullable(),
  failedWhy: z.string().nullable(),
  returnedAt: z.coerce.date().nullable(),
  returnedOn: z.string().nullable(),
  returnedWhy: z.string().nullable(),
});
export type PaymentRow = z.output<typeof payment>;

const moneyOfRow: SQL = moneyOf(sql`l.amount_minor`, sql`l.currency`);
const paid: List<PaymentRow> = {
  name: "payments of a run",
  table: sql`payments`,
  id: { column: sql`l.place`, kind: "integer" },
  own: sql`l.run_id = ${runId}`,
  columns: sql`l.id, l.run_number as "runNumber", l.place, l.partner_id as "partnerId", l.legal_name as "legalName",
    o.name as "locationName", l.channel, l.claims, ${moneyOfRow} as amount, l.last_four as "lastFour", l.paid_on as "paidOn", l.reference,
    l.failed_as as "failedAs", l.failed_why as "failedWhy",
    l.returned_at as "returnedAt", l.returned_on as "returnedOn", l.returned_why as "returnedWhy"`,
  joins: sql`join locations o on o.partner_id = l.partner_id and o.id = l.location_id`,
  row: payment,
};

/** The payments of a frozen run in their order. */
export function listPayments(
  tx: Tx<Operator>,
  { run: id, after, size = 100 }: { run: string; after: unknown; size?: number },
): Promise<Page<PaymentRow>> {
  return listPage(tx, paid, {
    parts: [{ where: sql`true` }],
    order: { name: "place", by: sql`l.place`, kind: "integer", back: false },
    ...{ after, size, values: { run: id }, shape: String(size) },
  });
}
