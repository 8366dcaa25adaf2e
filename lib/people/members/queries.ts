import { and, eq, isNull, max, sql } from "drizzle-orm";
import { invitations, memberships, roleGrants, users, type InvitedRole } from "@/db/schema";
import { rowOf } from "@/db/schema";
import type { Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { holds, isMember } from "../../partners/queries";
import type { Held } from "./rules";

export type Invitation = typeof invitations.$inferSelect;

/** An invitation that was neither accepted nor taken back. Refuses with `not_found` and `invitation_over`. */
export async function getOpenInvitation(tx: Tx, at: string, id: string): Promise<Invitation> {
  const [row] = await tx.db
    .select()
    .from(invitations)
    .where(rowOf(invitations, at, id))
    .for("update");
  if (!row) throw new Refusal("not_found");
  if (row.acceptedAt ?? row.withdrawnAt) throw new Refusal("invitation_over");
  return row;
}

export type Member = {
  id: string;
  name: string;
  email: string;
  joinedAt: Date | null;
  endedAt: Date | null;
};

/** Somebody of a company, also when disabled. Refuses with `not_found`. */
export async function getMember(tx: Tx, at: string, userId: string): Promise<Member> {
  const [row] = await tx.db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      joinedAt: memberships.joinedAt,
      endedAt: memberships.endedAt,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.partnerId, at), eq(memberships.userId, userId)));
  if (!row) throw new Refusal("not_found");
  return row;
}

/** The roles of somebody at a company that hold now (U4). */
export async function listHeld(tx: Tx, at: string, userId: string): Promise<Held[]> {
  const { role, locationId, lastDay } = roleGrants;
  return tx.db
    .select({ role, locationId, lastDay })
    .from(roleGrants)
    .where(and(eq(roleGrants.partnerId, at), eq(roleGrants.userId, userId), holds(tx.now)))
    .orderBy(roleGrants.locationId, roleGrants.role);
}

/** Whether somebody works at a company now. */
export async function isActive(tx: Tx, at: string, userId: string): Promise<boolean> {
  const active = and(eq(memberships.partnerId, at), eq(memberships.userId, userId), isMember);
  return (await tx.db.$count(memberships, active)) > 0;
}

/** The ids of the locations at which somebody has work open, which somebody has to take over (U8). */
export async function listOpenWork(tx: Tx, at: string, userId: string): Promise<string[]> {
  const { rows } = await tx.db.execute<{ place: string }>(
    sql`select place from open_work(${at}, ${userId}, ${tx.now.toISOString()}::timestamptz) place`,
  );
  return rows.map(({ place }) => place);
}

/** Whether somebody with this address works there. */
export async function isMemberAt(tx: Tx, at: string, email: string): Promise<boolean> {
  const found = await tx.db
    .select({ id: users.id })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.partnerId, at),
        isNull(memberships.endedAt),
        sql`lower(${users.email}) = lower(${email})`,
      ),
    );
  return found.length > 0;
}

/** Whether an invitation of this address waits there, also one that ran out, and for roles that nobody here sees. */
export async function isInvitedAt(tx: Tx, at: string, email: string): Promise<boolean> {
  const { rows } = await tx.db.execute<{ waits: boolean }>(
    sql`select invited_at(${at}, ${email}) as waits`,
  );
  return rows[0]?.waits === true;
}

/** When an invitation, which may have been taken back, was last mailed to this address from there; null: never. */
export async function lastInvitedAt(tx: Tx, at: string, email: string): Promise<Date | null> {
  const [found] = await tx.db
    .select({ sentAt: max(invitations.sentAt) })
    .from(invitations)
    .where(
      and(
        eq(invitations.partnerId, at),
        isNull(invitations.acceptedAt),
        sql`lower(${invitations.email}) = lower(${email})`,
      ),
    );
  return found?.sentAt ?? null;
}

/** What the log keeps of an invitation. */
export function factsOf({ id, email, roles }: { id: string; email: string; roles: InvitedRole[] }) {
  return { invitationId: id, email, roles };
}
