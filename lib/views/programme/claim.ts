import { z } from "zod";
import { authorize } from "../../access/authorize";
import { listComments, type CommentThread } from "../../claims/comments/queries";
import { takesComments } from "../../claims/comments/rules";
import { concernOf } from "../../claims/tell-claim";
import { getProof } from "../../claims/proof/queries";
import {
  getReviewedClaim,
  listActs,
  listAnsweredSurveys,
  listFiles,
  listReviews,
  type ClaimAct,
  type ClaimFile,
  type ClaimSurvey,
  type Review,
  type ReviewedClaim,
} from "../../claims/review/queries";
import { isReviewed, reviewDueAfter } from "../../claims/review/rules";
import {
  reasonCodes,
  reasonGroups,
  type ReasonCode,
  type ReasonGroup,
} from "../../claims/review/schema";
import { isDone, payoutOf, statusAt, type ClaimStatus, type Requirement } from "../../claims/rules";
import type { Operator, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { isShown } from "../../files/kinds";
import { listReaders } from "../../notify/queries";
import { daysLeft, deadline, lastDate } from "../../time/deadline";
import { askedOf, type Asked } from "../claim/asked";
import { contactReleaseOf, type ContactRelease } from "../claim-details";
import { readable } from "../readable";

export const acts = ["ask", "approve", "reject", "rejectFinally", "pay"] as const;
export type ReviewAct = (typeof acts)[number];

/** Who has the claim in hand, seen by the reader. */
export type Holder =
  | { kind: "own" | "nobody" }
  | { kind: "you"; since: Date }
  | { kind: "other"; name: string; since: Date };

export type ClaimReviewView = Omit<ReviewedClaim, "claim"> & {
  claim: ReviewedClaim["claim"] & { status: ClaimStatus };
  /** What it pays, or may still pay (D27). */
  payoutUsd: number | null;
  /** While the programme has it: the last day, as YYYY-MM-DD at the location, and the days left. */
  due: { date: string; daysLeft: number } | null;
  holder: Holder;
  /** Who rejected it, as long as it is disputed. */
  rejectedBy: { name: string; you: boolean } | null;
  /** What the reader can decide now. */
  open: ReviewAct[];
  /** The form that the address asks for, also when it is not open any more: what was typed stays. */
  form: ReviewAct | null;
  /** What was just decided, when it is so. */
  done: ClaimStatus | null;
  /** Until when the partner could act after "ask" or "reject", as YYYY-MM-DD; null: no day would be left. */
  until: { ask: string | null; reject: string };
  /** Whom the partner's e-mails reach. */
  people: string[];
  reasons: { group: ReasonGroup; codes: readonly ReasonCode[] }[];
  requirements: { requirement: Requirement; done: boolean }[];
  files: ClaimFile[];
  file: ClaimFile | null;
  surveys: ClaimSurvey[];
  /** D19: of a contact outside of the customer's domains: why, and what the programme said. */
  contactRelease: ContactRelease | null;
  /** D19: which answers came from a network address where somebody of the partner had signed in. */
  doubts: { consent: boolean; survey: boolean };
  reviews: Review[];
  /** D26: the last decision, what changed since, and the partner's grounds. */
  asked: Asked | null;
  comments: CommentThread[];
  takesComments: boolean;
  /** The comment that is being answered, and whether one was just sent. */
  reply: string | null;
  said: boolean;
  history: ClaimAct[];
};

const address = z.object({
  do: z.enum(acts).nullable().catch(null),
  file: z.guid().nullable().catch(null),
  done: z.string().nullable().catch(null),
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
  if (!/^[1-9]\d{6}$/.test(input.claimNumber)) throw new Refusal("not_found");
  const asked = address.parse(input.search);
  const { claim: stored, ...found } = await getReviewedClaim(tx, Number(input.claimNumber));
  const claim = { ...stored, status: statusAt(stored, tx.now) };
  const reviews = await listReviews(tx, claim.id);
  const comments = await listComments(tx, claim.id);
  const files = await listFiles(tx, claim.id);
  const proof = await getProof(tx, claim.id);
  const holder = holderOf(tx.actor, claim, found.reviewerName);
  const askDue = reviewDueAfter(claim, tx.now);
  const open = openActs(claim.status, holder, tx.now < askDue);
  const domains = readable(found.tenant.domains);
  const surveys = await listAnsweredSurveys(tx, claim.id);
  return {
    ...found,
    claim,
    tenant: { ...found.tenant, domains },
    payoutUsd: payoutOf(claim.status, claim.payoutUsd),
    due: isWithUs(claim.status)
      ? {
          date: lastDate(claim.reviewDueAt, claim.timeZone),
          daysLeft: daysLeft(claim.reviewDueAt, tx.now, claim.timeZone),
        }
      : null,
    holder,
    rejectedBy: rejecterOf(tx.actor, claim.status, reviews),
    open,
    form: holder.kind === "own" ? null : asked.do,
    done: asked.done === claim.status ? claim.status : null,
    until: {
      ask: tx.now < askDue ? lastDate(askDue, claim.timeZone) : null,
      reject: lastDate(deadline(tx.now, claim.disputeDays, claim.timeZone), claim.timeZone),
    },
    people: (await listReaders(tx, concernOf(claim))).map(({ to }) => to),
    reasons: reasonGroups
      .filter((group) => group === "general" || claim.requires.includes(group))
      .map((group) => ({ group, codes: reasonCodes[group] })),
    requirements: claim.requires.map((requirement) => ({
      requirement,
      done: isDone(requirement, proof),
    })),
    files,
    file: files.find(({ id }) => id === asked.file) ?? firstShown(files),
    surveys,
    contactRelease: await contactReleaseOf(tx, claim.contactReleaseId),
    doubts: {
      consent: found.partnerNetwork,
      survey: surveys.some((survey) => survey.partnerNetwork),
    },
    reviews,
    asked: await askedOf(tx, claim, { reviews, comments }),
    comments,
    takesComments: takesComments(claim.status),
    reply: asked.reply,
    said: asked.said !== null,
    history: await listActs(tx, claim),
  };
}

/** The file that stands open at first. */
function firstShown(files: ClaimFile[]): ClaimFile | null {
  return files.find(({ scan, mediaType }) => scan === null && isShown(mediaType)) ?? null;
}

function isWithUs(status: ClaimStatus): boolean {
  return status === "submitted" || status === "under_review";
}

function holderOf(
  actor: Operator,
  claim: ReviewedClaim["claim"],
  reviewerName: string | null,
): Holder {
  if (actor.companies.includes(claim.partnerId)) return { kind: "own" };
  const { reviewerId, reviewerSince } = claim;
  if (!isReviewed(claim.status) || reviewerId === null || reviewerSince === null) {
    return { kind: "nobody" };
  }
  if (reviewerId === actor.userId) return { kind: "you", since: reviewerSince };
  return { kind: "other", name: reviewerName ?? "?", since: reviewerSince };
}

function openActs(status: ClaimStatus, holder: Holder, mayAsk: boolean): ReviewAct[] {
  if (holder.kind === "own") return [];
  if (status === "approved") return ["pay"];
  if (holder.kind !== "you") return [];
  if (status === "disputed") return ["approve", "rejectFinally"];
  return mayAsk ? ["approve", "ask", "reject"] : ["approve", "reject"];
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
