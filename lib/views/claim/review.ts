import { z } from "zod";
import { findHoldOver, type Hold } from "../../privacy/holds/queries";
import { authorize } from "../../access/authorize";
import { mayDo } from "../../access/policy";
import { getCheckedClaim } from "../../claims/check.queries";
import { findingsOf, type Finding } from "../../claims/check.rules";
import { listDocuments, type ListedDocument } from "../../claims/documents/queries";
import type { Act } from "../../audit/history";
import { listClaimEvents } from "../../claims/history/queries";
import type { Claim } from "../../claims/queries";
import {
  findHandOver,
  listFellows,
  type Fellow,
  type HandedOver,
} from "../../claims/review/fellows.queries";
import { isOwnApproval, type Review } from "../../claims/review/queries";
import { clockOf, heldBefore, isReviewed, reviewDueAfter } from "../../claims/review/rules";
import type { Clock } from "../../claims/review/schema";
import { reviewTarget } from "../../claims/review/target.queries";
import { listReviewReasons } from "../../claims/proof/queries";
import { codesFor } from "../../claims/review/reasons.rules";
import type { ClaimStatus } from "../../claims/rules";
import { contactFacts } from "../../consent/contacts/queries";
import { whyNotContact } from "../../consent/contacts/rules";
import { concernOf } from "../../claims/tell-claim";
import type { Operator, Tx } from "../../ctx";
import { isShown } from "../../files/kinds";
import { listReaders } from "../../notify/queries";
import { daysLeft, deadline, lastDate } from "../../time/deadline";
import { claimFacts, claimTalk, type ClaimFacts, type ClaimTalk } from "./facts";
import { claimSurveys, type SurveysView } from "./surveys";

export const acts = [
  "ask",
  "approve",
  "reject",
  "rejectFinally",
  "handOver",
  "pay",
  "paymentReturned",
] as const;
export type ReviewAct = (typeof acts)[number];

/** Why the contact of a claim could not be asked any more (D19). */
type ContactDoubt = "contactStopped" | "contactOwn";

/** Who has the claim in hand, seen by the reader. */
export type Holder =
  | { kind: "own" | "nobody" }
  | { kind: "you"; since: Date }
  | { kind: "other"; name: string; since: Date };

export type ClaimReviewView = ClaimFacts &
  ClaimTalk & {
    /** While the programme has it: the last day, as YYYY-MM-DD at the location, and the days left. */
    due: { date: string; daysLeft: number } | null;
    /** W12: the programme's own clock, while it runs. */
    clock: Clock | null;
    holder: Holder;
    /** To whom the reader can hand it over, as long as they have it. */
    fellows: Fellow[];
    /** Who handed it over to the reader, and why. */
    handed: HandedOver | null;
    /** Whether the reader can take another one in hand. */
    mayReview: boolean;
    /** Who rejected it, as long as it is disputed. */
    rejectedBy: { name: string; you: boolean } | null;
    /** What the reader can decide now. */
    mayDo: ReviewAct[];
    /** P6: whether the reader approved it, and somebody else has to pay it. */
    ownApproval: boolean;
    /** The form that the address asks for, also when it is not open any more: what was typed stays. */
    form: ReviewAct | null;
    /** What was just decided, when it is so. */
    done: ClaimStatus | null;
    /** Whether the reader just said that its payment came back. */
    returned: boolean;
    /** Until when the partner could act after "ask" or "reject", as YYYY-MM-DD; null: no day would be left. */
    until: { ask: string | null; reject: string };
    /** Whom the partner's e-mails reach. */
    people: string[];
    reasons: { group: string; codes: string[] }[];
    /** What the check told the partner of before it sent the claim in. */
    findings: Finding[];
    /** D26: what the fields that the partner edited since the last decision held then. */
    was: Record<string, string | null>;
    /** Since when a file is new to the reviewer: the last decision; null: all of them are. */
    newSince: Date | null;
    files: ListedDocument[];
    file: ListedDocument | null;
    surveys: SurveysView;
    /**
     * D19: which answers came from a network address where somebody of the partner had signed in; whether
     * the claim's contact is one that the programme stopped, or turned out to be the partner's own.
     */
    doubts: { consent: boolean; survey: boolean } & Record<ContactDoubt, boolean>;
    /** The comment that is being answered, and whether one was just sent. */
    reply: string | null;
    said: boolean;
    /** O25: the legal hold that keeps it, and whether the reader may place or lift one. */
    hold: Hold | null;
    mayHold: boolean;
    /** The newest first. */
    history: Act[];
  };

const address = z.object({
  do: z.enum(acts).nullable().catch(null),
  file: z.guid().nullable().catch(null),
  done: z.string().nullable().catch(null),
  returned: z.string().nullable().catch(null),
  reply: z.guid().nullable().catch(null),
  said: z.string().nullable().catch(null),
});

/**
 * One claim beside its files, as a reviewer needs it (W12–W14). Takes the raw search parameters:
 * `do` opens a decision's form, `file` shows a file. Throws `forbidden`, `not_found`.
 */
export async function programmeClaim(
  tx: Tx,
  input: { claimNumber: string; search: Record<string, string | string[] | undefined> },
): Promise<ClaimReviewView> {
  authorize(tx, "claims.inspect");
  const asked = address.parse(input.search);
  const facts = await claimFacts(tx, input.claimNumber);
  const { claim, status } = facts;
  const talk = await claimTalk(tx, facts);
  const files = await filesOf(tx, facts);
  const known = await listReviewReasons(tx);
  const newSince = talk.asked?.review.decidedAt ?? null;
  const holder = holderOf(tx.actor, claim, status);
  const mine = holder.kind === "you";
  const askDue = reviewDueAfter(claim, tx.now);
  const ownApproval = status === "approved" && (await isOwnApproval(tx, claim.id));
  const mayPay = mayDo(tx.actor, "claims.pay") && !ownApproval;
  const fellows = mine ? await listFellows(tx, claim.partnerId) : [];
  const open = openActs(status, holder, {
    mayAsk: tx.now < askDue,
    mayPay,
    mayReturn: mayDo(tx.actor, "claims.pay") && claim.paymentId === null,
    mayHandOver: fellows.length > 0,
  });
  const surveys = await claimSurveys(tx, claim);
  const concern = { ...claim, partnerContactEmail: claim.partnerContact.email };
  return {
    ...facts,
    ...talk,
    due: isWithUs(status)
      ? {
          date: lastDate(claim.reviewDueAt, claim.timeZone),
          daysLeft: daysLeft(claim.reviewDueAt, tx.now, claim.timeZone),
        }
      : null,
    clock: clockOf({ ...claim, status }, tx.now, await reviewTarget(tx)),
    holder,
    fellows,
    handed: mine ? await findHandOver(tx, claim) : null,
    mayReview: mayDo(tx.actor, "claims.review"),
    rejectedBy: rejecterOf(tx.actor, status, talk.reviews),
    mayDo: open,
    ownApproval,
    form: holder.kind === "own" ? null : asked.do,
    done: asked.done === status ? status : null,
    returned: asked.returned !== null && status === "approved",
    until: {
      ask: tx.now < askDue ? lastDate(askDue, claim.timeZone) : null,
      reject: lastDate(deadline(tx.now, claim.disputeDays, claim.timeZone), claim.timeZone),
    },
    people: (await listReaders(tx, concernOf(concern))).map(({ to }) => to),
    reasons: [...facts.requirements.map(({ requirement }) => requirement), "general"].map(
      (group) => ({ group, codes: codesFor(group, known) }),
    ),
    findings: findingsOf(await getCheckedClaim(tx, claim, claim.submittedAt ?? tx.now)),
    was: heldBefore(talk.asked?.changes ?? []),
    newSince,
    files,
    file:
      files.find(({ id }) => id === asked.file) ??
      firstShown(files.filter(({ uploadedAt }) => newSince !== null && uploadedAt >= newSince)) ??
      firstShown(files),
    surveys,
    doubts: {
      consent: claim.partnerNetwork,
      survey: surveys.cards.some(({ live }) => live?.answer?.partnerNetwork === true),
      ...(await contactDoubts(tx, claim)),
    },
    reply: asked.reply,
    said: asked.said !== null,
    hold: (await findHoldOver(tx, { claim, tenantId: claim.tenant.id })) ?? null,
    mayHold: mayDo(tx.actor, "data.people"),
    history: (await listClaimEvents(tx, claim)).reverse(),
  };
}

/** D19, with the one rule: whether the contact could be asked today. */
async function contactDoubts(tx: Tx, claim: Claim): Promise<Record<ContactDoubt, boolean>> {
  const { partnerId, tenant, contact, partnerContact } = claim;
  const facts = await contactFacts(tx, { partnerId, tenantId: tenant.id });
  const why = whyNotContact(contact.email, facts, partnerContact.email);
  const stopped = why === "contact_stopped";
  return { contactStopped: stopped, contactOwn: why !== null && !stopped };
}

/** In the order of its places. */
async function filesOf(
  tx: Tx,
  { claim, requirements }: Pick<ClaimFacts, "claim" | "requirements">,
): Promise<ListedDocument[]> {
  const { documents } = await listDocuments(tx, claim.id);
  return requirements.flatMap(({ requirement: kind }) =>
    documents.filter((one) => one.requirement === kind),
  );
}

/** The file that stands open at first: of those that came since the last decision, where there are any. */
function firstShown(files: ListedDocument[]): ListedDocument | null {
  return files.find(({ scan, mediaType }) => scan === null && isShown(mediaType)) ?? null;
}

function isWithUs(status: ClaimStatus): boolean {
  return status === "submitted" || status === "under_review";
}

function holderOf(
  actor: Operator,
  { partnerId, reviewerId, reviewerSince, reviewerName }: Claim,
  status: ClaimStatus,
): Holder {
  if (actor.companies.includes(partnerId)) return { kind: "own" };
  if (!isReviewed(status) || reviewerId === null || reviewerSince === null) {
    return { kind: "nobody" };
  }
  if (reviewerId === actor.userId) return { kind: "you", since: reviewerSince };
  return { kind: "other", name: reviewerName ?? "?", since: reviewerSince };
}

function openActs(
  status: ClaimStatus,
  holder: Holder,
  may: Record<"mayAsk" | "mayPay" | "mayReturn" | "mayHandOver", boolean>,
): ReviewAct[] {
  if (holder.kind === "own") return [];
  if (status === "approved") return may.mayPay ? ["pay"] : [];
  if (status === "paid") return may.mayReturn ? ["paymentReturned"] : [];
  if (holder.kind !== "you") return [];
  const decisions: ReviewAct[] =
    status === "disputed"
      ? ["approve", "rejectFinally"]
      : may.mayAsk
        ? ["approve", "ask", "reject"]
        : ["approve", "reject"];
  return may.mayHandOver ? [...decisions, "handOver"] : decisions;
}

/** The reviews come the newest first: what is disputed is the last rejection. */
function rejecterOf(
  actor: Operator,
  status: ClaimStatus,
  reviews: Review[],
): ClaimReviewView["rejectedBy"] {
  if (status !== "disputed") return null;
  const rejection = reviews.find(({ decision }) => decision === "rejected");
  if (!rejection) return null;
  return { name: rejection.reviewerName, you: rejection.reviewerId === actor.userId };
}
