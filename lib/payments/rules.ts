import type { holds, paymentChannels } from "@/db/schema/states";

export type Hold = (typeof holds)[number];
export type Channel = (typeof paymentChannels)[number];

/**
 * P30: what keeps a location from being paid now; null: nothing does. The database holds the same
 * (`payment_hold`).
 */
export function holdOf(place: {
  enrolment: string;
  payeeProfile: string;
  suspendedAt: Date | null;
}): Hold | null {
  if (place.enrolment !== "enrolled") return "enrolment";
  if (place.payeeProfile !== "valid") return "payee_profile";
  return place.suspendedAt === null ? null : "suspended";
}

export type RunFacts = {
  frozenAt: Date | null;
  exportedAt: Date | null;
  cancelledAt: Date | null;
};
/** `waiting`: the bank may have it, and for some of it nobody has said yet what became of it. */
export type RunState = "open" | "frozen" | "waiting" | "done" | "cancelled";

/** Where a run stands. */
export function runState(
  { frozenAt, exportedAt, cancelledAt }: RunFacts,
  waiting: number,
): RunState {
  if (cancelledAt !== null) return "cancelled";
  if (frozenAt === null) return "open";
  if (exportedAt === null) return "frozen";
  return waiting > 0 ? "waiting" : "done";
}

export type PaymentState = "waiting" | "paid" | "failed" | "returned";

export function paymentState({
  reference,
  failedAs,
  returnedAt,
}: {
  reference: string | null;
  failedAs: string | null;
  returnedAt: Date | null;
}): PaymentState {
  if (returnedAt !== null) return "returned";
  if (reference !== null) return "paid";
  return failedAs === null ? "waiting" : "failed";
}

/** By which the bank and a file of results know a payment: its run and its place in it. */
export function paymentName({ runNumber, place }: { runNumber: number; place: number }): string {
  return `P${String(runNumber)}-${String(place)}`;
}

/** The two numbers of such a name as people and spreadsheets give it back; null: it is none. */
export function readPaymentName(text: string): { runNumber: number; place: number } | null {
  const found = /^P?(\d{1,7})-(\d{1,7})$/i.exec(text.trim());
  return found ? { runNumber: Number(found[1]), place: Number(found[2]) } : null;
}

/**
 * What a bank's words for a failure mean: ISO 20022 codes of a wrong, closed or blocked account or name
 * want the payee to mend something; anything else may go through the next time.
 */
export function failureOf(words: string): "payee" | "other" {
  return /\b(AC0[1-9]|AC1[0-6]|BE0[1-9]|BE1\d|MD07|RC0[1-9]|RR0[1-4])\b/i.test(words)
    ? "payee"
    : "other";
}
