import { authorize } from "../access/authorize";
import { transaction, type Ctx } from "../ctx";
import { Refusal } from "../errors";
import { lockToChange, type Own } from "./factors/own-session";
import { mayLink } from "./identity.queries";
import { linkIdentity } from "./link-identity";
import type { Identity } from "./providers";

/**
 * U11 (a): links an identity to the account of whoever is signed in with this session.
 * Refuses with `signed_out` when the session is over, with `sign_in_again`, with `identity_taken` when it is
 * another account's, and with `identity_required` where a company of theirs requires the provider and this session,
 * which came in otherwise, may not work for it (U12): a mailbox would open what it is not to open.
 */
export async function linkOwnIdentity(ctx: Ctx, own: Own, identity: Identity): Promise<void> {
  authorize(ctx, "session.manage");
  await transaction(ctx, async (tx) => {
    await lockToChange(tx, own);
    const may = await mayLink(tx, { ...own, identity, invitedBy: null });
    if (!may) throw new Refusal("identity_required");
    await linkIdentity(tx, { userId: own.userId, identity, by: "holder" });
  });
}
