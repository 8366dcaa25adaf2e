import { authorize } from "../../access/authorize";
import type { Act } from "../../audit/history";
import { listClaimEvents } from "../../claims/history/queries";
import { findRenewal, type Claim } from "../../claims/queries";
import { canRenew, dueOf, isOpen, roadOf } from "../../claims/rules";
import type { ClaimStatus } from "../../claims/schema";
import type { Tx } from "../../ctx";
import { findOwner } from "../../customers/owners/queries";
import { daysLeft, lastDate } from "../../time/deadline";
import { claimDocuments, type ClaimDocumentsView } from "./documents";
import { claimFacts, claimTalk, type ClaimFacts, type ClaimTalk } from "./facts";
import { claimSurveys, type SurveysView } from "./surveys";

/** The clock that runs for the partner, its last day as YYYY-MM-DD in the location's zone, and the days left (D9). */
export type ClaimDeadline = {
  kind: "delivery" | "review" | "dispute";
  date: string;
  daysLeft: number;
};

/** What stands at the head of every page about one claim of the partner. */
export type ClaimHead = ClaimFacts & { partnerName: string; deadline: ClaimDeadline | null };

export type ClaimDetails = ClaimHead &
  ClaimTalk & {
    road: { steps: readonly ClaimStatus[]; at: number };
    documents: ClaimDocumentsView;
    surveys: SurveysView;
    history: Act[];
    /** K6: who has its round now (null: nobody), and whether it can be given on. */
    owner: { name: string | null; open: boolean };
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
  const renewal = canRenew(status) ? await findRenewal(tx, claim.id) : null;
  const going =
    renewal && (renewal.number !== null || (!renewal.endedAt && tx.now < renewal.consentDueAt));
  return {
    ...head,
    road: roadOf(status),
    documents: await claimDocuments(tx, { ...claim, poe: claim.engagement.poe }),
    surveys: await claimSurveys(tx, claim),
    ...(await claimTalk(tx, head)),
    history: await listClaimEvents(tx, claim),
    owner: await findOwner(tx, claim.associationId),
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
  const facts = await claimFacts(tx, claimNumber);
  const { claim, status } = facts;
  return {
    ...facts,
    partnerName: tx.actor.partnerName,
    deadline: deadlineOf({ ...claim, status }, tx.now),
  };
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
