import { PROGRAMME, programme as programmes } from "@/db/schema";
import type { Tx } from "../../ctx";
import { post } from "../../mail/post";
import { labelOf } from "../providers";
import { getSignInRule } from "../sign-in-rule/queries";
import type { Invitation } from "./queries";

/**
 * A step: mails an invitation with its link, whose token the sender of the mail alone makes known to the database.
 * @returns the e-mail's id
 */
export async function mailInvitation(
  tx: Tx,
  { id, partnerId, email, language, expiresAt, roles }: Invitation,
  { inviter, place }: { inviter: string; place: string | null },
): Promise<string> {
  const [programme] = await tx.db.select({ name: programmes.name }).from(programmes);
  const { provider } = roles.length > 0 ? { provider: null } : await getSignInRule(tx, partnerId);
  return post(tx, {
    template: "invitation",
    language,
    to: email,
    variables: {
      invitationId: id,
      inviterName: inviter,
      partnerName: place,
      programmeName: programme?.name ?? "",
      ...(provider === null ? {} : { providerLabel: labelOf(provider) }),
      expiresAt: expiresAt.toISOString(),
    },
    partnerId: partnerId === PROGRAMME ? null : partnerId,
  });
}
