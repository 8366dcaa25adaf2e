import { PROGRAMME } from "@/db/schema";
import type { System, Tx } from "../ctx";
import { Refusal } from "../errors";
import { hasFactor } from "./factors/queries";
import { listIdentities, mayLink } from "./identity.queries";
import { linkIdentity } from "./link-identity";
import { fits, type Identity } from "./providers";
import { requiredOf } from "./sign-in-rule/queries";

type Accepted = {
  userId: string;
  /** The company that invited, or `PROGRAMME`. */
  partnerId: string;
  /** Whether the invitation gives no role: it asks to link the provider of the company, and nothing else (U12). */
  linksOnly: boolean;
};

/**
 * U11 (b), a step: the identity with which an invitation was opened signs in to the account that accepted it.
 * Refuses with `identity_taken` when it is another account's, `identity_elsewhere` when the company lets nobody in with
 * it (U12), `identity_required` when another company would be opened by it, which a mailbox alone is not to open, and
 * `invitation_over` when it asks to link what is linked already, or no company asks for any more, and
 * `identity_by_factor` for an account with a second factor, whose holder can sign in and link it then (U13).
 */
export async function linkInvited(
  tx: Tx<System>,
  { userId, partnerId, linksOnly }: Accepted,
  identity: Identity,
): Promise<void> {
  const required = partnerId === PROGRAMME ? undefined : await requiredOf(tx, userId, partnerId);
  if (required && !fits(required, identity)) throw new Refusal("identity_elsewhere");
  const known = required && (await listIdentities(tx, userId)).some((one) => fits(required, one));
  if (linksOnly && (!required || known)) throw new Refusal("invitation_over");
  if (!linksOnly && (await hasFactor(tx, userId))) throw new Refusal("identity_by_factor");
  const may = await mayLink(tx, { userId, sessionId: null, invitedBy: partnerId, identity });
  if (!may) throw new Refusal("identity_required");
  await linkIdentity(tx, { userId, identity, by: "invitation" });
}
