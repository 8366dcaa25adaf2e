import { sql, type Placeholder, type SQL } from "drizzle-orm";
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

/** How many rows the actor has on the tab at locations, and how many (of the status) are listed. */
export type Visible = { placed: number; listed: number };

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
  contactRelease: customers.contactRelease,
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
  const place =
    own === "*"
      ? ""
      : byPlace(own, listing)
        ? `${isPlaced(listing.query) ? "" : "no"} places ${own.length}`
        : "own";
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
  const [order, first] = [orderOf(listing.query), sql`limit ${sql.raw(String(limit))}`];
  const rows = sql`select * from customers where`;
  if (own === "*") return sql`${rows} ${conditionsOf(listing)} ${order} ${first}`;
  if (!byPlace(own, listing))
    return sql`${rows} ${conditionsOf(listing)} and ${ofLocations} ${order} ${first}`;
  // Written so that only the index that begins with the location has this order.
  const byLocation = sql`order by location_id ${wayOf(listing.query)}, ${keyOf(listing.query)} ${wayOf(listing.query)}, tenant_id ${wayOf(listing.query)} ${first}`;
  const places = own
    .map((_, n) => sql.placeholder(`location${n}`))
    .map((place) => sql`(${rows} ${conditionsOf(listing, place)} ${byLocation})`);
  if (!isPlaced(listing.query)) {
    places.push(sql`(${rows} ${conditionsOf(listing)} and location_id is null ${byLocation})`);
  }
  return sql`select * from (${sql.join(places, sql` union all `)}) places ${order} ${first}`;
}

/** That a row, of `customers` or of its words, is on the tab: at one place, or anywhere. */
export function conditionsOf({ query, after }: Listing, place?: Placeholder): SQL {
  const conditions = [
    sql`partner_id = ${sql.placeholder("partnerId")}::uuid`,
    sql`engagement_id = ${sql.placeholder("engagementId")}::uuid`,
    sql`tab = ${sql.placeholder("tab")}`,
    sql`(known or due_at > ${sql.placeholder("now")}::timestamptz)`,
  ];
  if (query.status) conditions.push(sql`status = ${sql.placeholder("status")}`);
  if (place) {
    conditions.push(sql`location_id >= ${place}::uuid and location_id <= ${place}::uuid`);
  }
  if (after) {
    const [beyond, cast] = [
      sql.raw(query.sort.startsWith("-") ? "<" : ">"),
      sql.raw(query.sort.endsWith("days") ? "::timestamptz" : ""),
    ];
    const [before, key] = [
      sql`${sql.placeholder("key")}${cast}`,
      sql`${sql.placeholder("afterTenantId")}::uuid`,
    ];
    conditions.push(
      place
        ? sql`(location_id, ${keyOf(query)}, tenant_id) ${beyond} (${place}::uuid, ${before}, ${key})`
        : sql`(${keyOf(query)}, tenant_id) ${beyond} (${before}, ${key})`,
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
  if (own.length > PLACES || query.status === "known") return false;
  return query.status === null || visible.placed <= Math.max(FEW, 30 * visible.listed);
}

/** Statuses of rounds: each of them has a location. */
function isPlaced({ status }: CustomersQuery): boolean {
  return status !== null && !["known", "criteria", "consent", "done"].includes(status);
}
