import { authorize } from "../access/authorize";
import { countryWords } from "@/messages/format/names";
import { wordingInForce } from "../consent/check-answer";
import { statusOf } from "../consent/lock-request";
import { getAskedRequest, type AskedRequest } from "../consent/queries";
import { canWithdraw, ownEndReasons, type ConsentStatus } from "../consent/rules";
import { makeStamp } from "../visitors/stamp";
import { type WordingSection } from "../consent/wording";
import type { Locale, Tx, Visitor } from "../ctx";

import { about, type About } from "./check-request";
import { contentLanguage } from "@/messages/languages";

/** What every page behind a consent link shows. Nothing of the contact's own name stands in it. */
export type AskedView = {
  language: Locale;
  /** The language that the partner chose for the contact. */
  contactLanguage: Locale;
  status: ConsentStatus;
  /** By which the request can be checked without its link. */
  number: string;
  about: About;
  engagementName: string;
  summary: string;
  tenantName: string;
  partnerName: string;
  place: string;
  timeZone: string;
  contact: { name: string; email: string; phone: string };
  /** P25: the partner is suspended: the customer can answer, and asks the programme. */
  suspended: boolean;
  /** The first instant at which an answer comes too late. */
  dueAt: Date;
  wording: WordingSection[];
  /** Signs the form of this page. */
  stamp: string;
  answer: { decision: "accept" | "decline"; fullName: string; decidedAt: Date } | null;
  deliveryDueAt: Date | null;
  /** When and why the round ended, if it did. */
  ended: { at: Date; reason: string } | null;
  /** D18: another partner's consent closed this request. */
  closed: boolean;
  /** Who ended it that is neither the customer nor the clock: the partner itself (D29), or the programme. */
  endedBy: "partner" | "programme" | null;
  submitted: boolean;
  canWithdraw: boolean;
  /** The mailbox that was asked, unreadable to whoever does not know it. */
  mailbox: string;
};

/**
 * The request behind a visitor's link, in the language asked for, else the contact's (D10). Reads
 * only. Refuses with `forbidden` whoever has no link.
 */
export async function askedRequest(
  tx: Tx,
  { language }: { language: Locale | null },
): Promise<AskedView> {
  authorize(tx, "consent.view");
  return askedView(tx, await getAskedRequest(tx), language);
}

/** The same, of a request that was read already. */
export function askedView(tx: Tx<Visitor>, asked: AskedRequest, chosen: Locale | null): AskedView {
  const { request, round, workshop, engagement, decision } = asked;
  const language = chosen ?? request.language;
  const wording = wordingInForce(asked, language);
  return {
    language,
    contactLanguage: request.language,
    status: statusOf(asked, tx.now),
    number: request.number,
    about: about(asked.programme),
    engagementName: workshop.engagementName,
    summary: engagement.summary[contentLanguage(language)],
    tenantName: workshop.tenantName,
    partnerName: workshop.partnerName,
    place: `${workshop.locationCity}, ${countryWords(language, workshop.locationCountry)}`,
    timeZone: workshop.timeZone,
    contact: {
      name: request.partnerContactName,
      email: request.partnerContactEmail,
      phone: request.partnerContactPhone,
    },
    suspended: asked.suspendedAt !== null,
    dueAt: round.consentDueAt,
    wording: wording.sections,
    stamp: makeStamp(tx.actor, { at: tx.now, language, wordingHash: wording.hash }),
    answer: decision && {
      decision: decision.decision,
      fullName: decision.fullName,
      decidedAt: decision.decidedAt,
    },
    deliveryDueAt: round.deliveryDueAt,
    ended: endOf(asked, tx.now),
    closed: request.closedFor === "taken",
    endedBy: endedBy(asked),
    submitted: round.submittedAt !== null,
    canWithdraw: canWithdraw({ ...round, decision: decision?.decision ?? null }, tx.now),
    mailbox: masked(request.contactEmail),
  };
}

/** What ran out counts as ended, also when nobody wrote that down yet. */
function endOf({ round }: AskedRequest, now: Date): AskedView["ended"] {
  const { endedAt, endReason, submittedAt, deliveryDueAt } = round;
  if (endedAt !== null) return { at: endedAt, reason: endReason ?? "" };
  const lapsed = deliveryDueAt !== null && submittedAt === null && now >= deliveryDueAt;
  return lapsed ? { at: deliveryDueAt, reason: "delivery_expired" } : null;
}

function endedBy({ request, round }: AskedRequest): AskedView["endedBy"] {
  if (request.closedFor === "programme") return "programme";
  return ownEndReasons.some((reason) => reason === round.endReason) ? "partner" : null;
}

function masked(address: string): string {
  const at = address.lastIndexOf("@");
  return `${address.charAt(0)}•••${address.slice(at)}`;
}
