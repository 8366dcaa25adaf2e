import type { ClaimStatus } from "@/db/schema/states";

/** What a partner is reminded of once a claim was sent in: to answer the programme, or to dispute. */
export type ClaimReminder = "review" | "dispute";

/** The status in which a claim waits for its partner, by what the partner is reminded of. */
export const waitsIn = {
  review: "action_required",
  dispute: "rejected",
} as const satisfies Record<ClaimReminder, ClaimStatus>;

/** On which days before the deadline a reminder goes out. */
export const CLAIM_STEPS: readonly number[] = [14, 7, 3, 1];
