import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { invitations, locations, partners, PROGRAMME, programme, rowOf, users } from "@/db/schema";
import { authorize } from "../access/authorize";
import type { Locale, Tx } from "../ctx";
import { Refusal } from "../errors";
import { listProviders } from "../people/providers";

export type InvitationView = {
  language: Locale;
  state: "open" | "accepted" | "over";
  email: string;
  /** The company, or the programme. */
  place: string;
  /** Who invites; "": the product itself. */
  inviter: string;
  expiresAt: Date;
  roles: { role: string; location: string | null }[];
  /** Whether the address has an account already. */
  account: boolean;
  /** U12: it asks to link the provider of the company, and gives no role. */
  linksOnly: boolean;
  /** U11 (b): with what it can be opened: what is set up, or what the company requires alone. */
  providers: { id: string; label: string }[];
  /** U12: the company requires it. */
  required: boolean;
};

const asked = z.object({
  account: z.string(),
  stands: z.boolean(),
  provider: z.string().nullable(),
});

/** U2: what an invitation's link leads to. Reads only. */
export async function invitationView(tx: Tx): Promise<InvitationView> {
  authorize(tx, "invitation.view");
  const { partnerId, requestId } = tx.actor;
  const [row] = await tx.db
    .select({ invitation: invitations, company: partners.name, inviter: users.name })
    .from(invitations)
    .leftJoin(partners, eq(partners.id, invitations.partnerId))
    .leftJoin(users, eq(users.id, invitations.createdBy))
    .where(rowOf(invitations, partnerId, requestId));
  if (!row) throw new Refusal("not_found");
  const { invitation } = row;
  const [by] = await tx.db.select({ name: programme.name }).from(programme);
  const places = await tx.db
    .select({ id: locations.id, name: locations.name })
    .from(locations)
    .where(eq(locations.partnerId, partnerId));
  const { rows } = await tx.db.execute(
    sql`select invited_account() as account, invitation_stands(i, ${tx.now.toISOString()}::timestamptz) as stands,
      invited_provider() as provider
      from invitations i where i.partner_id = ${partnerId} and i.id = ${requestId}`,
  );
  const { account, stands, provider } = asked.parse(rows[0]);
  const linksOnly = invitation.roles.length === 0;
  const providers = listProviders()
    .filter(({ id }) => provider === null || id === provider)
    .map(({ id, label }) => ({ id, label }));
  const over =
    invitation.withdrawnAt !== null ||
    invitation.expiresAt <= tx.now ||
    !stands ||
    (linksOnly && (provider === null || providers.length === 0));
  return {
    language: invitation.language,
    state: invitation.acceptedAt ? "accepted" : over ? "over" : "open",
    email: invitation.email,
    place: partnerId === PROGRAMME ? (by?.name ?? "") : (row.company ?? ""),
    inviter: row.inviter ?? "",
    expiresAt: invitation.expiresAt,
    roles: invitation.roles.map(({ role, locationId }) => ({
      role,
      location: places.find(({ id }) => id === locationId)?.name ?? null,
    })),
    account: account !== "none",
    linksOnly,
    providers,
    required: provider !== null,
  };
}
