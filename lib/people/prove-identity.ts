import { eq } from "drizzle-orm";
import { sessions } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { transaction, type Ctx } from "../ctx";
import { Refusal } from "../errors";
import { announce } from "./deed";
import { lockSession, type Own } from "./factors/own-session";
import { hasFactor } from "./factors/queries";
import type { Identity } from "./providers";
import { recognise } from "./recognise";

/** How far a provider's clock may be behind ours. */
const TOLERANCE_MS = 10_000;

/**
 * U13: proves who somebody is with their provider, which asked them anew.
 * Refuses with `not_asked_anew` when the provider asked them before `since`, or does not say when; with
 * `identity_other` for somebody else's identity, `sign_in_again` for who has a second factor, and `signed_out`.
 * @param since when we sent them there
 */
export async function proveIdentity(
  ctx: Ctx,
  own: Own,
  { identity, since }: { identity: Identity; since: Date },
): Promise<void> {
  authorize(ctx, "session.manage");
  const asked = identity.askedAt?.getTime() ?? 0;
  if (asked < since.getTime() - TOLERANCE_MS) throw new Refusal("not_asked_anew");
  await transaction(ctx, async (tx) => {
    await lockSession(tx, own);
    if ((await recognise(tx, identity))?.id !== own.userId) throw new Refusal("identity_other");
    if (await hasFactor(tx, own.userId)) throw new Refusal("sign_in_again");
    await announce(tx, "proven", own.sessionId);
    await tx.db.update(sessions).set({ provenAt: tx.now }).where(eq(sessions.id, own.sessionId));
    const data = { userId: own.userId, kind: "provider" } as const;
    await record(tx, { event: "session.proven", subjectId: own.sessionId, data });
  });
}
