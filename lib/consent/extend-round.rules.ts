import type { RefusalCode } from "../errors";
import { whyNotAsk, type AskFacts } from "./rules";

/** P25: by so many calendar days at most one act extends a round; `extend_round` knows it too. */
export const mostExtended = 90;

type Clocks = AskFacts & { deliveryDueAt: Date | null; submittedAt: Date | null };
/** The deadline of a round that runs: for the customer's answer, then for the delivery. */
export type Running = { kind: "consent" | "delivery"; due: Date };

export function runningClock({ deliveryDueAt, consentDueAt }: Clocks): Running {
  return deliveryDueAt === null
    ? { kind: "consent", due: consentDueAt }
    : { kind: "delivery", due: deliveryDueAt };
}

/** P25: why nobody can extend a round any more; null: its deadline runs. */
export function whyNotExtend(facts: Clocks, now: Date): RefusalCode | null {
  if (facts.consentedAt === null || facts.endedAt !== null) {
    const why = whyNotAsk(facts, now);
    return why === "already_answered" ? "round_ended" : why;
  }
  if (facts.submittedAt !== null) return "claim_closed";
  return now < runningClock(facts).due ? null : "expired";
}
