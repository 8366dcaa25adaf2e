import { authorize } from "../../access/authorize";
import type { Tx } from "../../ctx";
import { listLeftClaims, type LeftClaim } from "../../payments/left-claims.queries";
import { listRuns, type RunRow } from "../../payments/list";
import { paymentRunsQuery, type PaymentRunsQuery } from "../../payments/list.schema";
import { findOpenRun } from "../../payments/queries";
import { runState, type RunState } from "../../payments/rules";

export type PaymentRunsView = {
  query: PaymentRunsQuery;
  rows: (RunRow & { state: RunState })[];
  next: string | null;
  /** A run is open, so that none can be begun. */
  open: { id: string; number: number } | null;
  /** Approved, and paid by no run as things stand; of the reader's own company (P6) no names. */
  left: { rows: (LeftClaim & { own: boolean })[]; count: number };
};

const LEFT = 50;

/** The payment runs, the latest first (P30). Throws `forbidden` with the act that it wants. */
export async function paymentRuns(
  tx: Tx,
  { search }: { search: Record<string, string | string[] | undefined> },
): Promise<PaymentRunsView> {
  authorize(tx, "payments.run");
  const query = paymentRunsQuery.parse(search);
  const { rows, next } = await listRuns(tx, query);
  const told = rows.map((row) => ({ ...row, state: runState(row, row.waiting) }));
  const { companies } = tx.actor;
  const { rows: all, count } = query.after
    ? { rows: [], count: 0 }
    : await listLeftClaims(tx, { most: LEFT });
  const left = {
    rows: all.map((row) => ({ ...row, own: companies.includes(row.partnerId) })),
    count,
  };
  return { query, rows: told, next, left, open: (await findOpenRun(tx)) ?? null };
}
