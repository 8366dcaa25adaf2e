import { and, desc, eq, inArray, or, sql } from "drizzle-orm";
import { auditLog, users } from "@/db/schema";
import { tellEvent, type EventName, type Told } from "../../audit/events";
import type { Operator, PartnerUser, Tx } from "../../ctx";

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
  "contact.banned",
  "contact.ban_lifted",
  "delivery.expired",
];

/** So many acts are told, the last ones. */
const MOST = 500;

/**
 * Every act about a claim, with who and when, in the order in which they happened. Its partner reads
 * those about its round too, and no names of the programme's people.
 */
export async function listClaimEvents(
  tx: Tx<PartnerUser> | Tx<Operator>,
  claim: { id: string; partnerId: string; associationId: string },
): Promise<ClaimEvent[]> {
  const staff = tx.actor.kind === "operator";
  const aboutRound = and(
    eq(auditLog.subjectId, claim.associationId),
    inArray(auditLog.event, ofRound),
  );
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
    .leftJoin(users, eq(sql`${users.id}::text`, auditLog.actorId))
    .where(
      and(
        eq(auditLog.chain, claim.partnerId),
        or(eq(auditLog.subjectId, claim.id), staff ? undefined : aboutRound),
      ),
    )
    .orderBy(desc(auditLog.at), desc(auditLog.seq))
    .limit(MOST);
  return rows.reverse().map(({ kind, name, event, data, ...act }) => ({
    ...act,
    who: whoOf(kind, staff || kind === "partner" ? name : null, data),
    ...tellEvent(event, data),
  }));
}

function whoOf(kind: string, name: string | null, data: Record<string, unknown>): Who {
  if (kind === "partner") return { kind, name };
  if (kind === "operator") return { kind: "programme", name };
  if (kind === "visitor") {
    const { fullName } = data;
    return { kind: "customer", name: typeof fullName === "string" ? fullName : null };
  }
  return { kind: "clock", name: null };
}
