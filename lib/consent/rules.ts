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

/** The shortest time between two e-mails of one request that are sent by hand (S54). */
export const RESEND_MINUTES = 10;

/** Minutes, rounded up, until a request may be sent again after its last e-mail; 0: now. */
export function minutesToResend(lastMailAt: Date | null, now: Date): number {
  if (lastMailAt === null) return 0;
  const left = lastMailAt.getTime() + RESEND_MINUTES * 60_000 - now.getTime();
  return Math.max(0, Math.ceil(left / 60_000));
}
