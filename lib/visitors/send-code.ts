import { randomUUID } from "node:crypto";
import { and, eq, gt } from "drizzle-orm";
import { answerCodes } from "@/db/schema";
import { record } from "../audit/record";
import type { Locale, Tx, Visitor } from "../ctx";
import { Refusal } from "../errors";
import { sign, signedBy } from "../keys";
import { post } from "../mail/post";
import type { Variables } from "../mail/schema";
import { codeOf } from "../mail/tokens";
import { holdRequest } from "./refuse-many";
import { CODE_ATTEMPTS, CODE_MINUTES, CODES_A_DAY, type Suspicion } from "./rules";

export type WaitingAnswer = {
  decision: "accept" | "decline" | "withdraw";
  fullName: string;
  reason: string;
  language: Locale;
};

/** What the answer is about: the request, its round, and what its e-mails name. */
type Subject = {
  request: { id: string; contactEmail: string };
  round: { id: string; partnerId: string };
  workshop: Omit<Variables<"answer-code">, "codeId" | "decision" | "expiresAt">;
};

/**
 * Keeps a suspicious answer and mails the contact a code of six digits to confirm it (D10). The same
 * answer sent again finds the code that already waits; no second e-mail goes out.
 * Refuses with `rate_limited_link` once a day's codes for the request were sent.
 * @returns the id of the code
 */
export async function sendCode(
  tx: Tx<Visitor>,
  { request, round, workshop }: Subject,
  answer: WaitingAnswer,
  found: Suspicion[],
): Promise<string> {
  await holdRequest(tx, request.id);
  const waiting = await findWaiting(tx, request.id, answer);
  if (waiting !== null) return waiting;

  const id = randomUUID();
  const expiresAt = new Date(tx.now.getTime() + CODE_MINUTES * 60_000);
  await tx.db.insert(answerCodes).values({
    id,
    partnerId: round.partnerId,
    requestId: request.id,
    linkId: tx.actor.linkId,
    codeHash: hashCode(id, codeOf(id)),
    decision: answer.decision,
    fullName: answer.fullName,
    reason: answer.reason === "" ? null : answer.reason,
    createdAt: tx.now,
    expiresAt,
  });
  await post(tx, {
    template: "answer-code",
    language: answer.language,
    to: request.contactEmail,
    partnerId: round.partnerId,
    variables: {
      ...workshop,
      codeId: id,
      decision: answer.decision,
      expiresAt: expiresAt.toISOString(),
    },
  });
  await record(tx, {
    event: "consent.code_sent",
    subjectId: round.id,
    data: { requestId: request.id, codeId: id, decision: answer.decision, suspicions: found },
  });
  return id;
}

/** What is stored of a code: without the product's key it cannot be guessed back. */
function hashCode(id: string, code: string): Buffer {
  return sign("code-hash", `${id}:${code}`);
}

/** Whether this code was stored so, with any key of the ring. */
export function isCode(id: string, code: string, stored: Uint8Array): boolean {
  return signedBy("code-hash", `${id}:${code}`, stored) !== null;
}

async function findWaiting(
  tx: Tx<Visitor>,
  requestId: string,
  answer: WaitingAnswer,
): Promise<string | null> {
  const dayAgo = new Date(tx.now.getTime() - 24 * 3_600_000);
  const codes = await tx.db
    .select()
    .from(answerCodes)
    .where(and(eq(answerCodes.requestId, requestId), gt(answerCodes.createdAt, dayAgo)));
  const same = codes.find(
    (code) =>
      code.linkId === tx.actor.linkId &&
      code.decision === answer.decision &&
      code.fullName === answer.fullName &&
      (code.reason ?? "") === answer.reason &&
      code.usedAt === null &&
      code.expiresAt > tx.now &&
      code.attempts < CODE_ATTEMPTS,
  );
  if (same) return same.id;
  if (codes.length >= CODES_A_DAY) throw new Refusal("rate_limited_link");
  return null;
}
