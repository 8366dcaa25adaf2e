import { authorize } from "../access/authorize";
import { listComments, type CommentThread } from "../claims/comments/queries";
import { takesComments } from "../claims/comments/rules";
import { listReviews, type Review } from "../claims/review/queries";
import { getEditable } from "../claims/surveys/claim/queries";
import { listClaimEvents, type ClaimEvent } from "../claims/history/queries";
import { getProof } from "../claims/proof/queries";
import { findRenewal, getClaim, type Claim } from "../claims/queries";
import {
  canRenew,
  dueOf,
  isDone,
  isOpen,
  openRequirements,
  payoutOf,
  requirements,
  roadOf,
  statusAt,
  type Requirement,
} from "../claims/rules";
import type { ClaimStatus } from "../claims/schema";
import { getRelease } from "../consent/contacts/queries";
import type { Tx } from "../ctx";
import { Refusal } from "../errors";
import { daysLeft, lastDate } from "../time/deadline";
import { claimDocuments, type ClaimDocumentsView } from "./claim-documents";
import { askedOf, type Asked } from "./claim/asked";
import { claimSurveys, type SurveysView } from "./claim-surveys";
import { readable } from "./readable";

/** The clock that runs for the partner, its last day as YYYY-MM-DD in the location's zone, and the days left (D9). */
export type ClaimDeadline = {
  kind: "delivery" | "review" | "dispute";
  date: string;
  daysLeft: number;
};

export type ContactRelease = {
  reason: string;
  standing: "waiting" | "released" | "refused";
  note: string;
};

/** What stands at the head of every page about one claim of the partner. */
export type ClaimHead = {
  claim: Claim;
  partnerName: string;
  /** Where the claim stands now, also when nobody recorded yet that its time ran out (W11). */
  status: ClaimStatus;
  /** What it pays, or may still pay (D27). */
  payoutUsd: number | null;
  deadline: ClaimDeadline | null;
  /** D19: of a contact outside of the customer's domains: why, and what the programme said. */
  contactRelease: ContactRelease | null;
  /** In the order of section 6; which of them are done (W3, W11). */
  requirements: { requirement: Requirement; done: boolean }[];
  open: Requirement[];
};

export type ClaimDetails = ClaimHead & {
  road: { steps: readonly ClaimStatus[]; at: number };
  documents: ClaimDocumentsView;
  surveys: SurveysView;
  reviews: Review[];
  /** D26: what the programme asks, or why it rejected. */
  asked: Asked | null;
  comments: CommentThread[];
  /** W10: whether partner and programme can still write to each other. */
  takesComments: boolean;
  history: ClaimEvent[];
  /** Whether proof, contacts and form can be changed; the customer's contact is locked once it has answered (W9). */
  editable: boolean;
  contactLocked: boolean;
  /** What the partner may do now besides editing. */
  acts: { submit: boolean; cancel: boolean; dispute: boolean; renew: boolean };
  /** P1 of section 9: the round by which this claim was begun anew, and its claim once there is one. */
  renewal: { associationId: string; number: number | null } | null;
  /** What was just done, if it still fits. */
  done: ClaimDone | null;
};

const doneIn = {
  submitted: (status: ClaimStatus) => status === "submitted",
  cancelled: (status: ClaimStatus) => status === "cancelled",
  disputed: (status: ClaimStatus) => status === "disputed",
  edited: () => true,
  contact: () => true,
  contactAsked: () => true,
  partnerContact: () => true,
};
export type ClaimDone = keyof typeof doneIn;

/**
 * The details of one workshop claim in any status (section 6). Throws `no_role`, `not_found`.
 * @param input the claim ID, and what the address says was just done
 */
export async function claimDetails(
  tx: Tx,
  { claimNumber, done }: { claimNumber: string; done?: string | undefined },
): Promise<ClaimDetails> {
  authorize(tx, "claims.read");
  const head = await claimHead(tx, claimNumber);
  const { claim, status, open } = head;
  const reviews = await listReviews(tx, claim.id);
  const comments = await listComments(tx, claim.id);
  const renewal = canRenew(status) ? await findRenewal(tx, claim.id) : null;
  const going =
    renewal && (renewal.number !== null || (!renewal.endedAt && tx.now < renewal.consentDueAt));
  return {
    ...head,
    road: roadOf(status),
    documents: await claimDocuments(tx, { ...claim, poe: claim.engagement.poe }),
    surveys: await claimSurveys(tx, await getEditable(tx, claim.number)),
    reviews,
    asked: await askedOf(
      tx,
      { ...claim, status, partnerId: tx.actor.partnerId },
      { reviews, comments },
    ),
    comments,
    takesComments: takesComments(status),
    history: await listClaimEvents(tx, claim),
    editable: isOpen(status),
    contactLocked: !isOpen(status) || isAnswered(head),
    acts: {
      submit: isOpen(status) && open.length === 0,
      cancel: status === "editing",
      dispute: status === "rejected",
      renew: canRenew(status) && !going,
    },
    renewal: going ? { associationId: renewal.associationId, number: renewal.number } : null,
    done: isDoneWord(done) && doneIn[done](status) ? done : null,
  };
}

/** The head of a claim's page. Throws `not_found`, also for what is no claim ID. */
export async function claimHead(tx: Tx, claimNumber: string): Promise<ClaimHead> {
  authorize(tx, "claims.read");
  if (!/^[1-9]\d{6}$/.test(claimNumber)) throw new Refusal("not_found");
  const found = await getClaim(tx, Number(claimNumber));
  const claim = { ...found, tenant: { ...found.tenant, domains: readable(found.tenant.domains) } };
  const proof = await getProof(tx, claim.id);
  const status = statusAt(claim, tx.now);
  return {
    claim,
    partnerName: tx.actor.partnerName,
    status,
    payoutUsd: payoutOf(status, claim.payoutUsd),
    deadline: deadlineOf({ ...claim, status }, tx.now),
    contactRelease: await contactReleaseOf(tx, claim.contactReleaseId),
    requirements: requirements
      .filter((one) => claim.requires.includes(one))
      .map((requirement) => ({ requirement, done: isDone(requirement, proof) })),
    open: openRequirements(claim.requires, proof),
  };
}

/** What is known of a contact outside of the customer's domains. */
export async function contactReleaseOf(tx: Tx, id: string | null): Promise<ContactRelease | null> {
  const release = await getRelease(tx, id);
  if (release === null) return null;
  const { reason, decision, note } = release;
  return { reason, standing: decision ?? "waiting", note: note ?? "" };
}

const clockOf: Partial<Record<ClaimStatus, ClaimDeadline["kind"]>> = {
  editing: "delivery",
  action_required: "review",
  rejected: "dispute",
};

function deadlineOf(claim: Claim, now: Date): ClaimDeadline | null {
  const kind = clockOf[claim.status];
  const due = dueOf(claim);
  if (!kind || !due) return null;
  const { timeZone } = claim;
  return { kind, date: lastDate(due, timeZone), daysLeft: daysLeft(due, now, timeZone) };
}

function isAnswered({ requirements: all }: ClaimHead): boolean {
  return all.some(({ requirement, done }) => requirement === "customer_survey" && done);
}

function isDoneWord(word: string | undefined): word is ClaimDone {
  return word !== undefined && Object.hasOwn(doneIn, word);
}
