import { and, asc, desc, eq, gt, like, or, sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { customers, engagements } from "@/db/schema";
import type { PartnerUser, Tx } from "../ctx";
import { locationsOf, prepared } from "../ctx";
import { Refusal } from "../errors";
import type { CustomerFacts, Tab } from "./rules";
import { customerStatus, type CustomersQuery, type CustomerStatus } from "./schema";

export const PAGE_SIZE = 50;

/** In the counters: a row without an association, which belongs to no location. */
const nobody = "00000000-0000-0000-0000-000000000000";

export type CustomerRow = CustomerFacts & {
  tenantId: string;
  name: string;
  dueAt: Date;
  /** The end of the partner's clock while the claim waits for the partner. */
  claimDueAt: Date | null;
};

/** Where a page of the list ends: the sort value of its last row, and the row's tenant. */
export type Cursor = { key: string; tenantId: string };

const columns = {
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

/**
 * One page of a tab, by keyset (S5–S17): at most `PAGE_SIZE` rows and one more that tells whether
 * others follow. Only rows of locations on which the actor holds a role; what ran out is left out.
 */
export async function listCustomers(
  tx: Tx<PartnerUser>,
  engagementId: string,
  { tab, q, status, sort }: CustomersQuery,
  after: Cursor | null,
): Promise<CustomerRow[]> {
  const locations = locationsOf(tx.actor);
  const shape = [
    sort,
    status && "status",
    q && "search",
    after && "after",
    locations === "*" || "own",
  ];
  const query = prepared(
    tx.db,
    `customers ${shape.filter((part) => typeof part === "string").join(" ")}`,
    (db, name) => {
      const sorted = sort.endsWith("days") ? customers.dueAt : customers.name;
      const direction = sort.startsWith("-") ? desc : asc;
      const where: (SQL | undefined)[] = [
        eq(customers.partnerId, sql.placeholder("partnerId")),
        eq(customers.engagementId, sql.placeholder("engagementId")),
        eq(customers.tab, sql.placeholder("tab")),
        or(customers.known, gt(customers.dueAt, sql`${sql.placeholder("now")}::timestamptz`)),
      ];
      if (status) where.push(eq(customers.status, sql.placeholder("status")));
      if (q) where.push(like(customers.search, sql.placeholder("pattern")));
      if (after) where.push(beyond(sorted, sort));
      if (locations !== "*") {
        where.push(
          sql`(${customers.locationId} is null or ${customers.locationId} = any(${sql.placeholder("locations")}::uuid[]))`,
        );
      }
      return db
        .select(columns)
        .from(customers)
        .where(and(...where))
        .orderBy(direction(sorted), direction(customers.tenantId))
        .limit(PAGE_SIZE + 1)
        .prepare(name);
    },
  );
  return query.execute({
    partnerId: tx.actor.partnerId,
    engagementId,
    tab,
    now: tx.now.toISOString(),
    status,
    pattern: `%${escapeLike(q.toLowerCase())}%`,
    key: after?.key,
    afterTenantId: after?.tenantId,
    locations,
  });
}

/** Makes a text safe within a LIKE pattern. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}

function beyond(sorted: typeof customers.dueAt | typeof customers.name, sort: string): SQL {
  const cast = sorted === customers.dueAt ? sql`::timestamptz` : sql``;
  const sign = sort.startsWith("-") ? sql`<` : sql`>`;
  return sql`(${sorted}, ${customers.tenantId}) ${sign} (${sql.placeholder("key")}${cast}, ${sql.placeholder("afterTenantId")}::uuid)`;
}

export type StatusCount = { tab: Tab; status: CustomerStatus; count: number };

export type CustomersHead = {
  engagement: {
    id: string;
    slug: string;
    name: string;
    solutionArea: string;
    partnerRole: string;
    availableFrom: string;
    availableUntil: string | null;
    lastDayToAdd: string | null;
  };
  counts: StatusCount[];
};

const countsSchema = z.array(
  z.object({
    tab: z.enum(["eligible", "ineligible", "complete"]),
    status: customerStatus,
    count: z.number(),
  }),
);

/**
 * The engagement of a Customers page with its customers by tab and status, for the actor's
 * locations. Kept counters, less the few rows that ran out and were not cleared away yet.
 * Throws `not_found`.
 */
export async function getCustomersHead(tx: Tx<PartnerUser>, slug: string): Promise<CustomersHead> {
  const locations = locationsOf(tx.actor);
  const query = prepared(
    tx.db,
    `customers head ${locations === "*" ? "all" : "own"}`,
    (db, name) => {
      const own =
        locations === "*"
          ? sql``
          : sql`and (location_id is null or location_id = ${nobody} or location_id = any(${sql.placeholder("locations")}::uuid[]))`;
      const mine = sql`partner_id = ${sql.placeholder("partnerId")}::uuid and engagement_id = ${engagements.id} ${own}`;
      const counts = sql<unknown>`(
      select coalesce(jsonb_agg(jsonb_build_object('tab', tab, 'status', status, 'count', count)), '[]') from (
        select tab, status, sum(count) as count from (
          select tab, status, count from customer_counts where ${mine}
          union all
          (select tab, status, -1 from customers
          where ${mine} and tab in ('eligible', 'ineligible') and not known
            and due_at <= ${sql.placeholder("now")}::timestamptz limit 5000)
        ) steps group by tab, status
      ) counted)`;
      return db
        .select({
          engagement: {
            id: engagements.id,
            slug: engagements.slug,
            name: engagements.name,
            solutionArea: engagements.solutionArea,
            partnerRole: engagements.partnerRole,
            availableFrom: engagements.availableFrom,
            availableUntil: engagements.availableUntil,
            lastDayToAdd: engagements.lastDayToAdd,
          },
          counts,
        })
        .from(engagements)
        .where(eq(engagements.slug, sql.placeholder("slug")))
        .prepare(name);
    },
  );
  const [head] = await query.execute({
    partnerId: tx.actor.partnerId,
    slug,
    now: tx.now.toISOString(),
    locations,
  });
  if (!head) throw new Refusal("not_found");
  return { engagement: head.engagement, counts: countsSchema.parse(head.counts) };
}
