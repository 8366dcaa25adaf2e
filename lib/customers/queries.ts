import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { engagements, engagementVersions, partnerRoles, versionAt } from "@/db/schema";
import type { PartnerUser, Tx } from "../ctx";
import { usualZone } from "../installation";
import { locationsOf, prepared } from "../ctx";
import { Refusal } from "../errors";
import { customerStatus, tabs, type CustomerStatus, type Tab } from "./schema";

/** In the counters: a row without an association, which belongs to no location. */
const nobody = "00000000-0000-0000-0000-000000000000";

export type StatusCount = { tab: Tab; status: CustomerStatus; count: number };

export type CustomersHead = {
  engagement: {
    id: string;
    slug: string;
    name: string;
    solutionArea: string;
    partnerRole: string;
    hasCustomers: boolean;
    availableFrom: string;
    availableUntil: string | null;
    lastDayToAdd: string | null;
  };
  counts: StatusCount[];
  /** D4: the actor left a wizard of this engagement; whether it is still open, `listOpenDrafts` knows. */
  left: boolean;
  /** Of the programme. */
  timeZone: string;
  /** The actor's locations, by name; one more than `PLACES` where there are too many to offer. */
  places: z.output<typeof placesSchema>;
};

const placesSchema = z.array(z.object({ mpnId: z.string(), name: z.string() }));
/** So many locations are offered to choose from; of more, one types its ID. */
export const PLACES = 20;

const countsSchema = z.array(
  z.object({
    tab: z.enum(tabs),
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
          select lapsed.* from (values ('eligible'), ('ineligible')) tabs (tab) cross join lateral (
            select tab, status, -1 from customers
            where ${mine} and tab = tabs.tab and not known and due_at <= ${sql.placeholder("now")}::timestamptz
            order by due_at limit 5000) lapsed
        ) steps group by tab, status
      ) counted)`;
      return db
        .select({
          engagement: {
            id: engagements.id,
            slug: engagements.slug,
            name: engagementVersions.name,
            solutionArea: engagements.solutionArea,
            partnerRole: engagements.partnerRole,
            hasCustomers: partnerRoles.withCustomers,
            availableFrom: engagements.availableFrom,
            availableUntil: engagements.availableUntil,
            lastDayToAdd: engagements.lastDayToAdd,
          },
          counts,
          timeZone: usualZone,
          places: sql<unknown>`(select coalesce(jsonb_agg(p), '[]') from (
            select mpn_id as "mpnId", name from locations where partner_id = ${sql.placeholder("partnerId")}::uuid
              ${locations === "*" ? sql`` : sql`and id = any(${sql.placeholder("locations")}::uuid[])`}
            order by name, mpn_id limit ${sql.raw(String(PLACES + 1))}) p)`,
          left: sql<boolean>`exists (
            select from drafts d where d.user_id = ${sql.placeholder("userId")}::uuid
              and d.engagement_id = engagements.id and d.completed_at is null)`,
        })
        .from(engagements)
        .innerJoin(partnerRoles, eq(partnerRoles.key, engagements.partnerRole))
        .innerJoin(
          engagementVersions,
          eq(engagementVersions.id, versionAt(engagements.id, sql`${sql.placeholder("now")}`)),
        )
        .where(eq(engagements.slug, sql.placeholder("slug")))
        .prepare(name);
    },
  );
  const [head] = await query.execute({
    partnerId: tx.actor.partnerId,
    userId: tx.actor.userId,
    slug,
    now: tx.now.toISOString(),
    locations,
  });
  if (!head) throw new Refusal("not_found");
  return {
    ...head,
    counts: countsSchema.parse(head.counts),
    places: placesSchema.parse(head.places),
  };
}
