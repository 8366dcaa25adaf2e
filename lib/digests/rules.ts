import type { ClaimStatus, endReasons } from "@/db/schema/states";
import type { Count } from "../lists/schema";
import type { DigestKind, Variables } from "../mail/schema";

export type DigestPlace = Variables<"digest">["places"][number];

/** K7: what is told of lies before this much ago: by then all that was written is there to be read. */
const SETTLED_MS = 120_000;
const DAY_MS = 86_400_000;

/**
 * K7: of which time a digest made at `now` tells what changed: from where the last one ended, so that nothing is
 * missing and nothing told twice, however late it is.
 * @param last when the person's last one was made that told of the place; null: this is the first, of a day or a week
 */
export function changedIn(
  last: Date | null,
  now: Date,
  cadence: "daily" | "weekly",
): { since: Date; until: Date } {
  const until = new Date(now.getTime() - SETTLED_MS);
  const first = new Date(until.getTime() - (cadence === "daily" ? 1 : 7) * DAY_MS);
  // Whoever had none for months reads what is old news in the lists.
  const oldest = new Date(until.getTime() - 31 * DAY_MS);
  const from = last === null ? first : new Date(last.getTime() - SETTLED_MS);
  return { since: from < oldest ? oldest : from, until };
}

/** Things of a kind are counted up to this; of lists that stop at a hundred, "more than" it is true then. */
export const MOST = 99;
export const bounded = (count = 0): Count => ({ count: Math.min(count, MOST), more: count > MOST });

/** Whether there is anything to tell of a place. */
export function isWorthTelling({ ends, waits, changed }: DigestPlace): boolean {
  return ends.length + waits.length + changed.length > 0;
}

type Changed = DigestKind<"changed">;

/** K7: as what the end of a round is told; null: it is the partner's own act, or told as its claim's. */
export const toldOfEnd: Record<(typeof endReasons)[number], Changed | null> = {
  declined: "declined",
  consent_expired: "consent_expired",
  withdrawn: "withdrawn",
  delivery_expired: "delivery_expired",
  programme: "programme",
  cancelled: null,
  // Its claim ran out, and the partner begins it anew.
  claim_expired: null,
  wrong_customer: null,
  wrong_workshop: null,
};

/** K7: as what is told that a claim came to a status; null: it is the partner's own act, or told as its round's. */
export const toldOfClaim: Record<ClaimStatus, Changed | null> = {
  editing: null,
  submitted: null,
  // The programme works on it: nothing changed for the partner yet.
  under_review: null,
  action_required: "action_required",
  approved: "approved",
  paid: "paid",
  rejected: "rejected",
  disputed: null,
  rejected_final: "rejected_final",
  cancelled: null,
  not_submitted_expired: null,
  post_submission_expired: "post_submission_expired",
  dispute_expired: "dispute_expired",
};
