import { and, eq, inArray, or } from "drizzle-orm";
import { auditLog } from "@/db/schema";
import type { EventName } from "../../audit/events";
import { listHistory, type Act } from "../../audit/history";
import type { Operator, PartnerUser, Tx } from "../../ctx";

/** What of a round belongs to the history of its claim: how it came into being, and how it ended. */
const ofRound: EventName[] = [
  "customer.added",
  "customer.claimed",
  "round.imported",
  "consent.sent",
  "consent.resent",
  "consent.taken_back",
  "consent.accepted",
  "consent.withdrawn",
  "contact.banned",
  "contact.ban_lifted",
  "delivery.expired",
  "round.extended",
];

/**
 * Every act about a claim, with who and when, in the order in which they happened. Its partner reads
 * those about its round too, and no names of the programme's people.
 */
export function listClaimEvents(
  tx: Tx<PartnerUser> | Tx<Operator>,
  claim: { id: string; partnerId: string; associationId: string },
): Promise<Act[]> {
  const aboutRound = and(
    eq(auditLog.subjectId, claim.associationId),
    inArray(auditLog.event, ofRound),
  );
  const staff = tx.actor.kind === "operator";
  return listHistory(
    tx,
    claim.partnerId,
    or(eq(auditLog.subjectId, claim.id), staff ? undefined : aboutRound),
  );
}
