import { and, eq, isNull, sql } from "drizzle-orm";
import {
  associations,
  consentRequests,
  engagements,
  locations,
  tenantDomains,
  tenants,
  users,
  workshopClaims,
} from "@/db/schema";
import type { PartnerUser, Tx } from "../ctx";
import { Refusal } from "../errors";

export type Claim = Awaited<ReturnType<typeof getClaim>>;

/**
 * One workshop claim of the actor's company by its claim ID of seven digits, with everything that
 * section 6 names. Instants in UTC; `deliveryDueAt` is the first instant after the last day.
 * Throws `not_found`, also for another partner's claim or another location's.
 */
export async function getClaim(tx: Tx<PartnerUser>, number: number) {
  const domains = sql<string[]>`array(
    select ${tenantDomains.domain} from ${tenantDomains}
    where ${tenantDomains.tenantId} = ${tenants.id} order by 1)`;
  const [claim] = await tx.db
    .select({
      id: workshopClaims.id,
      number: workshopClaims.number,
      requires: workshopClaims.requires,
      clocks: {
        deliveryDueAt: workshopClaims.deliveryDueAt,
        reviewDueAt: workshopClaims.reviewDueAt,
        disputeDueAt: workshopClaims.disputeDueAt,
      },
      status: workshopClaims.status,
      friendlyName: workshopClaims.friendlyName,
      payoutUsd: workshopClaims.payoutUsd,
      band: workshopClaims.band,
      rateValidFrom: workshopClaims.rateValidFrom,
      consentedAt: associations.consentedAt,
      deliveryDueAt: associations.deliveryDueAt,
      submittedAt: associations.submittedAt,
      endedAt: associations.endedAt,
      timeZone: associations.timeZone,
      mismatchReason: associations.mismatchReason,
      engagement: {
        slug: engagements.slug,
        name: engagements.name,
        solutionArea: engagements.solutionArea,
        partnerRole: engagements.partnerRole,
        poe: engagements.poe,
      },
      location: { name: locations.name, mpnId: locations.mpnId },
      tenant: { id: tenants.id, name: tenants.name, tpid: tenants.tpid, domains },
      contact: {
        firstName: consentRequests.contactFirstName,
        lastName: consentRequests.contactLastName,
        title: consentRequests.contactTitle,
        email: consentRequests.contactEmail,
      },
      partnerContact: {
        name: consentRequests.partnerContactName,
        email: consentRequests.partnerContactEmail,
      },
      createdByName: users.name,
    })
    .from(workshopClaims)
    .innerJoin(associations, eq(associations.id, workshopClaims.associationId))
    .innerJoin(engagements, eq(engagements.id, associations.engagementId))
    .innerJoin(locations, eq(locations.id, associations.locationId))
    .innerJoin(tenants, eq(tenants.id, associations.tenantId))
    .innerJoin(users, eq(users.id, associations.createdBy))
    .leftJoin(
      consentRequests,
      and(eq(consentRequests.associationId, associations.id), isNull(consentRequests.replacedAt)),
    )
    .where(
      and(eq(workshopClaims.number, number), eq(workshopClaims.partnerId, tx.actor.partnerId)),
    );
  if (!claim) throw new Refusal("not_found");
  return claim;
}
