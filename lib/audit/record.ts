import { auditLog } from "@/db/schema";
import type { Actor, Tx } from "../ctx";

export type AuditEvent = {
  /** Past tense: `consent.sent`. */
  event: string;
  /** The association, request, draft … that it is about. */
  subjectId: string | null;
  /** Whose chain it belongs to; by default the actor's own partner, else the programme's. */
  partnerId?: string | undefined;
  /** Facts worth keeping; never a token, a code or a password. */
  data: Record<string, unknown>;
};

/**
 * Appends to the audit log in the transaction of the act itself (D15).
 * Call it last: rows of one chain wait for each other until commit.
 * @returns the chain hash of the new row
 */
export async function record(
  tx: Tx,
  { event, subjectId, partnerId, data }: AuditEvent,
): Promise<string> {
  const chain = partnerId ?? ("partnerId" in tx.actor ? tx.actor.partnerId : "programme");
  const [row] = await tx.db
    .insert(auditLog)
    .values({
      chain,
      seq: 0,
      at: tx.now,
      actorKind: tx.actor.kind,
      actorId: idOf(tx.actor),
      event,
      subjectId,
      data,
      prevHash: "",
      hash: "",
    })
    .returning({ hash: auditLog.hash });
  if (!row) throw new Error("the audit log took no row");
  return row.hash;
}

function idOf(actor: Actor): string {
  switch (actor.kind) {
    case "partner":
    case "operator":
      return actor.userId;
    case "visitor":
      return actor.linkId;
    case "system":
      return actor.name;
  }
}
