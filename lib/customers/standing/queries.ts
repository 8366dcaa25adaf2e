import { and, eq, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { customers, engagements } from "@/db/schema";
import { locationsOf, prepared, type PartnerUser, type Tx } from "../../ctx";
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
