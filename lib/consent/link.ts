import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { consentLinks, consentRequests } from "@/db/schema";
import type { Tx } from "../ctx";
import { Refusal } from "../errors";
import { hashToken, tokenOf } from "../mail/tokens";

/**
 * D11: makes the link of one e-mail. The token derives from the id; only its hash is stored.
 * Every link of a request answers that request.
 * @returns the link's id, for the variables of the mail
 * Refuses with `not_found` when the actor has no such request.
 */
export async function createLink(tx: Tx, requestId: string): Promise<string> {
  const [request] = await tx.db
    .select({ partnerId: consentRequests.partnerId })
    .from(consentRequests)
    .where(eq(consentRequests.id, requestId));
  if (!request) throw new Refusal("not_found");
  const id = randomUUID();
  await tx.db.insert(consentLinks).values({
    id,
    partnerId: request.partnerId,
    requestId,
    tokenHash: hashToken(tokenOf("consent", id)),
    createdAt: tx.now,
  });
  return id;
}
