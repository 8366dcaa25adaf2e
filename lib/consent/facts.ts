import { eq, sql } from "drizzle-orm";
import {
  associations,
  engagements,
  engagementVersions,
  locations,
  partners,
  rowOf,
  tenants,
} from "@/db/schema";
import { prepared, type Handle, type Tx } from "../ctx";
import { Refusal } from "../errors";
import type { MailRound } from "../mail/post";

/** What is told of a workshop wherever it is joined to its version, tenant, partner and location. */
export const workshopColumns = {
  engagementName: engagementVersions.name,
  tenantName: tenants.name,
  partnerName: partners.name,
  locationName: locations.name,
  locationCity: locations.city,
  locationCountry: locations.country,
};

export type WorkshopFacts = Awaited<ReturnType<typeof workshopFacts>>;

/**
 * Everything about one workshop with one customer that mails, pages and the wording tell.
 * `workshop` is what every mail about it needs (lib/mail/schema.ts); the rest stands beside it.
 * Refuses with `not_found` when the actor has no such association.
 */
export async function workshopFacts(tx: Tx, associationId: string) {
  const [row] = await query(tx.db).execute({ associationId });
  if (!row) throw new Refusal("not_found");
  const { workshop, deliveryDays } = row;
  const { locationName: _, timeZone: __, ...told } = workshop;
  return { ...row, wording: { ...told, deliveryDays } };
}

/** The round as its e-mails name it. */
export function roundOf({ associationId, tenantId, engagementId }: WorkshopFacts): MailRound {
  return { id: associationId, tenantId, engagementId };
}

function query(db: Handle) {
  return prepared(db, "consent_workshop_facts", (handle, name) =>
    handle
      .select({
        associationId: associations.id,
        partnerId: associations.partnerId,
        tenantId: associations.tenantId,
        engagementId: associations.engagementId,
        locationId: associations.locationId,
        origin: associations.origin,
        createdAt: associations.createdAt,
        createdBy: associations.createdBy,
        customerEmail: associations.customerEmail,
        consentDueAt: associations.consentDueAt,
        requestedAt: associations.requestedAt,
        consentedAt: associations.consentedAt,
        deliveryDueAt: associations.deliveryDueAt,
        submittedAt: associations.submittedAt,
        endedAt: associations.endedAt,
        endReason: associations.endReason,
        extendedAt: associations.extendedAt,
        renewsClaimId: associations.renewsClaimId,
        engagementSlug: engagements.slug,
        engagementSummary: engagementVersions.summary,
        consentDays: engagementVersions.consentDays,
        deliveryDays: engagementVersions.deliveryDays,
        tenantCountry: tenants.country,
        workshop: { ...workshopColumns, timeZone: associations.timeZone },
      })
      .from(associations)
      .innerJoin(engagements, eq(engagements.id, associations.engagementId))
      .innerJoin(engagementVersions, eq(engagementVersions.id, associations.versionId))
      .innerJoin(tenants, eq(tenants.id, associations.tenantId))
      .innerJoin(partners, eq(partners.id, associations.partnerId))
      .innerJoin(locations, rowOf(locations, associations.partnerId, associations.locationId))
      .where(eq(associations.id, sql.placeholder("associationId")))
      .prepare(name),
  );
}
