import { daysLeft } from "../../time/deadline";
import type { CustomerFacts } from "../rules";

/** Days before a deadline from which it needs attention: 7 for the consent, 14 for the delivery. */
export const attentionDays = { consent: 7, delivery: 14 } as const;

export type AttentionReason = "not_sent" | "consent_ends" | "delivery_ends" | "mail_failed";
export type Attention = { reasons: AttentionReason[]; daysLeft: number };

type Facts = Pick<
  CustomerFacts,
  "timeZone" | "consentDueAt" | "requestedAt" | "mailState" | "consentedAt" | "deliveryDueAt"
>;

/**
 * Why a round needs its partner's attention (section 7, "Attention required"; S46, S57, D9): no
 * request sent, consent or delivery running out, an e-mail that did not arrive. Null when it does not.
 */
export function attentionOf(facts: Facts, now: Date): Attention | null {
  const due = facts.consentedAt ? facts.deliveryDueAt : facts.consentDueAt;
  if (due === null || due <= now) return null;
  const left = daysLeft(due, now, facts.timeZone ?? "UTC");
  const reasons: AttentionReason[] = [];
  if (facts.consentedAt) {
    if (left <= attentionDays.delivery) reasons.push("delivery_ends");
  } else {
    if (facts.requestedAt === null) reasons.push("not_sent");
    else if (/^(bounced|complained|failed)$/.test(facts.mailState ?? ""))
      reasons.push("mail_failed");
    if (left <= attentionDays.consent) reasons.push("consent_ends");
  }
  return reasons.length > 0 ? { reasons, daysLeft: left } : null;
}
