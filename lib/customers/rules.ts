import type { MailState } from "../mail/rules";
import { daysLeft } from "../time/deadline";
import type { ClaimStatus } from "@/db/schema/states";

/** The facts behind one row of the Customers page. `*DueAt`: first instant after the last day. */
export type CustomerFacts = {
  known: boolean;
  criteriaMet: boolean;
  taken: "consent" | "done" | null;
  associationId: string | null;
  timeZone: string | null;
  consentDueAt: Date | null;
  requestedAt: Date | null;
  mailState: MailState | null;
  /** D19: the contact waits for the programme's release, or was refused. */
  contactRelease: "waiting" | "refused" | null;
  consentedAt: Date | null;
  deliveryDueAt: Date | null;
  claimNumber: number | null;
  claimStatus: ClaimStatus | null;
  /** P19: the workshop was completed before this product. */
  completedAt: Date | null;
};

/** What there is of a round where there is none. */
export const noRound = {
  associationId: null,
  timeZone: null,
  consentDueAt: null,
  requestedAt: null,
  mailState: null,
  contactRelease: null,
  consentedAt: null,
  deliveryDueAt: null,
  claimNumber: null,
  claimStatus: null,
  completedAt: null,
} satisfies Partial<CustomerFacts>;

/** One row of section 2's table: where it stands, what it says, and its one next step. */
export type CustomerState =
  | { kind: "known"; tab: "eligible"; type: "not_started"; action: "claim_customer" }
  | {
      kind: "to_ask";
      tab: "eligible";
      type: "not_started";
      daysLeft: number;
      /** D19: the programme refused the contact who was named. */
      refused: boolean;
      action: "trigger_consent";
    }
  | {
      kind: "asked";
      tab: "eligible";
      type: "not_started";
      daysLeft: number;
      mail: MailState | "waiting";
      action: "resend_consent";
    }
  | { kind: "active"; tab: "eligible"; type: "active"; daysLeft: number; action: "submit_claim" }
  | {
      kind: "ineligible";
      tab: "ineligible";
      type: "not_started";
      reason: "criteria" | "consent" | "done";
      action: "why";
    }
  | {
      kind: "claimed";
      tab: "complete";
      type: "active";
      claimStatus: ClaimStatus;
      action: "view_claim";
    }
  | { kind: "completed"; tab: "complete"; type: "active"; completedAt: Date; action: null };

/**
 * The state of a customer of one partner and engagement at an instant (section 2; S7–S17, D6).
 * @returns null when the row is not shown: an added customer whose time ran out (S56)
 */
export function customerState(facts: CustomerFacts, now: Date): CustomerState | null {
  if (facts.claimStatus !== null) {
    return {
      kind: "claimed",
      tab: "complete",
      type: "active",
      claimStatus: facts.claimStatus,
      action: "view_claim",
    };
  }
  if (facts.completedAt) {
    const { completedAt } = facts;
    return { kind: "completed", tab: "complete", type: "active", completedAt, action: null };
  }
  const zone = facts.timeZone ?? "UTC";
  if (facts.consentedAt && facts.deliveryDueAt && now < facts.deliveryDueAt) {
    const left = daysLeft(facts.deliveryDueAt, now, zone);
    return {
      kind: "active",
      tab: "eligible",
      type: "active",
      daysLeft: left,
      action: "submit_claim",
    };
  }
  const running = !facts.consentedAt && facts.consentDueAt !== null && now < facts.consentDueAt;
  if (!running && !facts.known) return null;
  const reason = facts.criteriaMet ? facts.taken : "criteria";
  if (reason !== null) {
    return { kind: "ineligible", tab: "ineligible", type: "not_started", reason, action: "why" };
  }
  if (!running || facts.consentDueAt === null) {
    return { kind: "known", tab: "eligible", type: "not_started", action: "claim_customer" };
  }
  const left = daysLeft(facts.consentDueAt, now, zone);
  if (facts.requestedAt === null) {
    return {
      kind: "to_ask",
      tab: "eligible",
      type: "not_started",
      daysLeft: left,
      refused: facts.contactRelease === "refused",
      action: "trigger_consent",
    };
  }
  return {
    kind: "asked",
    tab: "eligible",
    type: "not_started",
    daysLeft: left,
    mail: facts.contactRelease === "waiting" ? "waiting" : (facts.mailState ?? "queued"),
    action: "resend_consent",
  };
}
