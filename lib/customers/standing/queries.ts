import { and, eq, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { z } from "zod";
import { claimStatuses, customers, emailStates, engagements } from "@/db/schema";
import { moneyOf } from "@/db/schema/columns";
import { locationsOf, prepared, type PartnerUser, type Tx } from "../../ctx";
import { money } from "../../money";
import type { CustomerFacts } from "../rules";

/** One row of the actor's own Customers page, as it is at this instant. */
export type Standing = CustomerFacts & { name: string; locationId: string | null };

/** What a row says, as it was computed last. */
export const factColumns = {
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
  completedAt: customers.completedAt,
} satisfies Record<keyof CustomerFacts, AnyPgColumn>;

const instant = z.coerce.date();
/** What `wholeRow` says of a row of Customers. */
export const customerStanding = z.object({
  engagementId: z.string(),
  locationId: z.string().nullable(),
  known: z.boolean(),
  criteriaMet: z.boolean(),
  taken: z.enum(["consent", "done"]).nullable(),
  associationId: z.string().nullable(),
  timeZone: z.string().nullable(),
  consentDueAt: instant.nullable(),
  requestedAt: instant.nullable(),
  mailState: z.enum(emailStates).nullable(),
  contactRelease: z.enum(["waiting", "refused"]).nullable(),
  consentedAt: instant.nullable(),
  deliveryDueAt: instant.nullable(),
  claimNumber: z.number().nullable(),
  claimStatus: z.enum(claimStatuses).nullable(),
  completedAt: instant.nullable(),
  /** The end of the partner's clock while the claim waits for the partner. */
  claimDueAt: instant.nullable(),
  /** What its claim pays. */
  payout: money.nullable(),
});
export type CustomerStanding = z.output<typeof customerStanding>;

const facts = sql.join(
  Object.entries(factColumns).map(
    ([key, { name }]) => sql`${sql.raw(`'${key}'`)}, c.${sql.identifier(name)}`,
  ),
  sql`, `,
);

/** A row `c` of Customers with its claim's line `w` as JSON, for `customerStanding`. */
export const wholeRow = sql`jsonb_build_object('engagementId', c.engagement_id, 'locationId', c.location_id, ${facts},
  'claimDueAt', case when c.claim_status in ('action_required', 'rejected') then w.due_at end,
  'payout', ${moneyOf(sql`w.payout_minor`, sql`w.currency`)})`;

/**
 * The row of one tenant on an engagement's Customers page, with what the other partners' answers say
 * now; null when there is none, or it belongs to a location on which the actor holds no role.
 */
export async function findStanding(
  tx: Tx<PartnerUser>,
  slug: string,
  tenantId: string,
): Promise<Standing | null> {
  const query = prepared(tx.db, "customer standing", (db, name) =>
    db
      .select({
        name: customers.name,
        locationId: customers.locationId,
        ...factColumns,
        taken: sql<
          "consent" | "done" | null
        >`taken_by_others(${customers.partnerId}, ${customers.engagementId}, ${customers.tenantId}, ${sql.placeholder("now")}::timestamptz)`,
      })
      .from(customers)
      .innerJoin(engagements, eq(engagements.id, customers.engagementId))
      .where(
        and(
          eq(customers.partnerId, sql.placeholder("partnerId")),
          eq(customers.tenantId, sql.placeholder("tenantId")),
          eq(engagements.slug, sql.placeholder("slug")),
        ),
      )
      .prepare(name),
  );
  const { partnerId } = tx.actor;
  const [row] = await query.execute({ partnerId, tenantId, slug, now: tx.now.toISOString() });
  if (!row) return null;
  const locations = locationsOf(tx.actor);
  const mine = row.locationId === null || locations === "*" || locations.includes(row.locationId);
  return mine ? row : null;
}
