import { eq } from "drizzle-orm";
import { claimReturns, payments, workshopClaims } from "@/db/schema";
import type { Operator, Tx } from "../../ctx";

/** Whether a payment left under this reference already: of a run (P30), or by hand (W14), also one that came back. */
export async function isReferenceUsed(tx: Tx<Operator>, reference: string): Promise<boolean> {
  const byHand = await tx.db
    .select({ number: workshopClaims.number })
    .from(workshopClaims)
    .where(eq(workshopClaims.paymentReference, reference))
    .limit(1);
  const byRun = await tx.db
    .select({ id: payments.id })
    .from(payments)
    .where(eq(payments.reference, reference));
  const back = await tx.db
    .select({ id: claimReturns.id })
    .from(claimReturns)
    .where(eq(claimReturns.reference, reference));
  return byHand.length + byRun.length + back.length > 0;
}
