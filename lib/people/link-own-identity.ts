import { authorize } from "../access/authorize";
import { transaction, type Ctx } from "../ctx";
import { lockToChange, type Own } from "./factors/own-session";
import { linkIdentity } from "./link-identity";
import type { Identity } from "./providers";

/**
 * U11 (a): links an identity to the account of whoever is signed in with this session.
 * Refuses with `signed_out` when the session is over, with `sign_in_again`, and with `identity_taken` when it is
 * another account's.
 */
export async function linkOwnIdentity(ctx: Ctx, own: Own, identity: Identity): Promise<void> {
  authorize(ctx, "session.manage");
  await transaction(ctx, async (tx) => {
    await lockToChange(tx, own);
    await linkIdentity(tx, { userId: own.userId, identity, by: "holder" });
  });
}
