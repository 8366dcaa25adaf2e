import { z } from "zod";
import { enrolmentStates, payeeStates, paymentFailures } from "@/db/schema/states";
import { money } from "../money";
import { unlinked, unlinkedUnlessAddress } from "./unlinked.rules";

const instant = z.iso.datetime();
/** D25: what people typed, and names; it never becomes a link. */
const typed = z.string().transform(unlinked);
const address = z.string().transform(unlinkedUnlessAddress);
const contact = z.object({ name: typed, email: address, phone: typed });
/** What every mail about one workshop with one customer knows. */
const workshop = z.object({
  engagementName: typed,
  tenantName: typed,
  partnerName: typed,
  locationName: typed,
  locationCity: typed,
  locationCountry: z.string(),
  timeZone: z.string(),
});
/** What the customer needs to know before an answer (D10). `linkId` becomes the one link. */
const question = workshop.extend({
  linkId: z.guid(),
  contactName: typed,
  /** By which the request can be checked without its link. */
  requestNumber: typed,
  partnerContact: contact,
  engagementSummary: typed,
  consentDueAt: instant,
  deliveryDays: z.number().int(),
});

/** B6: what several requests of one run say for all, and each of them for itself. */
const questions = question
  .omit({
    linkId: true,
    engagementName: true,
    tenantName: true,
    timeZone: true,
    requestNumber: true,
    engagementSummary: true,
    consentDueAt: true,
    deliveryDays: true,
  })
  .extend({
    contactName: typed.nullable(),
    items: z.array(
      question
        .pick({
          engagementName: true,
          tenantName: true,
          timeZone: true,
          requestNumber: true,
          consentDueAt: true,
        })
        /** The random id of marks of the e-mail that was written for it: its link stands by it. */
        .extend({ mark: z.guid() }),
    ),
  });

/** By which a mail to the partner leads to the round that it is about. */
const round = { associationId: z.guid(), engagementSlug: z.string() };

/** What every mail about a workshop claim knows. */
const claim = workshop.extend({ claimNumber: z.string() });
/** The two clocks of a claim that was sent in: to answer the programme, and to dispute. */
const claimClock = z.enum(["review", "dispute"]);

/** What every mail about a location's own place in the programme knows. */
const place = z.object({
  partnerName: typed,
  locationId: z.guid(),
  locationName: typed,
  locationCity: typed,
  locationCountry: z.string(),
  timeZone: z.string(),
});

/** K7: things of one kind, how many, and the first of them by name with the days that are left, or nought and fewer since. */
const digestLine = z.object({
  count: z.number().int(),
  more: z.boolean().default(false),
  names: z.array(z.object({ name: typed, days: z.number().int().nullable() })).default([]),
});
/** The kinds of each part of a digest, in the order in which they are told. */
export const digestKinds = {
  ends: ["consents", "deliveries"],
  waits: [
    ...(["not_sent", "mail_failed", "contact_closed", "claims", "follow_up", "for_admin"] as const),
    ...(["review_over", "review_mine", "review_free", "to_pay"] as const),
    ...(["contacts", "enrolments", "reports"] as const),
  ],
  changed: [
    ...([
      "consented",
      "declined",
      "withdrawn",
      "consent_expired",
      "delivery_expired",
      "programme",
    ] as const),
    ...(["action_required", "approved", "rejected", "rejected_final", "paid"] as const),
    ...(["payment_returned", "post_submission_expired", "dispute_expired"] as const),
  ],
} as const;
type DigestParts = typeof digestKinds;
export type DigestKind<Part extends keyof DigestParts> = DigestParts[Part][number];

/** How a payment did not arrive; `returned_`: it was told as paid before. */
export const paymentOutcomes = [...paymentFailures, "returned_payee", "returned_other"] as const;

/** The variables of each template, as they are kept with the e-mail. Tokens never stand in them. */
export const mailVariables = {
  "sign-in": z.object({
    tokenId: z.guid(),
    expiresAt: instant,
    /** The reader's IANA zone; UTC when it is not known. */
    timeZone: z.string().optional(),
  }),
  /** U15: to whose account it is. */
  "new-device": z.object({
    signedInAt: instant,
    browser: typed.nullable(),
    system: typed.nullable(),
    ipAddress: typed.nullable(),
    timeZone: z.string(),
  }),
  /** U12: in place of a link, to who signs in with the provider of their company. */
  "sign-in-provider": z.object({ providerLabel: typed }),
  /** U2: to somebody who is to join a company or, without one, the programme's staff. */
  invitation: z.object({
    invitationId: z.guid(),
    inviterName: typed,
    partnerName: typed.nullable(),
    programmeName: typed,
    expiresAt: instant,
    /** U12: what somebody of the company is asked to link; without one they are to join. */
    providerLabel: typed.optional(),
  }),
  /** U11: to whose account it is. */
  "identity-linked": z.object({
    providerLabel: typed,
    /** What the provider calls them. */
    identityName: typed,
    linkedAt: instant,
    timeZone: z.string(),
  }),
  /** U5: to the admins who can give the role. */
  "role-asked": z.object({
    askerName: typed,
    partnerName: typed,
    role: z.enum(["incentives_admin", "incentives_user"]),
    /** Null: for the whole company. */
    locationName: typed.nullable(),
    words: typed,
  }),
  /** K6: to whom a note was pointed out; what it says stands on the customer's page alone. */
  "note-mention": z.object({
    authorName: typed,
    partnerName: typed,
    tenantName: typed,
    tenantId: z.guid(),
  }),
  /** U5: to who asked. */
  "role-answered": z.object({
    partnerName: typed,
    role: z.enum(["incentives_admin", "incentives_user"]),
    locationName: typed.nullable(),
    agreed: z.boolean(),
    note: typed,
    answererName: typed,
  }),
  "consent-request": question,
  /** B6: made of several of the one before; none is written so. */
  "consent-requests": questions,
  "consent-reminder": question.extend({ daysLeft: z.number().int() }),
  "answer-code": workshop.extend({
    codeId: z.guid(),
    decision: z.enum(["accept", "decline", "withdraw"]),
    expiresAt: instant,
  }),
  /** D12: to the customer, after an answer. */
  "consent-receipt": workshop.extend({
    linkId: z.guid(),
    decision: z.enum(["accept", "decline"]),
    fullName: typed,
    decidedAt: instant,
    wordingVersion: z.string(),
    wording: typed,
    deliveryDueAt: instant.nullable(),
    partnerContact: contact,
  }),
  /** D14: to the customer, after a withdrawal. */
  "withdrawal-receipt": workshop.extend({ withdrawnAt: instant, fullName: typed }),
  /** D12: to the partner's contact and the sender. */
  "partner-answer": workshop.extend({
    decision: z.enum(["accept", "decline"]),
    fullName: typed,
    reason: typed.nullable(),
    decidedAt: instant,
    deliveryDueAt: instant.nullable(),
    ...round,
  }),
  "partner-withdrawn": workshop.extend({ withdrawnAt: instant, ...round }),
  /** D8: another acceptance came first; says nothing of whose. */
  "partner-no-longer-open": workshop.extend(round),
  /** D18: the consent of another partner ended; says nothing of whose it was. */
  "partner-free-again": workshop.extend({
    ...round,
    consentDueAt: instant,
    daysLeft: z.number().int(),
  }),
  /** D19: whether a contact outside of the customer's domains may be asked. */
  "partner-contact-decision": workshop.extend({
    /** `closed`: it was asked, and can no longer be one. */
    decision: z.enum(["released", "refused", "closed", "stopped", "banned", "lifted"]),
    contactEmail: address,
    note: typed.nullable(),
    ...round,
    /** The claim whose survey asks this contact; null: it is asked for consent. */
    claimNumber: z.string().nullable(),
  }),
  /** D13: the request was never sent. */
  "partner-not-sent": workshop.extend({
    consentDueAt: instant,
    daysLeft: z.number().int(),
    ...round,
  }),
  /** D13: the delivery window runs out. */
  "partner-delivery-due": workshop.extend({
    deliveryDueAt: instant,
    daysLeft: z.number().int(),
    ...round,
  }),
  "partner-expired": workshop.extend({
    kind: z.enum(["consent", "delivery"]),
    dueAt: instant,
    ...round,
  }),
  /** P25: the programme gave it more time. */
  "partner-extended": workshop.extend({
    kind: z.enum(["consent", "delivery"]),
    wasDueAt: instant,
    dueAt: instant,
    reason: typed,
    ...round,
  }),
  /** P18: the programme ended it: while the customer was asked, once they consented, or after its claim's end. */
  "partner-stopped": workshop.extend({
    kind: z.enum(["asked", "consented", "done"]),
    reason: typed,
    ...round,
  }),
  "partner-bounced": workshop.extend({
    contactEmail: address,
    state: z.enum(["returned", "bounced", "complained", "failed"]),
    ...round,
    /** The claim whose survey did not arrive; null: it was a request for consent. */
    claimNumber: z.string().nullable(),
  }),
  /** D30: the contact said that it is not theirs to answer. */
  "partner-wrong-contact": workshop.extend({
    contactEmail: address,
    kind: z.enum(["colleague", "elsewhere"]),
    /** Who may be the right one, as typed. */
    colleague: typed.nullable(),
    ...round,
  }),
  /** D29, D18: to a contact who was asked, when the partner or the programme ended the request. */
  "request-ended": workshop.extend({
    contactName: typed,
    kind: z.enum(["partner", "programme", "banned", "consented"]),
    endedAt: instant,
    partnerContact: contact,
  }),
  /** P25: to a contact who was asked, when the programme gave more time to answer. */
  "request-extended": workshop.extend({
    contactName: typed,
    wasDueAt: instant,
    dueAt: instant,
    partnerContact: contact,
  }),
  /** "Not expected? Tell us": to the partner's contact and the programme. */
  "report-notice": workshop.extend({
    /** To whom: the partner, or the programme's staff. */
    kind: z.enum(["partner", "programme"]),
    message: typed,
    ...round,
  }),
  /** W7: asks the customer's contact to fill in the customer survey. */
  "survey-request": workshop.extend({
    linkId: z.guid(),
    contactName: typed,
    partnerContact: contact,
    dueAt: instant,
  }),
  /** W5: asks a colleague at the partner to fill in the partner survey. */
  "partner-survey-request": workshop.extend({
    linkId: z.guid(),
    contactName: typed,
    senderName: typed,
    claimNumber: z.string(),
    dueAt: instant,
  }),
  /** To the partner: a survey of its claim was filled in by the link. */
  "survey-answered": workshop.extend({
    kind: z.enum(["partner", "customer"]),
    fullName: typed,
    answeredAt: instant,
    claimNumber: z.string(),
  }),
  /** W12: to the partner's contact and who sent the claim in. */
  "claim-decision": claim.extend({
    decision: z.enum(["action_required", "approved", "rejected", "rejected_final"]),
    reasons: z.array(
      z.object({
        words: z.object({ en: typed, nl: typed }),
        label: z.object({ en: typed, nl: typed }).nullable(),
      }),
    ),
    comment: typed,
    /** Until when the partner may act; null when there is nothing to do. */
    dueAt: instant.nullable(),
  }),
  /** W14: to the same people. */
  "claim-paid": claim.extend({
    paymentReference: typed,
    paidAt: instant,
    amount: money.nullable(),
  }),
  /** D28: to the same people, a scanner found something in a file. */
  "claim-file-refused": claim.extend({ fileName: typed }),
  /** W10: to the other side of a comment. */
  "claim-comment": claim.extend({
    kind: z.enum(["partner", "programme"]),
    authorName: typed,
    body: typed,
  }),
  /** W10, W11: the receipt of "Submit claim". */
  "claim-submitted": claim.extend({
    submittedAt: instant,
    submittedBy: typed,
    again: z.boolean(),
    comment: typed.nullable(),
  }),
  /** The partner gave the workshop up: to the customer, and to the partner. */
  "workshop-cancelled": workshop.extend({
    contactName: typed,
    cancelledAt: instant,
    partnerContact: contact,
  }),
  "claim-cancelled": claim.extend({ cancelledAt: instant, cancelledBy: typed }),
  "claim-disputed": claim.extend({
    disputedAt: instant,
    disputedBy: typed,
    reason: typed,
  }),
  /** The clock of a claim that was sent in runs out. */
  "claim-due": claim.extend({ kind: claimClock, dueAt: instant, daysLeft: z.number().int() }),
  "claim-expired": claim.extend({ kind: claimClock, dueAt: instant }),
  /** P27: to the incentives admins of the location. */
  "enrolment-moved": place.extend({
    state: z.enum(enrolmentStates),
    payeeProfile: z.enum(payeeStates),
    movedAt: instant,
    /** Who at the partner; null: the programme. */
    movedBy: typed.nullable(),
    reason: typed.nullable(),
  }),
  /** P28: to the same people, never with more of the account than its last four characters. */
  "payee-notice": place.extend({
    kind: z.enum(["changed", "valid", "rejected"]),
    at: instant,
    by: typed.nullable(),
    lastFour: typed,
    reason: typed.nullable(),
  }),
  /** K7: to one person, of all their companies and the programme. */
  digest: z.object({
    digestId: z.guid(),
    cadence: z.enum(["daily", "weekly"]),
    places: z.array(
      z.object({
        /** Null: the programme itself. */
        partnerName: typed.nullable(),
        ends: z.array(digestLine.extend({ kind: z.enum(digestKinds.ends) })),
        waits: z.array(digestLine.extend({ kind: z.enum(digestKinds.waits) })),
        changed: z.array(digestLine.extend({ kind: z.enum(digestKinds.changed) })),
      }),
    ),
  }),
  /** P30: to the same people: what the bank gave back, maybe after it was paid, and whether the account is what is wrong. */
  "payment-failed": place.extend({
    kind: z.enum(paymentOutcomes),
    /** Null: it was made by hand, outside of any run, and to which account nobody knows here. */
    run: typed.nullable(),
    claimNumbers: typed,
    amount: money.nullable(),
    lastFour: typed.nullable(),
    reason: typed,
  }),
} as const;

export type Template = keyof typeof mailVariables;
export type Variables<T extends Template> = z.infer<(typeof mailVariables)[T]>;
/** An example of one form of an e-mail. */
export type Sample = {
  [T in Template]: { name: string; template: T; variables: Variables<T> };
}[Template];

/** What the provider's webhook tells; what else stands in it is of no use here. */
export const providerEvent = z.object({
  type: z.string().max(100),
  created_at: z.string().refine((text) => Number.isFinite(Date.parse(text))),
  data: z.object({
    email_id: z.string().max(200),
    tags: z
      .object({ email_id: z.guid().optional().catch(undefined) })
      .optional()
      .catch(undefined),
    bounce: z
      .object({ message: z.string(), type: z.string().optional().catch(undefined) })
      .optional()
      .catch(undefined),
    failed: z.object({ reason: z.string() }).optional().catch(undefined),
    suppressed: z.object({ message: z.string() }).optional().catch(undefined),
  }),
});
export type ProviderEvent = z.infer<typeof providerEvent>;
