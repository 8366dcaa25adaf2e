import type { ClaimStatus } from "@/db/schema/states";
import type { RefusalCode } from "../errors";
import { whyNotAsk, type AskFacts } from "./rules";

type Clocks = AskFacts & { deliveryDueAt: Date | null; submittedAt: Date | null };

/** Nobody decides on such a claim any more; `stop_round` knows it too. */
const over: ReadonlySet<ClaimStatus> = new Set([
  "paid",
  "rejected_final",
  "dispute_expired",
  "post_submission_expired",
]);

/**
 * P18: why the programme cannot end a round; null: it can.
 * @param claim where its claim stands once it was sent in; null: there is none, also of what was done before this product
 */
export function whyNotStop(
  facts: Clocks,
  claim: ClaimStatus | null,
  now: Date,
): RefusalCode | null {
  if (facts.endedAt !== null || facts.consentedAt === null) {
    const why = whyNotAsk(facts, now);
    return why === "already_answered" ? "round_ended" : why;
  }
  if (facts.submittedAt !== null) return claim === null || over.has(claim) ? null : "claim_held";
  return facts.deliveryDueAt !== null && now < facts.deliveryDueAt ? null : "expired";
}
