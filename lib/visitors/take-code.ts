import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { answerCodes } from "@/db/schema";
import { transaction, type Ctx, type Tx, type Visitor } from "../ctx";
import { fieldErrors, refuse, Refusal } from "../errors";
import { isOfVisitor, type WaitingCode } from "./queries";
import { CODE_ATTEMPTS } from "./rules";
import { codeInput, type CodeInput } from "./schema";
import { isCode } from "./send-code";

/**
 * Compares a typed code with the one that was mailed (D10). Each try counts, also when the server dies
 * right after it: it opens a transaction of its own, before that of the act.
 * Refuses with `code_needed`, `code_wrong` (`left`: tries that remain), and with `code_gone` when the
 * code was used, ran out or was tried too often.
 * @returns what waits for it, and the stamp of its form
 */
export async function takeCode(
  ctx: Ctx<Visitor>,
  input: Partial<CodeInput>,
): Promise<{ waiting: WaitingCode; stamp: string }> {
  const parsed = codeInput.safeParse(input);
  if (!parsed.success) refuse(fieldErrors(parsed.error));
  const { codeId, code, stamp } = parsed.data;
  const waiting = await transaction(ctx, (tx) => countAttempt(tx, codeId));
  if (!waiting) throw new Refusal("code_gone");
  if (!isCode(codeId, code, waiting.codeHash)) {
    const left = CODE_ATTEMPTS - waiting.attempts;
    if (left === 0) throw new Refusal("code_gone");
    throw new Refusal("code_wrong", { field: "code", params: { left } });
  }
  return { waiting, stamp };
}

/** Uses a code up, within the act that waited for it. Refuses with `code_gone` when that came first. */
export async function useCode(tx: Tx<Visitor>, id: string): Promise<void> {
  const used = await tx.db
    .update(answerCodes)
    .set({ usedAt: tx.now })
    .where(and(eq(answerCodes.id, id), isNull(answerCodes.usedAt)))
    .returning({ id: answerCodes.id });
  if (used.length === 0) throw new Refusal("code_gone");
}

/** Counts a try of a code that can still be used; null when there is none. */
async function countAttempt(tx: Tx<Visitor>, id: string): Promise<WaitingCode | null> {
  const [waiting] = await tx.db
    .update(answerCodes)
    .set({ attempts: sql`${answerCodes.attempts} + 1` })
    .where(
      and(
        isOfVisitor(tx, id),
        isNull(answerCodes.usedAt),
        gt(answerCodes.expiresAt, tx.now),
        lt(answerCodes.attempts, CODE_ATTEMPTS),
      ),
    )
    .returning();
  return waiting ?? null;
}
