import { authorize } from "../../access/authorize";
import {
  countQueue,
  listQueue,
  listQueueChoices,
  PAGE_SIZE,
  type Choice,
  type QueueCursor,
  type QueueRow,
} from "../../claims/review/queue.queries";
import { queueQuery, type QueueQuery, type QueueStatus } from "../../claims/review/schema";
import { isHeld } from "../../claims/rules";
import type { Tx } from "../../ctx";
import { dateIn, daysBetween, daysLeft, lastDate } from "../../time/deadline";

export { COUNT_LIMIT } from "../../claims/review/queue.queries";

export type QueueLine = Pick<
  QueueRow,
  "number" | "status" | "partnerName" | "tenantName" | "engagementName" | "payoutUsd" | "newComment"
> & {
  /** The day on which it was sent in last, at the partner's location. */
  submittedOn: string;
  /** The days since then, as long as the programme has something to do. */
  age: number | null;
  /** Only while the programme has it: the last day, as YYYY-MM-DD, and the days left. */
  deadline: { date: string; daysLeft: number } | null;
  /** Who has it in review, or had it the last time. */
  reviewer: { name: string; you: boolean } | null;
  /** W12: the reader belongs to this company, and does nothing with its claims. */
  own: boolean;
};
export type QueueView = {
  query: QueueQuery;
  counts: Record<QueueStatus, number>;
  partners: Choice[];
  engagements: Choice[];
  rows: QueueLine[];
  /** Where the next page begins; null on the last one. */
  next: string | null;
};

/** The claims that the programme has to look at, by age or deadline. Takes raw search parameters. */
export async function programmeClaims(
  tx: Tx,
  { search }: { search: Record<string, string | string[] | undefined> },
): Promise<QueueView> {
  authorize(tx, "claims.inspect");
  const query = queueQuery.parse(search);
  const found = await listQueue(tx, query, readCursor(query.after));
  const rows = found.slice(0, PAGE_SIZE);
  const last = rows.at(-1);
  const { userId, affiliatedPartnerId } = tx.actor;
  return {
    query,
    counts: await countQueue(tx, query),
    ...(await listQueueChoices(tx)),
    rows: rows.map((row) => lineOf(row, { now: tx.now, userId, affiliatedPartnerId })),
    next: found.length > PAGE_SIZE && last ? writeCursor(query, last) : null,
  };
}

/** How many claims wait for the programme, for its navigation; at most one over `COUNT_LIMIT`. */
export async function claimsWaiting(tx: Tx): Promise<number> {
  authorize(tx, "claims.inspect");
  return (await countQueue(tx, queueQuery.parse({}))).waiting;
}

function lineOf(
  row: QueueRow,
  reader: { now: Date; userId: string; affiliatedPartnerId: string | null },
): QueueLine {
  const { reviewDueAt, submittedAt, timeZone, reviewerId, reviewerName } = row;
  const runs = row.status === "submitted" || row.status === "under_review";
  return {
    number: row.number,
    status: row.status,
    partnerName: row.partnerName,
    tenantName: row.tenantName,
    engagementName: row.engagementName,
    payoutUsd: row.payoutUsd,
    newComment: row.newComment,
    submittedOn: dateIn(submittedAt, timeZone),
    age:
      isHeld(row.status) || row.status === "approved"
        ? daysBetween(submittedAt, reader.now, timeZone)
        : null,
    deadline: runs
      ? {
          date: lastDate(reviewDueAt, timeZone),
          daysLeft: daysLeft(reviewDueAt, reader.now, timeZone),
        }
      : null,
    reviewer:
      reviewerName === null ? null : { name: reviewerName, you: reviewerId === reader.userId },
    own: row.partnerId === reader.affiliatedPartnerId,
  };
}

function writeCursor({ sort, status }: QueueQuery, row: QueueRow): string {
  const byDeadline = sort.endsWith("deadline") && status !== "all";
  const at = byDeadline ? row.reviewDueAt : row.submittedAt;
  return `${row.number}~${at.getTime()}`;
}

function readCursor(after: string | null): QueueCursor | null {
  const [number, at] = after?.split("~") ?? [];
  return number !== undefined && at !== undefined
    ? { number: Number(number), at: new Date(Number(at)) }
    : null;
}
