import { randomUUID } from "node:crypto";
import { consentLinks, surveyLinks } from "@/db/schema";
import type { Tx } from "../ctx";
import { hashToken, tokenOf } from "../mail/tokens";

/** What the link of an e-mail asks about. */
type Subject = { partnerId: string; id: string };

/**
 * D11: makes the link of one e-mail, to a request for consent or to a survey. The token derives from
 * the id; only its hash is stored. Every link of a request or survey answers it.
 * @returns the link's id, for the variables of the mail
 */
export async function createLink(
  tx: Tx,
  kind: "consent" | "survey",
  { partnerId, id: subjectId }: Subject,
): Promise<string> {
  const id = randomUUID();
  const link = { id, partnerId, tokenHash: hashToken(tokenOf(kind, id)), createdAt: tx.now };
  if (kind === "consent") {
    await tx.db.insert(consentLinks).values({ ...link, requestId: subjectId });
  } else {
    await tx.db.insert(surveyLinks).values({ ...link, surveyId: subjectId });
  }
  return id;
}
