import { authorize } from "../../access/authorize";
import { payQuery } from "../../claims/review/schema";
import { listToPay, type ClaimToPay } from "../../claims/review/to-pay.queries";
import type { Tx } from "../../ctx";

export type PayClaimsView = {
  rows: (ClaimToPay & {
    /** Whether it can be marked as paid; else what the row says is why. */
    open: boolean;
  })[];
};

/** Claims that somebody chose to mark as paid, and what became of each (W14). Takes raw search parameters. */
export async function payClaimsPage(
  tx: Tx,
  { search }: { search: Record<string, string | string[] | undefined> },
): Promise<PayClaimsView> {
  authorize(tx, "claims.pay");
  const rows = await listToPay(tx, payQuery.parse(search).claim);
  return {
    rows: rows.map((row) => ({
      ...row,
      open: row.status === "approved" && row.run === null && !row.ownApproval,
    })),
  };
}
