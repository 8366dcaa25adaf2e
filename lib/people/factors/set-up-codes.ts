import { codeSecrets } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { keysFor } from "../../keys";
import { seal } from "../../seal";
import { announce } from "../deed";
import { stepOf } from "./codes.rules";
import { keepRecovery } from "./keep-recovery";
import { readOffer } from "./offer";
import { lockToChange, markProven, type Own } from "./own-session";

/**
 * U13: from now on an app shows this person's one-time codes, and the ten recovery codes that stood beside its secret
 * work; those from before do not. The app proves itself with a code.
 * Refuses with `offer_over`, `code_wrong`, `sign_in_again`, `signed_out`.
 */
export async function setUpCodes(
  ctx: Ctx,
  own: Own,
  { offer: sealedOffer, code }: { offer: string; code: string },
): Promise<void> {
  authorize(ctx, "session.manage");
  const { userId } = own;
  const offer = readOffer(sealedOffer, { userId, now: ctx.now });
  const step = stepOf(offer.secret, code, ctx.now);
  if (step === null) throw new Refusal("code_wrong", { field: "code" });
  await transaction(ctx, async (tx) => {
    await lockToChange(tx, own);
    const set = {
      sealed: seal("second-factor", userId, offer.secret),
      key: keysFor("second-factor")[0].id,
      lastStep: step,
      addedAt: tx.now,
    };
    await announce(tx, "codes", userId, set.sealed);
    await tx.db
      .insert(codeSecrets)
      .values({ userId, ...set })
      .onConflictDoUpdate({ target: codeSecrets.userId, set });
    await keepRecovery(tx, { userId, codes: offer.recovery });
    await markProven(tx, own);
    await record(tx, { event: "factor.added", subjectId: userId, data: { kind: "codes" } });
  });
}
