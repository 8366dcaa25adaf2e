import { eq, sql } from "drizzle-orm";
import {
  associations,
  claimSurveys,
  engagementVersions,
  locations,
  partners,
  programme,
  rowOf,
  tenants,
  users,
  workshopClaims,
} from "@/db/schema";
import { workshopColumns } from "../../../consent/facts";
import { prepared, type Handle, type Tx, type Visitor } from "../../../ctx";
import { Refusal } from "../../../errors";

export type AskedSurvey = Awaited<ReturnType<typeof getAskedSurvey>>;

/**
 * The one survey that a visitor's link asks about, its claim and its workshop. Reads only: opening a
 * link changes nothing (D10). One statement.
 */
export async function getAskedSurvey(tx: Tx<Visitor>) {
  const [row] = await query(tx.db).execute({ surveyId: tx.actor.requestId });
  if (!row) throw new Refusal("not_found");
  return row;
}

function query(db: Handle) {
  return prepared(db, "claims_asked_survey", (handle, name) =>
    handle
      .select({
        survey: claimSurveys,
        sender: { name: users.name, email: users.email },
        claim: {
          id: workshopClaims.id,
          number: workshopClaims.number,
          partnerId: workshopClaims.partnerId,
          associationId: workshopClaims.associationId,
          engagementId: workshopClaims.engagementId,
          tenantId: workshopClaims.tenantId,
          locationId: workshopClaims.locationId,
          status: workshopClaims.status,
          deliveryDueAt: workshopClaims.deliveryDueAt,
          reviewDueAt: workshopClaims.reviewDueAt,
          disputeDueAt: workshopClaims.disputeDueAt,
          contactFirstName: workshopClaims.contactFirstName,
          contactLastName: workshopClaims.contactLastName,
          partnerContactName: workshopClaims.partnerContactName,
          partnerContactEmail: workshopClaims.partnerContactEmail,
        },
        suspendedAt: partners.suspendedAt,
        programme: { organisation: programme.organisation, email: programme.email },
        workshop: { ...workshopColumns, timeZone: workshopClaims.timeZone },
      })
      .from(claimSurveys)
      .innerJoin(
        workshopClaims,
        rowOf(workshopClaims, claimSurveys.partnerId, claimSurveys.claimId),
      )
      .innerJoin(
        associations,
        rowOf(associations, workshopClaims.partnerId, workshopClaims.associationId),
      )
      .innerJoin(engagementVersions, eq(engagementVersions.id, associations.versionId))
      .innerJoin(tenants, eq(tenants.id, workshopClaims.tenantId))
      .innerJoin(partners, eq(partners.id, workshopClaims.partnerId))
      .innerJoin(locations, rowOf(locations, workshopClaims.partnerId, workshopClaims.locationId))
      .innerJoin(users, eq(users.id, claimSurveys.createdBy))
      .crossJoin(programme)
      .where(eq(claimSurveys.id, sql.placeholder("surveyId")))
      .prepare(name),
  );
}
