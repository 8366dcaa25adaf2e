import { sql } from "drizzle-orm";
import type { Tx, Visitor } from "../ctx";
import { Refusal, type RefusalCode } from "../errors";
import { getAskedRequest, type AskedRequest } from "./queries";
import { consentStatus, type ConsentStatus } from "./rules";

/**
 * The visitor's request, kept from changing until the transaction ends: whoever answers, adds,
 * claims, replaces or lets lapse for this customer and workshop waits. What ran out is ended first.
 * The tenant's lock comes before any row's, as everywhere.
 * @returns the request as it is now
 */
export async function lockRequest(tx: Tx<Visitor>, { round }: AskedRequest): Promise<AskedRequest> {
  await tx.db.execute(
    sql`select end_lapsed(${round.engagementId}, ${round.tenantId}, ${tx.now.toISOString()})`,
  );
  return getAskedRequest(tx);
}

/** Where the request stands for the customer. */
export function statusOf(asked: AskedRequest, now: Date): ConsentStatus {
  return consentStatus(
    {
      replacedAt: asked.request.replacedAt,
      closedAt: asked.request.closedAt,
      closedFor: asked.request.closedFor,
      consentDueAt: asked.round.consentDueAt,
      endedAt: asked.round.endedAt,
      endReason: asked.round.endReason,
      decision: asked.decision?.decision ?? null,
    },
    now,
  );
}

const closed: Record<Exclude<ConsentStatus, "open">, RefusalCode> = {
  accepted: "already_answered",
  declined: "already_answered",
  withdrawn: "already_answered",
  expired: "expired",
  no_longer_open: "no_longer_open",
  replaced: "replaced",
  other_contact: "other_contact",
};

/**
 * Refuses with what closed the request: `already_answered`, `expired`, `no_longer_open`, `replaced`,
 * `other_contact`.
 */
export function refuseClosedRequest(asked: AskedRequest, now: Date): void {
  const status = statusOf(asked, now);
  if (status !== "open") throw new Refusal(closed[status]);
}
