import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import {
  associations,
  engagements,
  engagementVersions,
  locations,
  partners,
  payments,
  rowOf,
  tenantDomains,
  tenants,
  users,
  workshopClaims,
} from "@/db/schema";
import { moneyOf } from "@/db/schema/columns";
import type { Operator, PartnerUser, Tx } from "../ctx";
import { Refusal } from "../errors";
import { scope } from "./lock-claim";

export type Claim = Awaited<ReturnType<typeof getClaim>>;

/**
 * One workshop claim by its claim ID, with everything that section 6 names: for its
 * partner, and for the programme once it was sent in. Instants in UTC; `*DueAt` is the first instant after the last day; `createdAt` is
 * the customer's consent; days are `YYYY-MM-DD`; the amount is a decimal text.
 * Throws `not_found`, also for another partner's claim or another location's.
 */
export async function getClaim(tx: Tx<PartnerUser> | Tx<Operator>, number: number) {
  const reviewer = alias(users, "reviewer");
  const partnerNetwork = sql<boolean>`exists(select from consent_decisions d
    where d.partner_id = ${associations.partnerId} and d.association_id = ${associations.id} and d.partner_network)`;
  const domains = sql<string[]>`array(
    select ${tenantDomains.domain} from ${tenantDomains}
    where ${tenantDomains.tenantId} = ${tenants.id} order by 1)`;
  const former = sql<number | null>`(
    select c.number from workshop_claims c
    where c.partner_id = ${workshopClaims.partnerId} and c.id = ${workshopClaims.renewsClaimId})`;
  const [claim] = await tx.db
    .select({
      id: workshopClaims.id,
      number: workshopClaims.number,
      version: workshopClaims.version,
      partnerId: workshopClaims.partnerId,
      locationId: workshopClaims.locationId,
      partnerName: partners.name,
      consentedAt: associations.consentedAt,
      /** D19: the consent came from where somebody of the partner signs in. */
      partnerNetwork,
      reviewerId: workshopClaims.reviewerId,
      reviewerSince: workshopClaims.reviewerSince,
      reviewerName: reviewer.name,
      clockStandsStill: workshopClaims.clockStandsStill,
      disputeDays: workshopClaims.disputeDays,
      associationId: workshopClaims.associationId,
      status: workshopClaims.status,
      statusAt: workshopClaims.statusAt,
      friendlyName: workshopClaims.friendlyName,
      payout: moneyOf(workshopClaims.payoutMinor, workshopClaims.currency),
      band: workshopClaims.band,
      rateValidFrom: workshopClaims.rateValidFrom,
      requires: workshopClaims.requires,
      /** When its round began: its template is that of this day (P14). */
      begunAt: associations.createdAt,
      createdAt: workshopClaims.createdAt,
      deliveryDueAt: workshopClaims.deliveryDueAt,
      reviewDueAt: workshopClaims.reviewDueAt,
      disputeDueAt: workshopClaims.disputeDueAt,
      submittedAt: workshopClaims.submittedAt,
      submittedBy: workshopClaims.submittedBy,
      submittedByName: users.name,
      disputedAt: workshopClaims.disputedAt,
      approvedAt: workshopClaims.approvedAt,
      paidAt: workshopClaims.paidAt,
      paymentReference: workshopClaims.paymentReference,
      /** P30: the transfer that paid it; null: it was paid by hand, or is not paid. */
      paymentId: workshopClaims.paymentId,
      /** P30: the payment run that paid it, and the bank's day; null: none did. */
      paymentRun: payments.runNumber,
      paidOn: payments.paidOn,
      timeZone: workshopClaims.timeZone,
      mismatchReason: associations.mismatchReason,
      contactReleaseId: workshopClaims.contactReleaseId,
      renewsClaimId: workshopClaims.renewsClaimId,
      renewsNumber: former,
      engagement: {
        slug: engagements.slug,
        name: engagementVersions.name,
        solutionArea: engagements.solutionArea,
        partnerRole: engagements.partnerRole,
        poe: engagementVersions.poe,
        consentDays: engagementVersions.consentDays,
      },
      location: { name: locations.name, mpnId: locations.mpnId, country: locations.country },
      tenant: { id: tenants.id, name: tenants.name, tpid: tenants.tpid, domains },
      contact: {
        firstName: workshopClaims.contactFirstName,
        lastName: workshopClaims.contactLastName,
        title: workshopClaims.contactTitle,
        email: workshopClaims.contactEmail,
        language: workshopClaims.contactLanguage,
      },
      partnerContact: {
        name: workshopClaims.partnerContactName,
        email: workshopClaims.partnerContactEmail,
      },
      invoice: {
        number: workshopClaims.invoiceNumber,
        amount: workshopClaims.invoiceAmount,
        currency: workshopClaims.invoiceCurrency,
      },
      workshopFrom: workshopClaims.workshopFrom,
      workshopUntil: workshopClaims.workshopUntil,
    })
    .from(workshopClaims)
    .innerJoin(
      associations,
      rowOf(associations, workshopClaims.partnerId, workshopClaims.associationId),
    )
    .innerJoin(engagements, eq(engagements.id, workshopClaims.engagementId))
    .innerJoin(engagementVersions, eq(engagementVersions.id, associations.versionId))
    .innerJoin(partners, eq(partners.id, workshopClaims.partnerId))
    .innerJoin(locations, rowOf(locations, workshopClaims.partnerId, workshopClaims.locationId))
    .innerJoin(tenants, eq(tenants.id, workshopClaims.tenantId))
    .leftJoin(payments, rowOf(payments, workshopClaims.partnerId, workshopClaims.paymentId))
    .leftJoin(users, eq(users.id, workshopClaims.submittedBy))
    .leftJoin(reviewer, eq(reviewer.id, workshopClaims.reviewerId))
    .where(
      and(
        eq(workshopClaims.number, number),
        tx.actor.kind === "operator" ? isNotNull(workshopClaims.submittedAt) : scope(tx.actor),
      ),
    );
  if (!claim) throw new Refusal("not_found");
  return claim;
}

/** The contact and partner's contact of a claim, to ask for consent anew (P1 of section 9); null: no such claim. */
export async function findContacts(tx: Tx<PartnerUser>, claimId: string) {
  const [found] = await tx.db
    .select({
      firstName: workshopClaims.contactFirstName,
      lastName: workshopClaims.contactLastName,
      title: workshopClaims.contactTitle,
      email: workshopClaims.contactEmail,
      language: workshopClaims.contactLanguage,
      partnerName: workshopClaims.partnerContactName,
      partnerEmail: workshopClaims.partnerContactEmail,
    })
    .from(workshopClaims)
    .where(rowOf(workshopClaims, tx.actor.partnerId, claimId));
  return found ?? null;
}

/** The last round by which a claim was begun anew, and its claim once the customer consented. */
export async function findRenewal(tx: Tx<PartnerUser>, claimId: string) {
  const [round] = await tx.db
    .select({
      associationId: associations.id,
      endedAt: associations.endedAt,
      consentDueAt: associations.consentDueAt,
      number: workshopClaims.number,
    })
    .from(associations)
    .leftJoin(
      workshopClaims,
      rowOf(associations, workshopClaims.partnerId, workshopClaims.associationId),
    )
    .where(
      and(eq(associations.partnerId, tx.actor.partnerId), eq(associations.renewsClaimId, claimId)),
    )
    .orderBy(desc(associations.createdAt))
    .limit(1);
  return round ?? null;
}

/**
 * The instant from which the workshop of a claim may have been held: the customer's consent; for a
 * claim that was begun anew, the first consent of all.
 */
export async function firstConsentOf(
  tx: Tx<PartnerUser> | Tx<Operator>,
  { id, partnerId }: { id: string; partnerId: string },
): Promise<Date> {
  const { rows } = await tx.db.execute<{ at: number | null }>(sql`
    with recursive chain as (
      select partner_id, id, renews_claim_id, created_at from workshop_claims
      where partner_id = ${partnerId} and id = ${id}
      union select c.partner_id, c.id, c.renews_claim_id, c.created_at
      from workshop_claims c join chain on c.partner_id = chain.partner_id and c.id = chain.renews_claim_id)
    select (extract(epoch from min(created_at)) * 1000)::float8 as at from chain`);
  const at = rows[0]?.at;
  if (at == null) throw new Refusal("not_found");
  return new Date(at);
}
