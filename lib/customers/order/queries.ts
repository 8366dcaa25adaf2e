import { sql, type SQL } from "drizzle-orm";
import { customers } from "@/db/schema";
import { locationsOf, type PartnerUser, type Tx } from "../../ctx";
import type { CustomerFacts } from "../rules";
import type { CustomersQuery } from "../schema";

export type CustomerRow = CustomerFacts & {
  tenantId: string;
  name: string;
  dueAt: Date;
  /** The end of the partner's clock while the claim waits for the partner. */
  claimDueAt: Date | null;
};

/** Where a page of the list ends: the sort value of its last row, and the row's tenant. */
export type Cursor = { key: string; tenantId: string };

/** How many rows the actor has on the tab, and of those with the status that is asked for. */
export type Visible = { onTab: number; listed: number };

export type Listing = {
  engagementId: string;
  query: CustomersQuery;
  after: Cursor | null;
  visible: Visible;
};

export const columns = {
  tenantId: customers.tenantId,
  name: customers.name,
  dueAt: customers.dueAt,
  known: customers.known,
  criteriaMet: customers.criteriaMet,
  taken: customers.taken,
  associationId: customers.associationId,
  timeZone: customers.timeZone,
  consentDueAt: customers.consentDueAt,
  requestedAt: customers.requestedAt,
  mailState: customers.mailState,
  consentedAt: customers.consentedAt,
  deliveryDueAt: customers.deliveryDueAt,
  claimNumber: customers.claimNumber,
  claimStatus: customers.claimStatus,
  claimDueAt:
    sql<Date | null>`case when ${customers.claimStatus} in ('action_required', 'rejected') then (
    select l.due_at from claim_lines l
    where l.partner_id = ${customers.partnerId} and l.number = ${customers.claimNumber}) end`.mapWith(
      customers.dueAt,
    ),
};

/** Above this many rows an index that begins with them is worth more than one that must skip others. */
const FEW = 2_000;
const PLACES = 6;

/** What of a listing decides the shape of its statement, as a part of the statement's name. */
export function shapeOf(tx: Tx<PartnerUser>, listing: Listing): string {
  const own = locationsOf(tx.actor);
  const place = own === "*" ? "" : byPlace(own, listing) ? `places${own.length}` : "own";
  const { query, after } = listing;
  return [query.sort, query.status && "status", after && "after", place]
    .filter((part) => part !== null && part !== "")
    .join(" ");
}

/** The values of all placeholders. */
export function valuesOf(tx: Tx<PartnerUser>, { engagementId, query, after }: Listing) {
  const locations = locationsOf(tx.actor);
  return {
    partnerId: tx.actor.partnerId,
    engagementId,
    tab: query.tab,
    status: query.status,
    now: tx.now.toISOString(),
    key: after?.key,
    afterTenantId: after?.tenantId,
    locations,
    ...Object.fromEntries(
      (locations === "*" ? [] : locations).map((id, n) => [`location${n}`, id]),
    ),
  };
}

/**
 * The first `limit` rows of a tab in its order, by the one index that has them in this order. For
 * somebody of a few locations these are several orders, merged: of each location and of none.
 */
export function inOrder(tx: Tx<PartnerUser>, listing: Listing, limit: number): SQL {
  const own = locationsOf(tx.actor);
  const order = sql`${orderOf(listing.query)} limit ${sql.raw(String(limit))}`;
  const rows = (place?: SQL) =>
    sql`select * from customers where ${conditionsOf(listing, place)} ${order}`;
  if (own === "*") return rows();
  if (!byPlace(own, listing)) return rows(ofLocations);
  const places = own.map((_, n) => sql`location_id = ${sql.placeholder(`location${n}`)}::uuid`);
  const each = [sql`location_id is null`, ...places].map((place) => sql`(${rows(place)})`);
  return sql`${sql.join(each, sql` union all `)} ${order}`;
}

/** That a row is on the tab, and is shown to the actor: of `customers`, and of its words. */
export function conditionsOf({ query, after }: Listing, place: SQL | undefined): SQL {
  const conditions = [
    sql`partner_id = ${sql.placeholder("partnerId")}::uuid`,
    sql`engagement_id = ${sql.placeholder("engagementId")}::uuid`,
    sql`tab = ${sql.placeholder("tab")}`,
    sql`(known or due_at > ${sql.placeholder("now")}::timestamptz)`,
  ];
  if (query.status) conditions.push(sql`status = ${sql.placeholder("status")}`);
  if (place) conditions.push(place);
  if (after) {
    const [beyond, cast] = [
      query.sort.startsWith("-") ? "<" : ">",
      query.sort.endsWith("days") ? "::timestamptz" : "",
    ];
    conditions.push(
      sql`(${keyOf(query)}, tenant_id) ${sql.raw(beyond)} (${sql.placeholder("key")}${sql.raw(cast)}, ${sql.placeholder("afterTenantId")}::uuid)`,
    );
  }
  return sql.join(conditions, sql` and `);
}

/** The order of the list, from the columns `name` or `due_at`, and `tenant_id`. */
export const orderOf = (query: CustomersQuery) =>
  sql`order by ${keyOf(query)} ${wayOf(query)}, tenant_id ${wayOf(query)}`;
export const keyOf = ({ sort }: CustomersQuery) =>
  sql.raw(sort.endsWith("days") ? "due_at" : "name");
export const wayOf = ({ sort }: CustomersQuery) => sql.raw(sort.startsWith("-") ? "desc" : "asc");

/** That a row is of the actor's locations, or of none. */
export const ofLocations = sql`(location_id is null or location_id = any(${sql.placeholder("locations")}::uuid[]))`;

/** Whether the locations' own orders are merged: not where their rows of a status lie far apart. */
function byPlace(own: readonly string[], { query, visible }: Listing): boolean {
  if (own.length > PLACES) return false;
  return query.status === null || visible.onTab <= Math.max(FEW, 30 * visible.listed);
}
