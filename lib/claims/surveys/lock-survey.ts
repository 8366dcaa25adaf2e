import { eq, sql } from "drizzle-orm";
import { workshopClaims } from "@/db/schema";
import type { Tx, Visitor } from "../../ctx";
import { Refusal } from "../../errors";
import { getAskedSurvey, type AskedSurvey } from "./asked/queries";
import { refusalOf, surveyStatus, type SurveyStatus } from "./rules";

/**
 * The visitor's survey, kept from changing until the transaction ends: whoever answers, replaces,
 * edits or sends in its claim waits. What ran out is ended first. The tenant's lock comes before any
 * row's, and the claim's before the survey's, as everywhere.
 * @returns the survey as it is now
 */
export async function lockSurvey(tx: Tx<Visitor>, { claim }: AskedSurvey): Promise<AskedSurvey> {
  await tx.db.execute(
    sql`select end_lapsed(${claim.engagementId}, ${claim.tenantId}, ${tx.now.toISOString()})`,
  );
  await tx.db
    .select({ id: workshopClaims.id })
    .from(workshopClaims)
    .where(eq(workshopClaims.id, claim.id))
    .for("update");
  return getAskedSurvey(tx);
}

/** Where the survey stands for the visitor. */
export function statusOf({ survey, claim }: AskedSurvey, now: Date): SurveyStatus {
  return surveyStatus({ ...survey, claim }, now);
}

/** Refuses with what closed it: `survey_answered`, `survey_replaced`, `other_contact`, `claim_closed`, `claim_expired`. */
export function refuseClosedSurvey(asked: AskedSurvey, now: Date): void {
  const status = statusOf(asked, now);
  if (status !== "open") throw new Refusal(refusalOf(status));
}
