import { and, eq } from "drizzle-orm";
import { workshopClaims } from "@/db/schema";
import { authorize } from "../access/authorize";
import { listComments, type CommentThread } from "../claims/comments/queries";
import { takesComments } from "../claims/comments/rules";
import { scope } from "../claims/lock-claim";
import { listReviews, type Review } from "../claims/review/queries";
import type { Tx } from "../ctx";
import { Refusal } from "../errors";

export type ClaimTalk = {
  claimNumber: number;
  side: "partner";
  /** IANA time zone of the location. */
  timeZone: string;
  reviews: Review[];
  comments: CommentThread[];
  closed: "closed" | null;
  /** The comment that is being answered (`?reply=`), and whether one was just sent (`?said=`). */
  reply: string | null;
  said: boolean;
};

/**
 * What partner and programme said about a claim, for its partner: decisions and comments (W10, W12).
 * Takes the raw search parameters. Throws `no_role`, `not_found`.
 */
export async function claimTalk(
  tx: Tx,
  input: { claimNumber: string; search: Record<string, string | string[] | undefined> },
): Promise<ClaimTalk> {
  authorize(tx, "claims.read");
  if (!/^[1-9]\d{6}$/.test(input.claimNumber)) throw new Refusal("not_found");
  const claimNumber = Number(input.claimNumber);
  const [claim] = await tx.db
    .select({
      id: workshopClaims.id,
      status: workshopClaims.status,
      timeZone: workshopClaims.timeZone,
    })
    .from(workshopClaims)
    .where(and(eq(workshopClaims.number, claimNumber), scope(tx.actor)));
  if (!claim) throw new Refusal("not_found");
  const { reply, said } = input.search;
  return {
    claimNumber,
    side: "partner",
    timeZone: claim.timeZone,
    reviews: await listReviews(tx, claim.id),
    comments: await listComments(tx, claim.id),
    closed: takesComments(claim.status) ? null : "closed",
    reply: typeof reply === "string" ? reply : null,
    said: said !== undefined,
  };
}
