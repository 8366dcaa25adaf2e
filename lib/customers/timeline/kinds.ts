import type { EventName } from "../../audit/events";
import type { TimelineKind } from "./schema";

/**
 * K1: which events a customer's timeline tells of, by kind; one may be of several. What the programme does
 * with a report, and that one was made, is not the partner's to read until it is told of it.
 */
export const eventsOf: Record<TimelineKind, readonly EventName[]> = {
  round: [
    "customer.added",
    "customer.claimed",
    "round.imported",
    "round.extended",
    "round.given",
    "round.ended",
    "round.stopped",
    "consent.expired",
    "consent.free_again",
    "consent.no_longer_open",
    "delivery.expired",
    "claim.renewed",
  ],
  request: [
    "consent.sent",
    "consent.resent",
    "consent.taken_back",
    "consent.released",
    "consent.closed",
    "consent.stopped",
    "consent.reminders_set",
    "contact.release_asked",
    "contact.released",
    "contact.refused",
    "contact.banned",
    "contact.ban_lifted",
  ],
  email: [
    "consent.sent",
    "consent.resent",
    "consent.taken_back",
    "consent.released",
    "consent.reminded",
    "consent.undelivered",
    "consent.stopped",
    "round.extended",
    "round.ended",
    "round.stopped",
    "claim.cancelled",
    "survey.sent",
    "survey.resent",
    "survey.released",
    "survey.replaced",
    "survey.undelivered",
  ],
  answer: [
    "consent.accepted",
    "consent.declined",
    "consent.withdrawn",
    "consent.wrong_contact",
    "consent.reminders_stopped",
    "survey.answered",
  ],
  claim: [
    "claim.edited",
    "claim.commented",
    "claim.submitted",
    "claim.review_started",
    "claim.review_taken_over",
    "claim.review_handed_over",
    "claim.action_asked",
    "claim.approved",
    "claim.rejected",
    "claim.disputed",
    "claim.rejected_finally",
    "claim.cancelled",
    "claim.expired",
    "claim.reminded",
    "claim.renewed",
    "claim.paid",
    "claim.payment_returned",
    "survey.sent",
    "survey.resent",
    "survey.released",
    "survey.replaced",
    "survey.closed",
    "survey.answered",
    "survey.undelivered",
  ],
  document: ["document.added", "document.removed", "document.infected"],
  payment: ["claim.approved", "claim.paid", "claim.payment_returned"],
};

/** The events of a kind, or of all kinds. */
export function eventsIn(kind: TimelineKind | ""): EventName[] {
  return kind === "" ? [...new Set(Object.values(eventsOf).flat())] : [...eventsOf[kind]];
}
