import { timingSafeEqual } from "node:crypto";
import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { answerCodes } from "@/db/schema";
import { authorize } from "../access/authorize";
import { transaction, type Ctx, type Tx, type Visitor } from "../ctx";
import { fieldErrors, refuse, Refusal } from "../errors";
import { checkForm } from "./check-form";
import { decide } from "./decide";
import { endConsent } from "./end-consent";
import { getAskedRequest } from "./queries";
import { CODE_ATTEMPTS } from "./rules";
import { codeInput, type CodeInput } from "./schema";
import { hashCode } from "./send-code";

type Waiting = typeof answerCodes.$inferSelect;

/**
 * Takes the code from the contact's mailbox and stores the answer or withdrawal that waits for it
 * (D10). Each try counts, also when the server dies right after it.
 * Refuses with `code_needed`, `code_wrong` (`left`: tries that remain), with `code_gone` when the
 * code was used, ran out or was tried too often, and like the act that waits.
 * @returns what was confirmed
 */
export async function confirmCode(
  ctx: Ctx,
  input: Partial<CodeInput>,
): Promise<Waiting["decision"]> {
  authorize(ctx, "consent.answer");
  const parsed = codeInput.safeParse(input);
  if (!parsed.success) refuse(fieldErrors(parsed.error));
  const { codeId, code, stamp } = parsed.data;
  const waiting = await transaction(ctx, (tx) => countAttempt(tx, codeId));
  if (!waiting) throw new Refusal("code_gone");
  if (!timingSafeEqual(waiting.codeHash, hashCode(codeId, code))) {
    const left = CODE_ATTEMPTS - waiting.attempts;
    if (left === 0) throw new Refusal("code_gone");
    throw new Refusal("code_wrong", { field: "code", params: { left } });
  }
  const counts = await transaction(ctx, async (tx) => {
    const asked = await getAskedRequest(tx);
    const page = checkForm(tx, asked, { stamp, more: "" }).stamp;
    const { decision, fullName } = waiting;
    if (decision === "withdraw") {
      await endConsent(tx, asked, { fullName, language: page.language, confirmedByCode: true });
    } else {
      const reason = waiting.reason ?? "";
      const { language } = page;
      const answer = { decision, fullName, reason, language, confirmedByCode: true };
      if (!(await decide(tx, asked, answer))) return false;
    }
    await use(tx, codeId);
    return true;
  });
  if (!counts) throw new Refusal("other_contact");
  return waiting.decision;
}

/** Counts a try of a code that can still be used; null when there is none. */
async function countAttempt(tx: Tx<Visitor>, id: string): Promise<Waiting | null> {
  const [waiting] = await tx.db
    .update(answerCodes)
    .set({ attempts: sql`${answerCodes.attempts} + 1` })
    .where(
      and(
        eq(answerCodes.id, id),
        eq(answerCodes.requestId, tx.actor.requestId),
        isNull(answerCodes.usedAt),
        gt(answerCodes.expiresAt, tx.now),
        lt(answerCodes.attempts, CODE_ATTEMPTS),
      ),
    )
    .returning();
  return waiting ?? null;
}

async function use(tx: Tx<Visitor>, id: string): Promise<void> {
  const used = await tx.db
    .update(answerCodes)
    .set({ usedAt: tx.now })
    .where(and(eq(answerCodes.id, id), isNull(answerCodes.usedAt)))
    .returning({ id: answerCodes.id });
  if (used.length === 0) throw new Refusal("code_gone");
}
