import { and, eq } from "drizzle-orm";
import { claimComments } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { fingerprint } from "../../audit/fingerprint";
import { record } from "../../audit/record";
import { transaction, type Ctx, type Operator, type PartnerUser, type Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { lockClaim, type Claim } from "../lock-claim";
import { listReviewers } from "../people/queries";
import { tellAbout, tellClaim } from "../tell-claim";
import { takesComments } from "./rules";

export type CommentInput = { number: number; parent?: string | null; body: string };

/**
 * Writes to the other side about a claim, or answers (W10). The partner's words go by e-mail to who
 * has the claim in review, if anybody has; the programme's to the partner's contact and who sent the
 * claim in.
 * Refuses like `lockClaim`; with `not_found` for an answer to what stands on another claim; with
 * `comments_closed` for a claim that ended before anybody sent it in.
 * @returns the comment's id
 */
export async function commentClaim(ctx: Ctx, input: CommentInput): Promise<string> {
  if (ctx.actor.kind === "operator") {
    authorize(ctx, "claims.reply");
    return transaction(ctx, (tx) => write(tx, input, "operator"));
  }
  authorize(ctx, "claims.comment");
  return transaction(ctx, (tx) => write(tx, input, "partner"));
}

async function write(
  tx: Tx<PartnerUser> | Tx<Operator>,
  { number, parent = null, body }: CommentInput,
  side: "partner" | "operator",
): Promise<string> {
  const claim = await lockClaim(tx, number);
  if (!takesComments(claim.status)) throw new Refusal("comments_closed");
  const parentId = parent === null ? null : await beginningOf(tx, claim, parent);
  const [comment] = await tx.db
    .insert(claimComments)
    .values({
      partnerId: claim.partnerId,
      claimId: claim.id,
      parentId,
      authorKind: side,
      authorId: tx.actor.userId,
      authorName: tx.actor.name,
      body,
      createdAt: tx.now,
    })
    .returning({ id: claimComments.id });
  if (!comment) throw new Error("the comment was not written");
  await tell(tx, claim, { side, body });
  await record(tx, {
    event: "claim.commented",
    subjectId: claim.id,
    partnerId: claim.partnerId,
    data: { number, commentId: comment.id, parentId, proof: fingerprint([body]) },
  });
  return comment.id;
}

/** Answers stand one level deep: an answer to an answer belongs to the comment that began it. */
async function beginningOf(tx: Tx, claim: Claim, id: string): Promise<string> {
  const [found] = await tx.db
    .select({ parentId: claimComments.parentId })
    .from(claimComments)
    .where(and(eq(claimComments.id, id), eq(claimComments.claimId, claim.id)));
  if (!found) throw new Refusal("not_found");
  return found.parentId ?? id;
}

async function tell(
  tx: Tx<PartnerUser> | Tx<Operator>,
  claim: Claim,
  { side, body }: { side: "partner" | "operator"; body: string },
): Promise<void> {
  const more = {
    kind: side === "partner" ? ("programme" as const) : ("partner" as const),
    authorName: tx.actor.name,
    body,
  };
  if (side === "operator") return tellClaim(tx, claim, "claim-comment", more);
  const readers = await listReviewers(tx, claim);
  await tellAbout(tx, { claim, readers }, "claim-comment", more);
}
