import type { claimComments } from "@/db/schema";
import type { ClaimStatus } from "@/lib/claims/rules";
import { personOf } from "./people";
import { demoId } from "./random";
import type { Played } from "./rounds";

type Row = typeof claimComments.$inferInsert;

/** What was written about a claim, by its last status: a question of the partner's, an answer or none yet. */
const talks: Partial<Record<ClaimStatus, { partner: string; operator?: string }>> = {
  submitted: {
    partner:
      "The invoice is in the name of the customer's holding. Its number stands on the order.",
  },
  action_required: {
    partner: "Is it enough if we add the customer's name to the invoice by hand?",
    operator: "No, please let your administration make a new one, with the name printed.",
  },
  disputed: {
    partner: "The document covers both workshops of that week. Ours begins on page 12.",
  },
};

/** The comments on a claim as rows, an hour and two hours after it was sent in. */
export function commentRows(
  { round, association }: Played,
  claimId: string,
  status: ClaimStatus | undefined,
  now: Date,
): Row[] {
  const talk = status && talks[status];
  const { submittedAt, partnerId } = association;
  if (!talk || !submittedAt) return [];
  const after = (hours: number) =>
    new Date(Math.min(submittedAt.getTime() + hours * 3_600_000, now.getTime()));
  const asks = demoId(`comment:${round.key}`);
  const row = (by: "partner" | "operator", body: string, hours: number): Row => {
    const author = personOf(by === "partner" ? round.by : "operator");
    return {
      id: by === "partner" ? asks : demoId(`answer:${round.key}`),
      partnerId,
      claimId,
      parentId: by === "partner" ? null : asks,
      authorKind: by,
      authorId: author.id,
      authorName: author.name,
      body,
      createdAt: after(hours),
    };
  };
  return [
    row("partner", talk.partner, 1),
    ...(talk.operator ? [row("operator", talk.operator, 2)] : []),
  ];
}
