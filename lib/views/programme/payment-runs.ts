import { authorize } from "../../access/authorize";
import type { Tx } from "../../ctx";
import { listRuns, type RunRow } from "../../payments/list";
import { runState, type RunState } from "../../payments/rules";

export type PaymentRunsView = {
  rows: (RunRow & { state: RunState })[];
  next: string | null;
  /** A run is open, so that none can be begun. */
  open: { id: string; number: number } | null;
};

/** The payment runs, the latest first (P30). Throws `forbidden` with the act that it wants. */
export async function paymentRuns(
  tx: Tx,
  { after }: { after: string | undefined },
): Promise<PaymentRunsView> {
  authorize(tx, "payments.run");
  const { rows, next } = await listRuns(tx, { after });
  const told = rows.map((row) => ({ ...row, state: runState(row, row.waiting) }));
  return { rows: told, next, open: told.find(({ state }) => state === "open") ?? null };
}
