import { z } from "zod";
import { authorize } from "../../access/authorize";
import { listHistoryOf, type Act } from "../../audit/history";
import type { Operator, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import type { Money } from "../../money";
import { listLines, listPayments, type LineRow, type PaymentRow } from "../../payments/list";
import {
  getPayment,
  getRun,
  listFiles,
  listOwnApprovals,
  sumRun,
  type FileLine,
  type RunSums,
} from "../../payments/queries";
import {
  paymentName,
  paymentState,
  runState,
  type PaymentState,
  type RunState,
} from "../../payments/rules";
import { runQuery, type RunQuery } from "../../payments/schema";
import { findAccount } from "../../programme/account/queries";

/** Of the reader's own company (P6): the amount, so that sums hold, and nothing else. */
type Masked = { own: true; key: string; amount: Money; claims: number };
export type ShownLine = Masked | (LineRow & { own: false; key: string });
export type ShownPayment =
  | (Masked & { state: PaymentState })
  | (PaymentRow & { own: false; key: string; name: string; state: PaymentState });

export type PaymentRunView = {
  id: string;
  number: number;
  revision: number;
  state: RunState;
  currency: string;
  sums: RunSums;
  list: "payments" | "claims";
  lines: ShownLine[];
  payments: ShownPayment[];
  next: string | null;
  query: RunQuery;
  files: FileLine[];
  /** Claims that the reader approved and somebody else has to pay (P6), while it is open. */
  ownApprovals: number[];
  /** While it is open: there is no account to pay from by pain.001, so that all goes by CSV. */
  accountMissing: boolean;
  history: Act[];
};

/** One payment run (P30). Throws `forbidden` with the act that it wants, and `not_found`. */
export async function paymentRun(
  tx: Tx,
  { id, search }: { id: string; search: Record<string, string | string[] | undefined> },
): Promise<PaymentRunView> {
  authorize(tx, "payments.run");
  if (!z.guid().safeParse(id).success) throw new Refusal("not_found");
  const query = runQuery.parse(search);
  const run = await getRun(tx, id);
  const sums = await sumRun(tx, run);
  const state = runState(run, sums.waiting);
  const open = state === "open";
  const list = sums.payments === 0 ? "claims" : (query.list ?? "payments");
  const asked = { run: id, after: query.after };
  const lines = list === "claims" ? await listLines(tx, asked) : null;
  const payments = list === "payments" ? await listPayments(tx, asked) : null;
  return {
    ...{
      id,
      number: run.number,
      revision: run.revision,
      state,
      currency: run.currency,
      sums,
      list,
    },
    lines: lines?.rows.map((row) => shownLine(tx, row)) ?? [],
    payments: payments?.rows.map((row) => shownPayment(tx, row)) ?? [],
    next: (lines ?? payments)?.next ?? null,
    query,
    files: await listFiles(tx, id),
    ownApprovals: open ? await listOwnApprovals(tx, id) : [],
    accountMissing: open && (await findAccount(tx)) === undefined,
    history: await listHistoryOf(tx, "programme", id),
  };
}

function shownLine({ actor }: Tx<Operator>, row: LineRow): ShownLine {
  const key = String(row.number);
  if (!actor.companies.includes(row.partnerId)) return { ...row, own: false, key };
  return { own: true, key: `own-${key}`, amount: row.amount, claims: 1 };
}

function shownPayment({ actor }: Tx<Operator>, row: PaymentRow): ShownPayment {
  const state = paymentState(row);
  const name = paymentName(row);
  if (!actor.companies.includes(row.partnerId))
    return { ...row, own: false, key: row.id, name, state };
  return { own: true, key: name, amount: row.amount, claims: row.claims, state };
}

export type PaymentResultView = {
  run: { id: string; number: number };
  id: string;
  name: string;
  payee: string;
  lastFour: string;
  claims: number;
  amount: Money;
  state: PaymentState;
};

/** One payment, to say what became of it. Throws `forbidden`, and `not_found` also for one of the reader's own company (P6). */
export async function paymentResult(
  tx: Tx,
  { run: runId, id }: { run: string; id: string },
): Promise<PaymentResultView> {
  authorize(tx, "payments.run");
  if (![runId, id].every((one) => z.guid().safeParse(one).success)) throw new Refusal("not_found");
  const run = await getRun(tx, runId);
  const payment = await getPayment(tx, id);
  if (payment.runId !== runId || run.exportedAt === null) throw new Refusal("not_found");
  if (tx.actor.companies.includes(payment.partnerId)) throw new Refusal("not_found");
  return {
    run: { id: runId, number: run.number },
    ...{ id, name: paymentName(payment), payee: payment.legalName, lastFour: payment.lastFour },
    claims: payment.claims,
    amount: { minor: payment.amountMinor, currency: payment.currency },
    state: paymentState(payment),
  };
}
