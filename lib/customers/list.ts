import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { claimStatuses, emailStates } from "@/db/schema";
import { locationsOf, type PartnerUser, type Tx } from "../ctx";
import { countRows } from "../lists/count";
import type { FileRows } from "../lists/file";
import { endsWithin, narrowedBy, type Filters } from "../lists/filters";
import type { Ask, List, Order, Page, Part, Reach } from "../lists/list";
import { ofOwner } from "../lists/owner";
import { listPage } from "../lists/page";
import { has, isSearch, most, patterns } from "../lists/search";
import type { Count } from "../lists/schema";
import { countOf } from "../lists/values";
import {
  customerStatus,
  sortOf,
  tabs,
  type CustomersQuery,
  type CustomerStatus,
  type Tab,
} from "./schema";

const row = z.object({
  tenantId: z.string(),
  name: z.string(),
  known: z.boolean(),
  criteriaMet: z.boolean(),
  taken: z.enum(["consent", "done"]).nullable(),
  associationId: z.string().nullable(),
  timeZone: z.string().nullable(),
  consentDueAt: z.coerce.date().nullable(),
  requestedAt: z.coerce.date().nullable(),
  mailState: z.enum(emailStates).nullable(),
  contactRelease: z.enum(["waiting", "refused"]).nullable(),
  consentedAt: z.coerce.date().nullable(),
  deliveryDueAt: z.coerce.date().nullable(),
  claimNumber: z.number().nullable(),
  claimStatus: z.enum(claimStatuses).nullable(),
  completedAt: z.coerce.date().nullable(),
  /** P19: on what evidence the programme imported the round. */
  evidence: z.string().nullable(),
  /** The end of the partner's clock while the claim waits for the partner. */
  claimDueAt: z.coerce.date().nullable(),
});
export type CustomerRow = z.output<typeof row>;

const partner = sql`${sql.placeholder("partnerId")}::uuid`;
const engagement = sql`${sql.placeholder("engagementId")}::uuid`;

const customers: List<CustomerRow> = {
  name: "customers",
  table: sql`customers`,
  id: { column: sql`l.tenant_id`, kind: "uuid" },
  own: sql`l.partner_id = ${partner} and l.engagement_id = ${engagement}`,
  columns: sql`l.tenant_id as "tenantId", l.name, l.known, l.criteria_met as "criteriaMet", l.taken,
    l.association_id as "associationId", l.time_zone as "timeZone", l.consent_due_at as "consentDueAt",
    l.requested_at as "requestedAt", l.mail_state as "mailState", l.contact_release as "contactRelease", l.consented_at as "consentedAt",
    l.delivery_due_at as "deliveryDueAt", l.claim_number as "claimNumber", l.claim_status as "claimStatus", l.completed_at as "completedAt",
    (select i.evidence from imported_rounds i where i.partner_id = l.partner_id and i.association_id = l.association_id) as evidence,
    case when l.claim_status in ('action_required', 'rejected') then (select c.due_at from claim_lines c
      where c.partner_id = l.partner_id and c.number = l.claim_number) end as "claimDueAt"`,
  row,
  search: {
    fits: has(sql`l.search`),
    hits: sql`customer_hits(${engagement}, ${patterns}, ${most})`,
  },
};

const named = sql`(select id from engagements where slug = ${sql.placeholder("slug")})`;
const bySlug = { ...customers, own: sql`l.partner_id = ${partner} and l.engagement_id = ${named}` };

/** K4: each of them is of rounds alone. */
const filters: Filters<"location" | "due" | "mail"> = {
  location: (mpnId) =>
    sql`l.location_id = (select id from locations where partner_id = ${partner} and mpn_id = ${mpnId})`,
  due: (days) =>
    endsWithin(sql`l.due_at`, { now: sql`${sql.placeholder("now")}::timestamptz`, days }),
  mail: (states) => sql`l.status = 'asked' and l.mail_state = any(${states}::text[])`,
};

/** How many rows the actor has on a tab at locations, and how many (of the status) are listed. */
export type Visible = { placed: number; listed: number };

const PAGE_SIZE = 50;
/** Above this many rows an index that begins with them is worth more than one that must skip others. */
const MANY = 2_000;
const PLACES = 6;

/**
 * One page of a tab, by keyset (S5–S17), and of a search, or of the reader's own (K6), how many each of `tabs` has. Only rows of
 * locations on which the actor holds a role; what ran out is left out.
 * @param visible how many rows the head of the page counts on each tab
 */
export async function listCustomers(
  tx: Tx<PartnerUser>,
  engagementId: string,
  query: CustomersQuery,
  visible: (tab: Tab) => Visible,
  reach?: Reach,
): Promise<Page<CustomerRow> & { found: Count[] | null }> {
  const ask = ofOwner(tx, query.owner, askFor(tx, engagementId, query, visible(query.tab)));
  const page = await listPage(tx, customers, { ...ask, ...(reach && { reach }) });
  if (!isSearch(query.q) && query.owner === "") return { ...page, found: null };
  const all = tabs.map((tab) =>
    ofOwner(tx, query.owner, askFor(tx, engagementId, { ...query, tab, status: [] }, visible(tab))),
  );
  const counts = await countRows(tx, customers, all, page);
  return { ...page, found: counts };
}

/** K4: all customers that these filters find at a workshop, for a file. */
export function customerRows(
  tx: Tx<PartnerUser>,
  engagementId: string,
  query: CustomersQuery,
): FileRows {
  const ask = askFor(tx, engagementId, { ...query, after: null }, { placed: 0, listed: 0 });
  return { list: customers, ask: ofOwner(tx, query.owner, ask) };
}

/** K3: how many customers these filters find at a workshop, as a value within a statement; null: of a search it is not counted. */
export function countCustomers(
  tx: Tx<PartnerUser>,
  slug: string,
  query: CustomersQuery,
): SQL | null {
  const unknown = { placed: 0, listed: 0 };
  if (isSearch(query.q)) return null;
  const ask = ofOwner(tx, query.owner, askFor(tx, slug, query, unknown));
  return countOf(bySlug, { ...ask, values: { ...ask.values, slug } });
}

function askFor(
  tx: Tx<PartnerUser>,
  engagementId: string,
  query: CustomersQuery,
  visible: Visible,
): Ask {
  const own = locationsOf(tx.actor);
  const { where, values } = narrowedBy(filters, query);
  const statuses = where && query.status.length === 0 ? rounds : query.status;
  const [only = null, ...more] = statuses;
  const shown = { tab: query.tab, statuses };
  const merged = own !== "*" && byPlace(own, statuses, visible);
  const place = own === "*" ? "all" : merged ? `places ${own.length}` : "own";
  return {
    parts: partsOf({ ...shown, where }, own, merged),
    order: orderOf(query),
    after: query.after,
    size: PAGE_SIZE,
    q: query.q,
    shape:
      where !== null || more.length > 0
        ? null
        : `${query.tab} ${only === null ? "" : isPlaced(only) ? "placed" : "status"} ${place}`,
    values: {
      partnerId: tx.actor.partnerId,
      engagementId,
      ...values,
      ...Object.fromEntries(statuses.map((status, n) => [`status${n}`, status])),
      now: tx.now.toISOString(),
      locations: own,
      ...Object.fromEntries((own === "*" ? [] : own).map((id, n) => [`location${n}`, id])),
    },
  };
}

function orderOf(query: CustomersQuery): Order {
  const sort = sortOf(query);
  const back = sort.startsWith("-");
  return sort.endsWith("days")
    ? { name: "days", by: sql`l.work_first`, kind: "text", back }
    : { name: "name", by: sql`l.name`, kind: "text", back };
}

/** For somebody of a few locations these are several orders, merged: of each location and of none. */
function partsOf(
  { tab, statuses, where }: { tab: Tab; statuses: readonly CustomerStatus[]; where: SQL | null },
  own: "*" | readonly string[],
  merged: boolean,
): Part[] {
  const listed = sql`l.tab = ${sql.raw(`'${tab}'`)} and (l.known or l.due_at > ${sql.placeholder("now")}::timestamptz)
    ${where === null ? sql`` : sql`and ${where}`}`;
  if (statuses.length === 0) return placesOf(listed, own, { merged, placed: false });
  return statuses.flatMap((status, n) =>
    placesOf(sql`${listed} and l.status = ${sql.placeholder(`status${n}`)}`, own, {
      merged,
      placed: isPlaced(status),
    }),
  );
}

function placesOf(
  listed: SQL,
  own: "*" | readonly string[],
  { merged, placed }: { merged: boolean; placed: boolean },
): Part[] {
  if (own === "*") return [{ where: listed }];
  if (!merged) {
    const mine = sql`(l.location_id is null or l.location_id = any(${sql.placeholder("locations")}::uuid[]))`;
    return [{ where: sql`${listed} and ${mine}` }];
  }
  const column = sql`l.location_id`;
  const places = own.map((_, n): Part => {
    const value = sql`${sql.placeholder(`location${n}`)}::uuid`;
    // Written so that only the index that begins with the location has this order.
    return {
      where: sql`${listed} and ${column} >= ${value} and ${column} <= ${value}`,
      lead: { column, value },
    };
  });
  return placed
    ? places
    : [...places, { where: sql`${listed} and l.location_id is null`, lead: { column } }];
}

/** Whether the locations' own orders are merged: not where their rows of a status lie far apart. */
function byPlace(
  own: readonly string[],
  statuses: readonly CustomerStatus[],
  visible: Visible,
): boolean {
  if (own.length > PLACES || statuses.includes("known")) return false;
  return statuses.length === 0 || visible.placed <= Math.max(MANY, 30 * visible.listed);
}

/** Statuses of rounds: each of them has a location. */
function isPlaced(status: CustomerStatus): boolean {
  return !["known", "criteria", "consent", "done"].includes(status);
}

const rounds = customerStatus.options.filter(isPlaced);
