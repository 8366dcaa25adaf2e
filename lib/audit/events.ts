import { z } from "zod";
import {
  barReasons,
  claimStatuses,
  enrolmentStates,
  operatorRoles,
  paymentChannels,
  paymentFailures,
} from "@/db/schema";
import type { Messages } from "@/messages";
import { locales } from "@/messages/languages";

const id = z.guid();
const instant = z.iso.datetime({ offset: true });
const text = z.string();
/** People's words, names and addresses, and what could be guessed back into them: they can be erased (O23). */
const people = z.registry();
const words = z.string().register(people);
const maybeWords = words.nullable().register(people);
const answers = z.record(text, z.union([text, z.number(), z.boolean()])).register(people);
const seen = { ipAddress: maybeWords, userAgent: maybeWords };
const language = z.enum(locales);
const surveyKind = z.enum(["partner", "customer"]);
const factor = z.enum(["codes", "passkey"]);
const number = z.int();
const nothing = z.strictObject({});

/** P18: what is kept of a tenant, why one is not allowed, and which is which of two. */
const tenantFacts = z.strictObject({
  name: text,
  country: text.nullable(),
  tpid: number.nullable(),
});
const barred = z.strictObject({ reason: z.enum(barReasons).nullable(), note: text.nullable() });
const between = { fromId: id, intoId: id, fromName: text, intoName: text };

const round = z.strictObject({
  tenantId: id,
  engagementId: id,
  locationId: id,
  consentDueAt: instant,
  mismatchReason: maybeWords,
  renewsClaimId: id.nullable(),
});
const mailed = { contactEmail: words, emailId: id.nullable(), linkId: id.nullable() };
const answer = z.strictObject({
  requestId: id,
  linkId: id,
  decision: z.enum(["accept", "decline"]),
  fullName: words,
  reason: maybeWords,
  language,
  wordingVersion: text,
  wordingHash: text,
  contactEmail: words,
  ...seen,
  confirmedByCode: z.boolean(),
  partnerNetwork: z.boolean(),
  /** The hash by which `audit:verify` knows the answer. */
  proof: words,
});
const opened = z.strictObject({
  id,
  number,
  payoutMinor: number.nullable(),
  currency: text.nullable(),
  band: text,
  rateValidFrom: text.nullable(),
});
/** What the consent fixed of its claim beside that. */
const terms = z.strictObject({
  requires: z.array(text),
  deliveryDueAt: instant,
  reviewDueAt: instant,
  disputeDays: number,
  clockStandsStill: z.boolean(),
});
const decidedContact = z.strictObject({ releaseId: id, contactEmail: words, note: maybeWords });

const move = z.strictObject({ number, from: z.enum(claimStatuses), to: z.enum(claimStatuses) });
const reviewed = move.extend({
  reasons: z.array(z.strictObject({ requirement: text, code: text })),
  /** A hash: the words stand with the review. */
  comment: words,
  /** Until when the partner may act upon it; null: there is nothing to do. */
  dueAt: instant.nullable(),
});
/** What an act of the console changed, before or after (P4). */
const changed = z.record(text, z.union([text, number, z.boolean(), z.null()]));
/** What an engagement pays in a market band from a day on (P13). */
const rate = z.strictObject({ band: text, validFrom: text, minor: number.nullable() });
/** P6: which countries a market band is to have. */
const countriesOfBand = z.strictObject({ key: text, countries: text, elsewhere: z.boolean() });
/** Where a location is paid (P28), of the account no more than people see. */
const payee = z.strictObject({
  country: text,
  currency: text,
  accountKind: z.enum(["iban", "account"]),
  lastFour: text,
});
/** One transfer of a payment run (P30). */
const payment = { run: number, payment: text, claims: number, amountMinor: number, currency: text };
const reminded = { daysBefore: number, daysLeft: number };
const document = { number, document: id, requirement: text, name: words };
const survey = { surveyId: id, kind: surveyKind };
/** Roles of somebody, each with its place (null: the whole company) and last day. */
const roles = z.array(
  z.strictObject({ role: text, locationId: id.nullable(), lastDay: text.nullable().optional() }),
);
const invited = z.strictObject({ invitationId: id, email: words, roles });
const surveyMail = {
  ...survey,
  recipientEmail: words,
  emailId: id.nullable(),
  linkId: id.nullable(),
};

/**
 * What happens, each event with the facts that the log keeps of it: never a token, a code or a
 * password. An event is past tense, and has its words in `messages/<language>/events.json`; one that
 * stands in one of the two alone does not compile.
 */
export const events = {
  /** O15: the log as a signed file, by command. */
  "audit.exported": z.strictObject({ rows: number, chains: number, sha256: text }),
  "catalogue.imported": z.strictObject({
    sha256: text,
    /** Of the catalogue, on which what the file would change was looked at. */
    state: text,
    day: text.nullable(),
    ...{ made: number, changed: number, published: number, proposed: number, drafts: number },
  }),
  "catalogue.loaded": z.strictObject({ engagements: number }),
  "engagement.changed": z.strictObject({ number, before: changed, after: changed }),
  "engagement.created": z.strictObject({ after: changed }),
  "engagement.draft_deleted": z.strictObject({ number }),
  "engagement.listed": z.strictObject({ before: changed, after: changed }),
  "engagement.proposed": z.strictObject({ number, day: text }),
  "engagement.published": z.strictObject({ number, day: text }),
  "engagement.withdrawn": z.strictObject({ number, day: text }),
  "rate.added": rate,
  "rate.kept": rate,
  "rate.proposed": rate,
  "rate.removal_proposed": rate,
  "rate.removed": rate,
  "band.proposed": countriesOfBand,
  "band.withdrawn": countriesOfBand,
  "word.added": z.strictObject({ of: text, key: text, after: changed }),
  "word.changed": z.strictObject({ of: text, key: text, before: changed, after: changed }),
  "word.removed": z.strictObject({ of: text, key: text, before: changed }),
  "template.added": z.strictObject({ name: text, sha256: text }),
  "template.removed": z.strictObject({ name: text, sha256: text }),
  "claim.action_asked": reviewed,
  "claim.approved": reviewed,
  "claim.cancelled": move,
  "claim.commented": z.strictObject({
    number,
    commentId: id,
    parentId: id.nullable(),
    proof: words,
  }),
  "claim.disputed": move,
  "claim.edited": z.strictObject({
    number,
    part: z.enum(["name", "partner", "customer", "invoice"]),
    fields: z.array(text),
    /** What these fields held before, so that a reviewer sees what changed (D26). */
    was: z.record(text, text.nullable()).optional().register(people),
    /** A hash of what the part holds since: `editPrint`. */
    proof: words,
  }),
  "claim.expired": move.extend({ dueAt: instant }),
  "claim.paid": move.extend({ paymentReference: text }),
  "claim.payment_returned": move.extend({
    paymentReference: text,
    /** W14: of a payment by hand the day and the reason; of a run the payment's own event has them. */
    returnedOn: text.optional(),
    why: z.string().optional().register(people),
  }),
  "claim.rejected": reviewed,
  "claim.rejected_finally": reviewed,
  "claim.reminded": z.strictObject({ number, kind: z.enum(["review", "dispute"]), ...reminded }),
  "claim.renewed": z.strictObject({ number, associationId: id }),
  "claim.review_handed_over": z.strictObject({ number, reviewer: id, note: words }),
  "claim.review_started": move,
  "claim.review_taken_over": z.strictObject({ number, from: id.nullable() }),
  "claim.submitted": move.extend({ again: z.boolean(), comment: z.boolean() }),
  "consent.accepted": answer.extend({ claim: opened.optional(), terms: terms.optional() }),
  "consent.closed": z.strictObject({ requestId: id, contactEmail: words, why: text }),
  "consent.code_sent": z.strictObject({
    requestId: id,
    codeId: id,
    decision: z.enum(["accept", "decline", "withdraw"]),
    suspicions: z.array(text),
  }),
  "consent.declined": answer.extend({ claim: opened.optional() }),
  "consent.expired": z.strictObject({ dueAt: instant }),
  "consent.free_again": nothing,
  "consent.no_longer_open": nothing,
  "consent.released": z.strictObject({ requestId: id, ...mailed }),
  "consent.reminded": z.strictObject({
    kind: z.enum(["answer", "not_sent", "delivery"]),
    ...reminded,
  }),
  "consent.reminders_set": z.strictObject({ requestId: id, on: z.boolean() }),
  "consent.reminders_stopped": z.strictObject({ requestId: id }),
  "consent.reported": z.strictObject({ requestId: id, linkId: id, message: words }),
  "consent.resent": z.strictObject({ requestId: id, ...mailed }),
  "consent.sent": z.strictObject({
    requestId: id,
    contactEmail: words,
    language,
    wordingVersion: text,
    replacedRequestId: id.nullable(),
    releaseId: id.nullable(),
    /** Written, and held back until the programme releases the contact (D19). */
    waiting: z.boolean(),
  }),
  /** K12; `again`: of a repeated e-mail, whose request goes on. */
  "consent.taken_back": z.strictObject({
    requestId: id,
    emailId: id,
    contactEmail: words,
    again: z.boolean(),
  }),
  "consent.undelivered": z.strictObject({
    emailId: id,
    state: z.enum(["returned", "bounced", "complained", "failed"]),
    contactEmail: words,
  }),
  "consent.withdrawn": z.strictObject({
    requestId: id,
    linkId: id,
    fullName: words,
    language,
    ...seen,
    confirmedByCode: z.boolean(),
  }),
  "consent.stopped": z.strictObject({ reportId: id, requestId: id, reason: words }),
  "location.changed": z.strictObject({ before: changed, after: changed }),
  "location.created": z.strictObject({ after: changed }),
  "location.qualified": z.strictObject({ before: changed, after: changed }),
  "import.begun": z.strictObject({ kind: text, file: text, sha256: text, gone: number }),
  "import.done": z.strictObject({
    ...{ kind: text, file: text, sha256: text },
    ...{ made: number, changed: number, unchanged: number, refused: number },
    ...{ removed: number, stayed: number },
  }),
  "location.qualification_removed": z.strictObject({ before: changed, after: changed }),
  "partner.changed": z.strictObject({ before: changed, after: changed }),
  "partner.created": z.strictObject({ after: changed }),
  "identity.linked": z.strictObject({
    provider: text,
    by: z.enum(["holder", "invitation", "trusted"]),
  }),
  "identity.unlinked": z.strictObject({ provider: text }),
  "partner.suspended": z.strictObject({ before: changed, after: changed }),
  "partner.sign_in_changed": z.strictObject({
    before: changed,
    after: changed,
    breakGlassId: id.nullable(),
  }),
  "partner.resumed": z.strictObject({ before: changed, after: changed }),
  "partner.domain_added": z.strictObject({ domain: text }),
  "partner.domain_removed": z.strictObject({ domain: text }),
  "report.done": z.strictObject({ reportId: id, requestId: id, note: words }),
  "report.looked_at": z.strictObject({ reportId: id, requestId: id, note: words }),
  "person.invited": invited.extend({ emailId: id }),
  "person.invited_again": invited.extend({ emailId: id }),
  "person.invitation_withdrawn": invited,
  "person.joined": invited.extend({ fullName: words }),
  "person.roles_changed": z.strictObject({ userId: id, before: roles, after: roles }),
  /** K6: what it says stands in its table alone. */
  "note.written": z.strictObject({ tenantId: id, mentioned: z.array(id), proof: words }),
  "follow_up.set": z.strictObject({
    tenantId: id,
    locationId: id,
    ownerId: id,
    day: text,
    proof: words,
  }),
  "follow_up.moved": z.strictObject({ tenantId: id, day: text, before: text }),
  "follow_up.done": z.strictObject({ tenantId: id }),
  "follow_up.reopened": z.strictObject({ tenantId: id }),
  "person.disabled": z.strictObject({ userId: id, heirId: id.nullable() }),
  "person.signed_out": z.strictObject({ userId: id, sessions: number }),
  "person.profile_changed": z.strictObject({
    userId: id,
    fields: z.array(z.enum(["name", "title", "phone", "timeZone"])),
  }),
  "person.enabled": z.strictObject({ userId: id }),
  "person.role_asked": z.strictObject({ requestId: id, role: text, locationId: id.nullable() }),
  "person.role_answered": z.strictObject({ requestId: id, agreed: z.boolean(), note: words }),
  "operator.roles_changed": z.strictObject({
    userId: id,
    before: z.array(z.enum(operatorRoles)),
    after: z.array(z.enum(operatorRoles)),
  }),
  "operator.let_in": z.strictObject({ made: z.boolean(), roles: z.array(z.enum(operatorRoles)) }),
  /** O24: what was asked of a person: never whom. */
  "privacy.asked": z.strictObject({ requestId: id }),
  "privacy.given": z.strictObject({ requestId: id, rows: number }),
  "privacy.erasure_asked": z.strictObject({ requestId: id, goes: number, stays: number }),
  "privacy.closed": z.strictObject({ requestId: id }),
  "privacy.erased": z.strictObject({
    requestId: id,
    rows: number,
    stays: number,
    /** Of the log: of how many rows the words went. */
    words: number,
    over: z.boolean(),
  }),
  /** O23: of what is over, how much went. */
  "privacy.forgotten": z.strictObject({
    rounds: number,
    words: number,
    ...{ emails: number, sessions: number, devices: number, signInLinks: number, codes: number },
    ...{
      accounts: number,
      invitations: number,
      imports: number,
      dryRuns: number,
      requests: number,
    },
  }),
  "hold.placed": z.strictObject({ holdId: id, of: z.enum(["claim", "tenant"]), reason: words }),
  "hold.lifted": z.strictObject({ holdId: id, of: z.enum(["claim", "tenant"]), reason: words }),
  "programme.account_changed": z.strictObject({ before: changed, after: changed }),
  "programme.changed": z.strictObject({ before: changed, after: changed }),
  "round.ended": z.strictObject({
    reason: z.enum(["wrong_customer", "wrong_workshop"]),
    toldRequestId: id.nullable(),
  }),
  /** K6: to whom, and whose it was. */
  "round.given": z.strictObject({ ownerId: id, ownerName: words, beforeId: id.nullable() }),
  /** P19: what was before this product, as the programme says on that evidence. */
  "round.imported": z.strictObject({
    runId: id,
    tenantId: id,
    engagementId: id,
    locationId: id,
    askedOn: text,
    consentedOn: text.nullable(),
    declinedOn: text.nullable(),
    expiredOn: text.nullable(),
    withdrawnOn: text.nullable(),
    completedOn: text.nullable(),
    evidence: words,
    contactName: words,
    contactEmail: maybeWords,
    consentDueAt: instant,
    consentedAt: instant.nullable(),
    endedAt: instant.nullable(),
    endReason: text.nullable(),
    claim: opened.nullable(),
    terms: terms.nullable(),
  }),
  /** P18: the programme ended it. */
  "round.stopped": z.strictObject({
    kind: z.enum(["asked", "consented", "done"]),
    reason: words,
    claimNumber: number.nullable(),
    toldRequestId: id.nullable(),
  }),
  "round.extended": z.strictObject({
    kind: z.enum(["consent", "delivery"]),
    /** By how many calendar days there. */
    days: number,
    lastDayBefore: text,
    lastDay: text,
    wasDueAt: instant,
    dueAt: instant,
    /** Of its claim, which moves with it; null: there is none yet. */
    reviewDueAt: instant.nullable(),
    reason: words,
    toldRequestId: id.nullable(),
  }),
  "consent.wrong_contact": z.strictObject({
    requestId: id,
    linkId: id,
    why: maybeWords,
    colleague: maybeWords,
  }),
  "contact.ban_lifted": z.strictObject({
    banId: id,
    reportId: id,
    contactEmail: words,
    why: words,
  }),
  "contact.banned": z.strictObject({
    banId: id,
    reportId: id,
    requestId: id,
    contactEmail: words,
    reason: words,
  }),
  "contact.refused": decidedContact,
  "contact.release_asked": z.strictObject({
    releaseId: id,
    contactEmail: words,
    reason: words,
    /** Nobody had to release it. */
    free: z.boolean(),
  }),
  "contact.released": decidedContact,
  "customer.added": round,
  "customer.imported": z.strictObject({ tenantId: id }),
  "customer.unlisted": z.strictObject({ tenantId: id }),
  "customer.claimed": round,
  "delivery.expired": z.strictObject({ dueAt: instant }),
  "demo.loaded": z.strictObject({ tenants: number, rounds: number }),
  "document.added": z.strictObject({ ...document, size: number, sha256: text, proof: words }),
  "document.infected": z.strictObject({ ...document, infection: text }),
  "document.removed": z.strictObject(document),
  "enrolment.moved": z.strictObject({
    before: z.enum(enrolmentStates),
    after: z.enum(enrolmentStates),
    reason: maybeWords,
  }),
  "payee.changed": z.strictObject({
    version: number,
    before: payee.nullable(),
    after: payee,
    legalNameBefore: maybeWords,
    legalName: words,
    taxNumberBefore: maybeWords,
    taxNumber: words,
    /** A keyed hash of the account: `sealAccount`. */
    proof: words,
  }),
  "payee.decided": z.strictObject({
    version: number,
    before: z.enum(["validating"]),
    after: z.enum(["valid", "rejected"]),
    reason: maybeWords,
  }),
  /** P30: a payment came back because of it. */
  "payee.returned": z.strictObject({
    version: number,
    before: z.enum(["valid"]),
    after: z.enum(["rejected"]),
    reason: words,
  }),
  "payment.failed": z.strictObject({ ...payment, as: z.enum(paymentFailures), why: words }),
  "payment.returned": z.strictObject({
    ...payment,
    as: z.enum(paymentFailures),
    why: words,
    returnedOn: text,
  }),
  "payment.paid": z.strictObject({ ...payment, reference: text, paidOn: text }),
  "payment_run.cancelled": z.strictObject({ number }),
  "payment_run.exported": z.strictObject({
    ...{ number, channel: z.enum(paymentChannels), payments: number, amountMinor: number },
    ...{ currency: text, sha256: text },
  }),
  "bulk.begun": z.strictObject({ number, kind: text, rows: number, mails: number }),
  "bulk.done": z.strictObject({
    number,
    kind: text,
    done: number,
    already: number,
    refused: number,
  }),
  "payment_run.frozen": z.strictObject({
    ...{ number, payments: number, claims: number, amountMinor: number, currency: text },
    held: number,
    /** The account that it is paid from by pain.001; null: all of it goes another way. */
    accountVersion: number.nullable(),
  }),
  "payment_run.gathered": z.strictObject({ number, claims: number }),
  "payment_run.opened": z.strictObject({
    ...{ number, claims: number, amountMinor: number, currency: text },
  }),
  "payment_run.put_back": z.strictObject({ number, claims: z.array(number) }),
  "payment_run.results_taken": z.strictObject({
    ...{ number, sha256: text, changed: number, same: number, refused: number },
  }),
  "payment_run.taken_out": z.strictObject({ number, claims: z.array(number) }),
  "factor.added": z.strictObject({ kind: factor }),
  "factor.removed": z.strictObject({ kind: factor }),
  "files.swept": z.strictObject({
    why: z.enum(["no_mark", "other_mark"]).nullable(),
    ...{ taken: number, left: number, putBack: number, forgotten: number, received: number },
  }),
  /** The numbers of the rows of this chain that people's words left (O23). */
  "person.erased": z.strictObject({ rows: z.array(number) }),
  "session.ended": z.strictObject({ userId: id }),
  "session.entered": z.strictObject({ userId: id }),
  "session.left": z.strictObject({ userId: id }),
  "session.opened": z.strictObject({ userId: id, by: z.enum(["link", "persona", "provider"]) }),
  "session.proven": z.strictObject({
    userId: id,
    kind: z.enum(["codes", "recovery", "passkey", "provider"]),
  }),
  "sign_in.asked": z.strictObject({ emailId: id }),
  "survey.answered": z.strictObject({
    ...survey,
    fullName: words,
    answers,
    linkId: id.nullable(),
    partnerNetwork: z.boolean(),
    ...seen,
    proof: words,
  }),
  "survey.closed": z.strictObject({ ...survey, recipientEmail: words, why: text }),
  "survey.released": z.strictObject(surveyMail),
  "survey.replaced": z.strictObject({ ...survey, recipientEmail: words, by: id }),
  "survey.resent": z.strictObject(surveyMail),
  "survey.sent": z.strictObject({ ...surveyMail, language, waiting: z.boolean() }),
  "survey.undelivered": z.strictObject({
    ...survey,
    emailId: id,
    state: z.enum(["returned", "bounced", "complained", "failed"]),
    recipientEmail: words,
  }),
  "tenant.allowed": z.strictObject({ before: barred }),
  "tenant.barred": z.strictObject({ before: barred, after: barred }),
  "tenant.changed": z.strictObject({ before: tenantFacts.partial(), after: tenantFacts.partial() }),
  "tenant.created": z.strictObject({ after: tenantFacts }),
  "tenant.domain_added": z.strictObject({ domain: text }),
  "tenant.domain_moved": z.strictObject({ domain: text, ...between }),
  "tenant.domain_received": z.strictObject({ domain: text, ...between }),
  "tenant.domain_removed": z.strictObject({ domain: text }),
  "tenant.found": z.strictObject({ domain: text }),
  "tenant.merged": z.strictObject({ ...between, rounds: number, domains: number }),
  "tenant.received": z.strictObject({ ...between, rounds: number, domains: number }),
  "tenants.imported": z.strictObject({
    file: text,
    ...{
      rows: number,
      created: number,
      changed: number,
      unchanged: number,
      bad: number,
      short: number,
    },
  }),
} satisfies Record<Worded, z.ZodObject>;

type Words = Messages["events"];
/** What has words: `consent.sent`. */
type Worded = {
  [Group in keyof Words]: Words[Group] extends string
    ? never
    : `${Group}.${keyof Words[Group] & string}`;
}[keyof Words];

export type EventName = keyof typeof events;
export type EventData = { [Name in EventName]: z.input<(typeof events)[Name]> };

/** True for the name of an event; anything may be asked. */
export function isEventName(name: string): name is EventName {
  return Object.hasOwn(events, name);
}

/** The facts of an event as they are kept. Throws when they are not those of that event. */
export function eventData(name: EventName, data: unknown): Record<string, unknown> {
  return events[name].parse(data);
}

/** Which facts of an event are people's words (O23). */
export function wordsOf(name: EventName): string[] {
  const shape: Record<string, z.ZodType> = events[name].shape;
  return Object.keys(shape).filter((key) => shape[key] && people.has(shape[key]));
}

/**
 * The facts of an event as the log has them now: in place of a word that was erased stands "…" (O23).
 * Null for what is no event, or not with its facts.
 */
export function readEvent(
  name: string,
  data: unknown,
): { event: EventName; data: Record<string, unknown> } | null {
  if (!isEventName(name)) return null;
  const shape: Record<string, z.ZodType> = events[name].shape;
  const lost = Object.fromEntries(
    wordsOf(name).map((key) => [key, shape[key]?.safeParse(ERASED).success ? ERASED : {}]),
  );
  const { [RUN]: run, ...facts }: Record<string, unknown> = {
    ...lost,
    ...(typeof data === "object" ? data : {}),
  };
  const read = events[name].safeParse(facts);
  if (!read.success) return null;
  const known = number.safeParse(run);
  return { event: name, data: known.success ? { ...read.data, [RUN]: known.data } : read.data };
}

/** B5: beside the facts of whatever a run of many rows did stands its number. */
export const RUN = "bulkRun";

const ERASED = "…";

/** An event as people are told of it: the key of its words in `events.json`, and what they need. */
export type Told = {
  event: EventName | "unknown";
  params: Record<string, string | number>;
};

/**
 * Reads a row of the log for people. What this version does not know, or what is not as it should
 * be, is `unknown`, which has words too.
 */
export function tellEvent(name: string, data: unknown): Told {
  const read = readEvent(name, data);
  if (!read) return { event: "unknown", params: {} };
  const params = Object.entries(read.data).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value === "boolean") return [[key, value ? "yes" : "no"] as const];
    return typeof value === "string" || typeof value === "number" ? [[key, value] as const] : [];
  });
  return { event: read.event, params: Object.fromEntries(params) };
}
