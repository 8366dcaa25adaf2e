import type { RefusalCode } from "../errors";

export type AskFacts = {
  consentDueAt: Date;
  consentedAt: Date | null;
  endedAt: Date | null;
  endReason: string | null;
};

/**
 * S46–S54: why the customer cannot be asked (again) for consent; null: they can.
 * In time means before `consentDueAt` (D9), also when nobody recorded that it passed.
 */
export function whyNotAsk(facts: AskFacts, now: Date): RefusalCode | null {
  if (facts.endedAt !== null) {
    if (facts.endReason === "consent_expired") return "expired";
    return facts.endReason === "declined" ? "already_answered" : "round_ended";
  }
  if (facts.consentedAt !== null) return "already_answered";
  return now < facts.consentDueAt ? null : "expired";
}

/** D29: why a partner ends its own round before the customer answered. */
export const ownEndReasons = ["wrong_customer", "wrong_workshop"] as const;
export type OwnEndReason = (typeof ownEndReasons)[number];

export type ConsentStatus =
  | "open"
  | "accepted"
  | "declined"
  | "expired"
  | "no_longer_open"
  | "withdrawn"
  | "replaced"
  | "other_contact";

/** What is known of one request to a customer, its round, and the answer to it. */
export type RequestFacts = {
  replacedAt: Date | null;
  /** D18: when and by what it was closed: another partner's consent, its contact (D19), or the programme. */
  closedAt: Date | null;
  closedFor: "taken" | "contact" | "programme" | null;
  consentDueAt: Date;
  endedAt: Date | null;
  endReason: string | null;
  /** The answer to this very request. */
  decision: "accept" | "decline" | null;
};

/**
 * Where a request stands for the customer who opens its link (D8–D11, D14). An answer stands
 * whatever came after it; without one the first thing that ended the request is told, for ever
 * (D18): all of these are facts that never change, and none depends on what somebody else holds now.
 */
export function consentStatus(facts: RequestFacts, now: Date): ConsentStatus {
  if (facts.decision === "decline") return "declined";
  if (facts.decision === "accept") {
    return facts.endReason === "withdrawn" ? "withdrawn" : "accepted";
  }
  if (facts.replacedAt !== null) return "replaced";
  if (facts.closedAt !== null)
    return facts.closedFor === "contact" ? "other_contact" : "no_longer_open";
  // An act may have begun before the deadline and waited for the clock that ended the round.
  if (facts.endedAt !== null)
    return facts.endedAt < facts.consentDueAt ? "no_longer_open" : "expired";
  return now < facts.consentDueAt ? "open" : "expired";
}

/** D14: whether a consent can be withdrawn: it stands, and its claim was not submitted. */
export function canWithdraw(
  facts: {
    decision: "accept" | "decline" | null;
    deliveryDueAt: Date | null;
    endedAt: Date | null;
    submittedAt: Date | null;
  },
  now: Date,
): boolean {
  if (facts.decision !== "accept" || facts.endedAt !== null || facts.submittedAt !== null) {
    return false;
  }
  return facts.deliveryDueAt !== null && now < facts.deliveryDueAt;
}
