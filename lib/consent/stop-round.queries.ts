import { and, eq } from "drizzle-orm";
import { workshopClaims } from "@/db/schema";
import type { ClaimStatus } from "@/db/schema/states";
import type { Tx } from "../ctx";

/** Where the claim of a round stands; null: none that was sent in. */
export async function findClaimStatus(
  tx: Tx,
  partnerId: string,
  associationId: string,
): Promise<ClaimStatus | null> {
  const [claim] = await tx.db
    .select({ status: workshopClaims.status })
    .from(workshopClaims)
    .where(
      and(eq(workshopClaims.partnerId, partnerId), eq(workshopClaims.associationId, associationId)),
    );
  return claim?.status ?? null;
}
