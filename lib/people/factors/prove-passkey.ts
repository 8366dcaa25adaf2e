import { verifyAuthenticationResponse } from "@simplewebauthn/server";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { passkeys } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { site } from "./begin-passkey";
import { lockSession, markProven, type Own } from "./own-session";
import type { assertion } from "./passkey.schema";

/**
 * U13: proves who somebody is with one of their own passkeys, for what `beginPasskey` gave, once.
 * Refuses with `passkey_failed` whatever is wrong about it, and with `signed_out`.
 */
export async function provePasskey(
  ctx: Ctx,
  own: Own,
  { response }: { response: z.output<typeof assertion> },
): Promise<void> {
  authorize(ctx, "session.manage");
  await transaction(ctx, async (tx) => {
    const { challenge } = await lockSession(tx, own);
    const [key] = await tx.db
      .select()
      .from(passkeys)
      .where(and(eq(passkeys.userId, own.userId), eq(passkeys.credential, response.id)))
      .for("update");
    if (!key) throw new Refusal("passkey_failed");
    const { rpID, origin } = site();
    const { id, credential, counter } = key;
    const verified = await verifyAuthenticationResponse({
      response,
      expectedChallenge: (signed) => challenge === `prove ${signed}`,
      expectedOrigin: origin,
      expectedRPID: rpID,
      credential: { id: credential, publicKey: Uint8Array.from(key.publicKey), counter },
      requireUserVerification: false,
    }).catch(() => null);
    if (!verified?.verified) throw new Refusal("passkey_failed");
    await tx.db
      .update(passkeys)
      .set({ counter: verified.authenticationInfo.newCounter, lastUsedAt: tx.now })
      .where(eq(passkeys.id, id));
    await markProven(tx, own);
    const data = { userId: own.userId, kind: "passkey" } as const;
    await record(tx, { event: "session.proven", subjectId: own.sessionId, data });
  });
}
