import { PROGRAMME, programme as programmes } from "@/db/schema";
import type { Tx } from "../../ctx";
import { post } from "../../mail/post";
import type { Invitation } from "./queries";

/**
 * A step: mails an invitation with its link, whose token the sender of the mail alone makes known to the database.
 * @returns the e-mail's id
 */
export async function mailInvitation(
  tx: Tx,
  { id, partnerId, email, language, expiresAt }: Invitation,
  { inviter, place }: { inviter: string; place: string | null },
): Promise<string> {
  const [programme] = await tx.db.select({ name: programmes.name }).from(programmes);
  return post(tx, {
    template: "invitation",
    language,
    to: email,
    variables: {
      invitationId: id,
      inviterName: inviter,
      partnerName: place,
      programmeName: programme?.name ?? "",
      expiresAt: expiresAt.toISOString(),
    },
    partnerId: partnerId === PROGRAMME ? null : partnerId,
  });
}
