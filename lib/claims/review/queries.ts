import { and, asc, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import {
  associations,
  claimDocuments,
  claimReviews,
  claimSurveys,
  engagements,
  locations,
  partners,
  tenantDomains,
  tenants,
  users,
  workshopClaims,
} from "@/db/schema";
import { tellEvent, type Told } from "../../audit/events";
import { scanState } from "../documents/queries";
import type { Operator, Tx } from "../../ctx";
import { Refusal } from "../../errors";

export type ReviewedClaim = Awaited<ReturnType<typeof getReviewedClaim>>;

/**
 * One workshop claim by its claim ID, for the programme, with everything that section 6 names.
 * `*DueAt` are the first instants after the last day. Throws `not_found`, also for one that was never sent in.
 */
export async function getReviewedClaim(tx: Tx<Operator>, number: number) {
  const domains = sql<string[]>`array(
    select ${tenantDomains.domain} from ${tenantDomains}
    where ${tenantDomains.tenantId} = ${tenants.id} order by 1)`;
  const renews = sql<number | null>`(
    select o.number from workshop_claims o
    where o.partner_id = ${workshopClaims.partnerId} and o.id = ${workshopClaims.renewsClaimId})`;
  const partnerNetwork = sql<boolean>`exists(select from consent_decisions d
    where d.partner_id = ${associations.partnerId} and d.association_id = ${associations.id} and d.partner_network)`;
  const [found] = await tx.db
    .select({
      claim: workshopClaims,
      consentedAt: associations.consentedAt,
      mismatchReason: associations.mismatchReason,
      /** D19: the consent came from where somebody of the partner signs in. */
      partnerNetwork,
      engagement: {
        slug: engagements.slug,
        name: engagements.name,
        solutionArea: engagements.solutionArea,
        partnerRole: engagements.partnerRole,
      },
      partnerName: partners.name,
      location: { name: locations.name, mpnId: locations.mpnId, country: locations.country },
      tenant: { id: tenants.id, name: tenants.name, tpid: tenants.tpid, domains },
      reviewerName: users.name,
      renews,
    })
    .from(workshopClaims)
    .innerJoin(
      associations,
      and(
        eq(associations.partnerId, workshopClaims.partnerId),
        eq(associations.id, workshopClaims.associationId),
      ),
    )
    .innerJoin(engagements, eq(engagements.id, workshopClaims.engagementId))
    .innerJoin(partners, eq(partners.id, workshopClaims.partnerId))
    .innerJoin(
      locations,
      and(
        eq(locations.partnerId, workshopClaims.partnerId),
        eq(locations.id, workshopClaims.locationId),
      ),
    )
    .innerJoin(tenants, eq(tenants.id, workshopClaims.tenantId))
    .leftJoin(users, eq(users.id, workshopClaims.reviewerId))
    .where(and(eq(workshopClaims.number, number), isNotNull(workshopClaims.submittedAt)));
  if (!found) throw new Refusal("not_found");
  return found;
}

/** The programme's decisions about a claim, the newest first (W12–W14); for both sides. */
export function listReviews(tx: Tx, claimId: string) {
  return tx.db
    .select({
      id: claimReviews.id,
      decision: claimReviews.decision,
      reasons: claimReviews.reasons,
      comment: claimReviews.comment,
      reviewerId: claimReviews.reviewerId,
      reviewerName: claimReviews.reviewerName,
      submittedAt: claimReviews.submittedAt,
      decidedAt: claimReviews.decidedAt,
    })
    .from(claimReviews)
    .where(eq(claimReviews.claimId, claimId))
    .orderBy(desc(claimReviews.decidedAt), desc(claimReviews.id));
}
export type Review = Awaited<ReturnType<typeof listReviews>>[number];

/** The files of a claim, in the order of its places. */
export function listFiles(tx: Tx<Operator>, claimId: string) {
  return tx.db
    .select({
      id: claimDocuments.id,
      requirement: claimDocuments.requirement,
      name: claimDocuments.name,
      mediaType: claimDocuments.mediaType,
      size: claimDocuments.size,
      uploadedAt: claimDocuments.uploadedAt,
      scan: scanState,
    })
    .from(claimDocuments)
    .where(and(eq(claimDocuments.claimId, claimId), isNull(claimDocuments.removedAt)))
    .orderBy(asc(claimDocuments.requirement), asc(claimDocuments.place));
}
export type ClaimFile = Awaited<ReturnType<typeof listFiles>>[number];

/** The surveys of a claim as they stand, with their questions and answers. */
export function listAnsweredSurveys(tx: Tx<Operator>, claimId: string) {
  return tx.db
    .select({
      kind: claimSurveys.kind,
      recipientName: claimSurveys.recipientName,
      recipientEmail: claimSurveys.recipientEmail,
      questions: claimSurveys.questions,
      answers: claimSurveys.answers,
      answeredAt: claimSurveys.answeredAt,
      answeredName: claimSurveys.answeredName,
      partnerNetwork: claimSurveys.partnerNetwork,
    })
    .from(claimSurveys)
    .where(
      and(
        eq(claimSurveys.claimId, claimId),
        isNull(claimSurveys.replacedAt),
        isNull(claimSurveys.closedAt),
      ),
    )
    .orderBy(desc(claimSurveys.kind));
}
export type ClaimSurvey = Awaited<ReturnType<typeof listAnsweredSurveys>>[number];

const acts = z.array(
  z.object({
    key: z.string(),
    at: z.coerce.date(),
    event: z.string(),
    data: z.unknown(),
    by: z.enum(["partner", "operator", "visitor", "system"]).catch("system"),
    name: z.string().nullable(),
  }),
);
export type ClaimAct = Pick<z.output<typeof acts>[number], "key" | "at" | "by" | "name"> & Told;

/** What the audit log says of a claim: every act with who and when, the newest first; at most 200. */
export async function listActs(
  tx: Tx<Operator>,
  claim: { id: string; partnerId: string },
): Promise<ClaimAct[]> {
  const { rows } = await tx.db.execute(sql`
    select l.seq::text as key, l.at, l.event, l.data, l.actor_kind as by, u.name
    from audit_log l left join users u on u.id::text = l.actor_id
    where l.subject_id = ${claim.id}::uuid and l.chain = ${claim.partnerId}
    order by l.at desc, l.seq desc limit 200`);
  return acts.parse(rows).map(({ event, data, ...act }) => ({ ...act, ...tellEvent(event, data) }));
}
