import { and, eq } from "drizzle-orm";
import { drafts } from "@/db/schema";
import type { PartnerUser, Tx } from "../../ctx";
import { Refusal } from "../../errors";

export type DraftKind = "add" | "claim" | "consent";
export type Draft = typeof drafts.$inferSelect;

/**
 * Takes a draft of the actor and makes everybody else who wants it wait until the transaction ends:
 * what is done with it is done once (D4).
 * Refuses with `not_found` when the actor has no such draft.
 */
export async function lockDraft(tx: Tx<PartnerUser>, id: string, kind: DraftKind): Promise<Draft> {
  const [draft] = await tx.db
    .select()
    .from(drafts)
    .where(and(eq(drafts.id, id), eq(drafts.kind, kind), eq(drafts.userId, tx.actor.userId)))
    .for("update");
  if (!draft) throw new Refusal("not_found");
  return draft;
}
