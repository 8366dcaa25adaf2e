import { randomUUID } from "node:crypto";
import { surveyLinks } from "@/db/schema";
import type { Tx } from "../../ctx";
import { hashToken, tokenOf } from "../../mail/tokens";

/**
 * Makes the link of one survey e-mail. The token derives from the id; only its hash is stored. Every
 * link of a survey answers that survey.
 * @returns the link's id, for the variables of the mail
 */
export async function createSurveyLink(
  tx: Tx,
  survey: { id: string; partnerId: string },
): Promise<string> {
  const id = randomUUID();
  await tx.db.insert(surveyLinks).values({
    id,
    partnerId: survey.partnerId,
    surveyId: survey.id,
    tokenHash: hashToken(tokenOf("survey", id)),
    createdAt: tx.now,
  });
  return id;
}
