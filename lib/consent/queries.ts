import { and, eq, gt, isNull, sql } from "drizzle-orm";
import {
  associations,
  consentDecisions,
  consentRequests,
  engagements,
  engagementVersions,
  locations,
  partners,
  programme,
  rowOf,
  tenants,
} from "@/db/schema";
import { prepared, type Handle, type Tx, type Visitor } from "../ctx";
import { Refusal } from "../errors";
import { workshopColumns } from "./facts";

export type AskedRequest = Awaited<ReturnType<typeof getAskedRequest>>;

/**
 * The one request that a visitor's link asks about, its round, and the answer to it, if any: the database knows
 * from the proof which it is. Reads only: opening a link changes nothing (D10). One statement.
 */
export async function getAskedRequest(tx: Pick<Tx<Visitor>, "db">) {
  const [row] = await query(tx.db).execute();
  if (!row) throw new Refusal("not_found");
  return row;
}

/** The request of a round that waits for its answer, if any: neither replaced nor closed (D11, D18). */
export function isLive(associationId: string) {
  return and(
    eq(consentRequests.associationId, associationId),
    isNull(consentRequests.replacedAt),
    isNull(consentRequests.closedAt),
  );
}

/**
 * The round while its customer can still answer at `now`. It stands in the UPDATE of whatever would
 * end or begin that, so that what came first wins.
 */
export function isUnanswered(associationId: string, now: Date) {
  return and(
    eq(associations.id, associationId),
    isNull(associations.consentedAt),
    isNull(associations.endedAt),
    gt(associations.consentDueAt, now),
  );
}

function query(db: Handle) {
  return prepared(db, "consent_asked_request", (handle, name) =>
    handle
      .select({
        request: {
          id: consentRequests.id,
          number: consentRequests.number,
          contactFirstName: consentRequests.contactFirstName,
          contactLastName: consentRequests.contactLastName,
          contactTitle: consentRequests.contactTitle,
          contactEmail: consentRequests.contactEmail,
          language: consentRequests.language,
          partnerContactName: consentRequests.partnerContactName,
          partnerContactEmail: consentRequests.partnerContactEmail,
          partnerContactPhone: consentRequests.partnerContactPhone,
          wordingVersion: consentRequests.wordingVersion,
          sentBy: consentRequests.sentBy,
          sentAt: consentRequests.sentAt,
          replacedAt: consentRequests.replacedAt,
          closedAt: consentRequests.closedAt,
          closedFor: consentRequests.closedFor,
          releaseId: consentRequests.releaseId,
        },
        programme: {
          name: programme.name,
          organisation: programme.organisation,
          address: programme.address,
          email: programme.email,
          privacy: programme.privacy,
          privacyTexts: sql<boolean>`${programme.privacyEn} <> ''`,
          keptYears: programme.keptYears,
        },
        round: {
          id: associations.id,
          partnerId: associations.partnerId,
          tenantId: associations.tenantId,
          engagementId: associations.engagementId,
          locationId: associations.locationId,
          renewsClaimId: associations.renewsClaimId,
          consentDueAt: associations.consentDueAt,
          consentedAt: associations.consentedAt,
          deliveryDueAt: associations.deliveryDueAt,
          submittedAt: associations.submittedAt,
          endedAt: associations.endedAt,
          endReason: associations.endReason,
        },
        workshop: { ...workshopColumns, timeZone: associations.timeZone },
        suspendedAt: partners.suspendedAt,
        engagement: {
          slug: engagements.slug,
          summary: engagementVersions.summary,
          deliveryDays: engagementVersions.deliveryDays,
          reviewDays: engagementVersions.reviewDays,
          disputeDays: engagementVersions.disputeDays,
          clockStandsStill: engagementVersions.clockStandsStill,
          poe: engagementVersions.poe,
        },
        decision: {
          id: consentDecisions.id,
          linkId: consentDecisions.linkId,
          decision: consentDecisions.decision,
          fullName: consentDecisions.fullName,
          reason: consentDecisions.reason,
          decidedAt: consentDecisions.decidedAt,
          language: consentDecisions.language,
          wordingVersion: consentDecisions.wordingVersion,
          wordingHash: consentDecisions.wordingHash,
          wording: consentDecisions.wording,
          contactEmail: consentDecisions.contactEmail,
          confirmedByCode: consentDecisions.confirmedByCode,
          auditHash: consentDecisions.auditHash,
        },
      })
      .from(consentRequests)
      .innerJoin(
        associations,
        rowOf(associations, consentRequests.partnerId, consentRequests.associationId),
      )
      .innerJoin(engagements, eq(engagements.id, associations.engagementId))
      .innerJoin(engagementVersions, eq(engagementVersions.id, associations.versionId))
      .innerJoin(tenants, eq(tenants.id, associations.tenantId))
      .innerJoin(partners, eq(partners.id, associations.partnerId))
      .innerJoin(locations, rowOf(locations, associations.partnerId, associations.locationId))
      .crossJoin(programme)
      .leftJoin(
        consentDecisions,
        and(
          eq(consentDecisions.partnerId, consentRequests.partnerId),
          eq(consentDecisions.requestId, consentRequests.id),
        ),
      )
      .where(eq(consentRequests.id, sql`app_request()`))
      .prepare(name),
  );
}
