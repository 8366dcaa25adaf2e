import { asc, desc, eq, isNull } from "drizzle-orm";
import {
  associations,
  engagements,
  engagementVersions,
  knownCustomers,
  locations,
  partners,
  rowOf,
  workshopClaims,
} from "@/db/schema";
import type { Operator, Tx } from "../../ctx";

/** So many rounds are shown, the ones that began last. */
const MOST = 200;

/** P17: the rounds of all partners with one tenant, those that run first; for the programme alone, which sees rivals side by side. */
export function listRoundsOfTenant(tx: Tx<Operator>, tenantId: string) {
  return tx.db
    .select({
      id: associations.id,
      partnerId: associations.partnerId,
      partnerName: partners.name,
      locationName: locations.name,
      engagementSlug: engagements.slug,
      engagementName: engagementVersions.name,
      timeZone: associations.timeZone,
      origin: associations.origin,
      createdAt: associations.createdAt,
      consentDueAt: associations.consentDueAt,
      requestedAt: associations.requestedAt,
      consentedAt: associations.consentedAt,
      deliveryDueAt: associations.deliveryDueAt,
      submittedAt: associations.submittedAt,
      endedAt: associations.endedAt,
      endReason: associations.endReason,
      claimNumber: workshopClaims.number,
      claimStatus: workshopClaims.status,
    })
    .from(associations)
    .innerJoin(partners, eq(partners.id, associations.partnerId))
    .innerJoin(locations, rowOf(locations, associations.partnerId, associations.locationId))
    .innerJoin(engagements, eq(engagements.id, associations.engagementId))
    .innerJoin(engagementVersions, eq(engagementVersions.id, associations.versionId))
    .leftJoin(
      workshopClaims,
      rowOf(associations, workshopClaims.partnerId, workshopClaims.associationId),
    )
    .where(eq(associations.tenantId, tenantId))
    .orderBy(
      desc(isNull(associations.endedAt)),
      asc(engagementVersions.name),
      desc(associations.createdAt),
      asc(associations.id),
    )
    .limit(MOST);
}
export type TenantRound = Awaited<ReturnType<typeof listRoundsOfTenant>>[number];

/** S6: the partners whose customer it is, by name. */
export function listKnowers(tx: Tx<Operator>, tenantId: string) {
  return tx.db
    .select({ id: partners.id, name: partners.name, since: knownCustomers.since })
    .from(knownCustomers)
    .innerJoin(partners, eq(partners.id, knownCustomers.partnerId))
    .where(eq(knownCustomers.tenantId, tenantId))
    .orderBy(asc(partners.name), asc(partners.id));
}
