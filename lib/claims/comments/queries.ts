import { asc, eq } from "drizzle-orm";
import { claimComments } from "@/db/schema";
import type { Tx } from "../../ctx";

export type Comment = {
  id: string;
  side: "partner" | "operator";
  author: string;
  body: string;
  createdAt: Date;
};
/** A comment with its answers, the oldest first. */
export type CommentThread = Comment & { answers: Comment[] };

/** What partner and programme wrote to each other about a claim, the oldest first (W10). */
export async function listComments(tx: Tx, claimId: string): Promise<CommentThread[]> {
  const rows = await tx.db
    .select({
      id: claimComments.id,
      parentId: claimComments.parentId,
      side: claimComments.authorKind,
      author: claimComments.authorName,
      body: claimComments.body,
      createdAt: claimComments.createdAt,
    })
    .from(claimComments)
    .where(eq(claimComments.claimId, claimId))
    .orderBy(asc(claimComments.createdAt), asc(claimComments.id));
  const answersTo = (id: string) =>
    rows.filter(({ parentId }) => parentId === id).map(({ parentId: _, ...answer }) => answer);
  return rows
    .filter(({ parentId }) => parentId === null)
    .map(({ parentId: _, ...comment }) => ({ ...comment, answers: answersTo(comment.id) }));
}
