import { sql } from "drizzle-orm";
import { z } from "zod";
import { moneyOf } from "@/db/schema/columns";
import { locationsOf, type PartnerUser, type Tx } from "../../ctx";
import type { FileRows } from "../../lists/file";
import type { Ask, List, Page } from "../../lists/list";
import { askOf, oneOf, type Offer } from "../../lists/offer";
import { listPage } from "../../lists/page";
import { has } from "../../lists/search";
import { money } from "../../money";
import { receivedStates, type ReceivedQuery } from "./list.schema";

const row = z.object({
  id: z.string(),
  number: z.number(),
  customer: z.object({ id: z.string(), name: z.string() }),
  location: z.string(),
  mpnId: z.string(),
  /** Null: it was paid by hand, outside of any run. */
  run: z.number().nullable(),
  amount: money.nullable(),
  reference: z.string().nullable(),
  paidOn: z.string().nullable(),
  /** What the bank said of a payment that failed, or that it sent back. */
  failedWhy: z.string().nullable(),
  /** The day on which the bank sent it back after it was paid. */
  returnedOn: z.string().nullable(),
  state: z.enum(receivedStates),
});
export type ReceivedRow = z.output<typeof row>;

const partner = sql`${sql.placeholder("partnerId")}::uuid`;
/** What became of the payment in a row. */
export const receivedState = sql`case when l.returned_on is not null then 'returned' when l.failed_why is null then 'paid' else 'failed' end`;
const received: List<ReceivedRow> = {
  name: "payments received",
  table: sql`(
    select x.partner_id, x.id, x.location_id, x.claim_id, x.amount_minor, x.currency, p.run_number, p.reference, p.paid_on, coalesce(p.returned_why, p.failed_why) as failed_why,
      p.returned_on, coalesce(p.returned_at, p.told_at) as at
      from payment_lines x join payments p on p.partner_id = x.partner_id and p.id = x.payment_id
      where x.partner_id = ${partner} and p.told_at is not null
    union all
    select c.partner_id, c.id, c.location_id, c.id, c.payout_minor, c.currency, null, c.payment_reference,
      (c.paid_at at time zone c.time_zone)::date, null, null, c.paid_at
      from workshop_claims c where c.partner_id = ${partner} and c.status = 'paid' and c.payment_id is null
    union all
    select c.partner_id, r.id, c.location_id, c.id, c.payout_minor, c.currency, null, r.reference,
      (r.paid_at at time zone c.time_zone)::date, r.why, r.returned_on, r.told_at
      from claim_returns r join workshop_claims c on c.partner_id = r.partner_id and c.id = r.claim_id where r.partner_id = ${partner})`,
  id: { column: sql`l.id`, kind: "uuid" },
  own: sql`l.partner_id = ${partner}`,
  columns: sql`l.id, c.number, jsonb_build_object('id', t.id, 'name', t.name) as customer, o.name as location, o.mpn_id as "mpnId", l.run_number as run, ${moneyOf(sql`l.amount_minor`, sql`l.currency`)} as amount,
    l.reference, l.paid_on as "paidOn", l.failed_why as "failedWhy", l.returned_on as "returnedOn", ${receivedState} as state`,
  joins: sql`join workshop_claims c on c.partner_id = l.partner_id and c.id = l.claim_id
    join locations o on o.partner_id = l.partner_id and o.id = l.location_id join tenants t on t.id = c.tenant_id`,
  row,
  search: {
    fits: sql`exists (select from workshop_claims w join tenants m on m.id = w.tenant_id
      where w.partner_id = l.partner_id and w.id = l.claim_id and (${has(sql`m.search`)} or w.number::text = btrim(${sql.placeholder("q")})))`,
  },
};

/** What the programme paid for each claim at the locations of the actor's roles, or what failed; the latest first (P30). */
export function listReceived(
  tx: Tx<PartnerUser>,
  query: ReceivedQuery,
): Promise<Page<ReceivedRow>> {
  return listPage(tx, received, askFor(tx, query));
}

/** K4: all of them, for a file. */
export function receivedRows(tx: Tx<PartnerUser>, query: ReceivedQuery): FileRows {
  const ask = askFor(tx, { ...query, after: null });
  return { list: received, ask, joins: received.joins ?? sql`` };
}

const offer = {
  orders: { at: { by: sql`l.at`, kind: "instant" } },
  filters: {
    state: oneOf(receivedState),
    location: (id) =>
      sql`l.location_id in (select s.id from locations s where s.partner_id = ${partner} and s.mpn_id = ${id}::text)`,
  },
} satisfies Offer<string>;

function askFor({ actor }: Tx<PartnerUser>, query: ReceivedQuery): Ask {
  const places = locationsOf(actor);
  const all = places === "*";
  const where = all ? sql`true` : sql`l.location_id = any(${sql.placeholder("places")}::uuid[])`;
  const values = { partnerId: actor.partnerId, ...(all ? {} : { places }) };
  return askOf(offer, query, { where, values, shape: all ? "all" : "own" });
}
