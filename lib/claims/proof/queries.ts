import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { claimDocuments, claimSurveys } from "@/db/schema";
import type { Tx } from "../../ctx";
import type { Proof } from "../rules";

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
