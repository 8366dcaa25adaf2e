import { asc, and, eq, isNotNull, isNull } from "drizzle-orm";
import {
  associations,
  claimDocuments,
  claimSurveys,
  engagementVersions,
  proofKinds,
  reviewReasons,
  rowOf,
} from "@/db/schema";
import type { PoeRequirement } from "@/db/schema/states";
import type { Tx } from "../../ctx";
import type { Proof } from "../rules";

/** What the version under which a claim's round began asks and takes as proof (P8, P14). */
export async function getPoe(
  tx: Tx,
  { partnerId, associationId }: { partnerId: string; associationId: string },
): Promise<PoeRequirement[]> {
  const [version] = await tx.db
    .select({ poe: engagementVersions.poe })
    .from(associations)
    .innerJoin(engagementVersions, eq(engagementVersions.id, associations.versionId))
    .where(rowOf(associations, partnerId, associationId));
  return version?.poe ?? [];
}

/** How the kinds of proof are called (P14). */
export function listProofKinds(tx: Tx) {
  return tx.db
    .select({ key: proofKinds.key, en: proofKinds.labelEn, nl: proofKinds.labelNl })
    .from(proofKinds);
}

/** W12: the programme's reasons, by key, and how they are called. */
export async function listReviewReasons(tx: Tx) {
  const { key, about, labelEn: en, labelNl: nl } = reviewReasons;
  const found = await tx.db.select({ key, about, en, nl }).from(reviewReasons).orderBy(asc(key));
  return found.map((one) => ({ ...one, about: one.about.split(", ") }));
}

/** What of a claim's proof of execution is there (W3–W9). */
export async function getProof(tx: Tx, claimId: string): Promise<Proof> {
  const documents = await tx.db
    .selectDistinct({ requirement: claimDocuments.requirement })
    .from(claimDocuments)
    .where(
      and(
        eq(claimDocuments.claimId, claimId),
        isNull(claimDocuments.removedAt),
        isNull(claimDocuments.infection),
      ),
    );
  const answered = await tx.db
    .select({ kind: claimSurveys.kind })
    .from(claimSurveys)
    .where(and(eq(claimSurveys.claimId, claimId), isNotNull(claimSurveys.answeredAt)));
  return {
    documents: documents.map(({ requirement }) => requirement),
    partnerSurveyAnswered: answered.some(({ kind }) => kind === "partner"),
    customerSurveyAnswered: answered.some(({ kind }) => kind === "customer"),
  };
}
