import { and, asc, eq, inArray, or, sql } from "drizzle-orm";
import { auditLog, users } from "@/db/schema";
import { tellEvent, type EventName, type Told } from "../../audit/events";
import type { PartnerUser, Tx } from "../../ctx";

/** Who did something: somebody of the partner, the customer, the programme, or time itself. */
export type Who = { kind: "partner" | "customer" | "programme" | "clock"; name: string | null };
export type ClaimEvent = {
  /** Where it stands in the log. */
  seq: number;
  at: Date;
  who: Who;
} & Told;

/** What of a round belongs to the history of its claim: how it came into being, and how it ended. */
const ofRound: EventName[] = [
  "customer.added",
  "customer.claimed",
  "consent.sent",
  "consent.resent",
  "consent.accepted",
  "consent.withdrawn",
  "delivery.expired",
];

/**
 * Every act about a claim of the actor's company and about the round that it belongs to, in order,
 * with who and when. People of the programme are not named.
 */
export async function listClaimEvents(
  tx: Tx<PartnerUser>,
  { id, associationId }: { id: string; associationId: string },
): Promise<ClaimEvent[]> {
  const rows = await tx.db
    .select({
      seq: auditLog.seq,
      at: auditLog.at,
      kind: auditLog.actorKind,
      name: users.name,
      event: auditLog.event,
      data: auditLog.data,
    })
    .from(auditLog)
    .leftJoin(
      users,
      and(eq(auditLog.actorKind, "partner"), eq(sql`${users.id}::text`, auditLog.actorId)),
    )
    .where(
      and(
        eq(auditLog.chain, tx.actor.partnerId),
        or(
          eq(auditLog.subjectId, id),
          and(eq(auditLog.subjectId, associationId), inArray(auditLog.event, ofRound)),
        ),
      ),
    )
    .orderBy(asc(auditLog.at), asc(auditLog.seq));
  return rows.map(({ seq, at, kind, name, event, data }) => ({
    seq,
    at,
    who: whoOf(kind, name, data),
    ...tellEvent(event, data),
  }));
}

function whoOf(kind: string, name: string | null, data: Record<string, unknown>): Who {
  if (kind === "partner") return { kind, name };
  if (kind === "operator") return { kind: "programme", name: null };
  if (kind === "visitor") {
    const { fullName } = data;
    return { kind: "customer", name: typeof fullName === "string" ? fullName : null };
  }
  return { kind: "clock", name: null };
}
