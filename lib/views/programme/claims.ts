import { authorize } from "../../access/authorize";
import { mayDo } from "../../access/policy";
import {
  countQueue,
  listQueue,
  listQueueChoices,
  type Choice,
  type QueueRow,
} from "../../claims/review/list";
import { queueQuery, type QueueQuery, type QueueStatus } from "../../claims/review/schema";
import { clockOf } from "../../claims/review/rules";
import type { Clock } from "../../claims/review/schema";
import { reviewTarget } from "../../claims/review/target.queries";
import { lineStatus } from "../../claims/list/rules";
import { isHeld, payoutOf } from "../../claims/rules";
import type { Tx } from "../../ctx";
import type { Count } from "../../lists/schema";
import { dateIn, daysBetween, daysLeft, lastDate } from "../../time/deadline";
import type { Target } from "../../time/workdays";

export type QueueLine = Pick<
  QueueRow,
  "number" | "status" | "partnerName" | "tenantName" | "engagementName" | "payout" | "newComment"
> & {
  /** The day on which it was sent in last, at the partner's location. */
  submittedOn: string;
  /** The days since then, as long as the programme has something to do. */
  age: number | null;
  /** Only while the programme has it: the last day, as YYYY-MM-DD, and the days left. */
  deadline: { date: string; daysLeft: number } | null;
  /** W12: the programme's own clock, while it runs. */
  clock: Clock | null;
  /** Who has it in review, or had it the last time; who handed it over to them. */
  reviewer: { name: string; you: boolean; from: string | null } | null;
};
export type QueueView = {
  query: QueueQuery;
  counts: Record<QueueStatus, Count>;
  partners: Choice[];
  engagements: Choice[];
  rows: QueueLine[];
  /** Where the next page begins; null on the last one. */
  next: string | null;
  /** A search has too many hits to be sorted: what is shown are the first that were met. */
  many: boolean;
  /** Whether the reader can take a claim in hand. */
  mayReview: boolean;
  /** Whether the reader marks claims as paid. */
  mayPay: boolean;
  /** W12: in how many working days the programme means to decide; null: it has no target. */
  targetDays: number | null;
};

/** The claims that the programme has to look at, by age or deadline. Takes raw search parameters. */
export async function programmeClaims(
  tx: Tx,
  { search }: { search: Record<string, string | string[] | undefined> },
): Promise<QueueView> {
  authorize(tx, "claims.inspect");
  const query = queueQuery.parse(search);
  const page = await listQueue(tx, query);
  const { userId } = tx.actor;
  const target = await reviewTarget(tx);
  return {
    query,
    counts: await countQueue(tx, query, page),
    ...(await listQueueChoices(tx)),
    rows: page.rows.map((row) => lineOf(row, { now: tx.now, userId, target })),
    next: page.next,
    many: page.many,
    mayReview: mayDo(tx.actor, "claims.review"),
    mayPay: mayDo(tx.actor, "claims.pay"),
    targetDays: target?.days ?? null,
  };
}

/** How many claims wait for the programme, for its navigation. */
export async function claimsWaiting(tx: Tx): Promise<Count> {
  authorize(tx, "claims.inspect");
  return (await countQueue(tx, queueQuery.parse({}))).waiting;
}

function lineOf(
  row: QueueRow,
  reader: { now: Date; userId: string; target: Target | null },
): QueueLine {
  const status = lineStatus(row, reader.now);
  const { reviewDueAt, submittedAt, timeZone, reviewerId, reviewerName } = row;
  const runs = status === "submitted" || status === "under_review";
  return {
    number: row.number,
    status,
    partnerName: row.partnerName,
    tenantName: row.tenantName,
    engagementName: row.engagementName,
    payout: payoutOf(status, row.payout),
    newComment: row.newComment,
    submittedOn: dateIn(submittedAt, timeZone),
    age:
      isHeld(status) || status === "approved"
        ? daysBetween(submittedAt, reader.now, timeZone)
        : null,
    deadline: runs
      ? {
          date: lastDate(reviewDueAt, timeZone),
          daysLeft: daysLeft(reviewDueAt, reader.now, timeZone),
        }
      : null,
    clock: clockOf({ ...row, status }, reader.now, reader.target),
    reviewer:
      reviewerName === null
        ? null
        : { name: reviewerName, you: reviewerId === reader.userId, from: row.handedBy },
  };
}
