import { PROGRAMME, programme as programmes } from "@/db/schema";
import type { Tx } from "../../ctx";
import { postInvitations } from "../../mail/post";
import { labelOf } from "../providers";
import { getSignInRule } from "../sign-in-rule/queries";
import type { Invitation } from "./queries";

/** What its e-mail says of an invitation. */
export type Mailed = Pick<
  Invitation,
  "id" | "partnerId" | "email" | "language" | "expiresAt" | "roles"
> & { inviter: string; place: string | null };

/**
 * A step: mails invitations with their links, whose tokens the sender of the mail alone makes known to the database.
 * Refuses as `postInvitations`.
 * @returns the ids of the e-mails, in the same order
 */
export async function mailInvitations(tx: Tx, all: readonly Mailed[]): Promise<string[]> {
  const [programme] = await tx.db.select({ name: programmes.name }).from(programmes);
  const labels = new Map<string, string>();
  for (const { partnerId } of all.filter(({ roles }) => roles.length === 0)) {
    const { provider } = await getSignInRule(tx, partnerId);
    if (provider !== null) labels.set(partnerId, labelOf(provider));
  }
  const mails = all.map(({ id, partnerId, email, language, expiresAt, roles, inviter, place }) => {
    const providerLabel = roles.length > 0 ? undefined : labels.get(partnerId);
    return {
      template: "invitation" as const,
      language,
      to: email,
      variables: {
        invitationId: id,
        inviterName: inviter,
        partnerName: place,
        programmeName: programme?.name ?? "",
        ...(providerLabel !== undefined && { providerLabel }),
        expiresAt: expiresAt.toISOString(),
      },
      partnerId: partnerId === PROGRAMME ? null : partnerId,
    };
  });
  return postInvitations(tx, mails);
}
