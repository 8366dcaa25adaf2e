import { verifyRegistrationResponse } from "@simplewebauthn/server";
import type { z } from "zod";
import { passkeys } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { announce } from "../deed";
import { site } from "./begin-passkey";
import { keepRecovery } from "./keep-recovery";
import { readOffer } from "./offer";
import { lockToChange, markProven, type Own } from "./own-session";
import type { registration } from "./passkey.schema";
import { hasFactor } from "./queries";

type Input = {
  response: z.output<typeof registration>;
  name: string;
  /** The recovery codes on the page: they are kept with somebody's first factor. */
  offer: string;
};

/**
 * U13: a passkey of this person's, made with what `beginPasskey` gave.
 * Refuses with `passkey_failed`, `offer_over`, `sign_in_again`, `signed_out`.
 */
export async function addPasskey(
  ctx: Ctx,
  own: Own,
  { response, name, offer }: Input,
): Promise<void> {
  authorize(ctx, "session.manage");
  const { userId } = own;
  const { recovery } = readOffer(offer, { userId, now: ctx.now });
  await transaction(ctx, async (tx) => {
    const { challenge } = await lockToChange(tx, own);
    const { rpID, origin } = site();
    const verified = await verifyRegistrationResponse({
      response,
      expectedChallenge: (signed) => challenge === `add ${signed}`,
      expectedOrigin: origin,
      expectedRPID: rpID,
      requireUserVerification: false,
    }).catch(() => null);
    if (!verified?.verified) throw new Refusal("passkey_failed");
    const { id, publicKey, counter } = verified.registrationInfo.credential;
    const first = !(await hasFactor(tx, userId));
    await announce(tx, "passkey", userId, id);
    const added = await tx.db
      .insert(passkeys)
      .values({
        userId,
        credential: id,
        publicKey: Buffer.from(publicKey),
        counter,
        name,
        addedAt: tx.now,
      })
      .onConflictDoNothing()
      .returning({ id: passkeys.id });
    if (added.length === 0) throw new Refusal("passkey_failed");
    if (first) await keepRecovery(tx, { userId, codes: recovery });
    await markProven(tx, own);
    await record(tx, { event: "factor.added", subjectId: userId, data: { kind: "passkey" } });
  });
}
