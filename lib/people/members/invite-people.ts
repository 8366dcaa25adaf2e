import { sql } from "drizzle-orm";
import { z } from "zod";
import { invitations, operatorRoles, PROGRAMME } from "@/db/schema";
import { requireFresh } from "../../access/fresh";
import { recordAll } from "../../audit/record";
import { insertAll, transaction, type Ctx, type Locale, type Tx } from "../../ctx";
import { mailboxKey } from "../../input";
import { Refusal, refuseIfAny, type FieldError } from "../../errors";
import {
  authorizePeople,
  getHouse,
  lockHouse,
  type House,
  type Manager,
} from "./authority.queries";
import { mailInvitations } from "./mail-invitation";
import { factsOf, isInvitedAt, isMemberAt, lastInvitedAt } from "./queries";
import { isOperatorWith } from "../operators/queries";
import { INVITATION_DAYS, INVITED_AT_ONCE, minutesToWait, readLine } from "./rules";
import type { InviteInput } from "./schema";

export type Person = Exclude<ReturnType<typeof readLine>, FieldError>;

/**
 * U2: invites people to a company or to the programme's staff, all of them or, when a line is wrong, nobody.
 * Each has seven days; nothing is theirs before they accept. Nobody invites themselves, in whatever spelling (U4); whoever
 * invites staff proved just now who they are (U13).
 * Nobody is invited to a company that is suspended (P25).
 * Refuses with `sign_in_again`, `invite_suspended`, `own_roles`, `invited_just_now`, `invite_nobody`, `invite_too_many`, `invite_line`, `invite_place`, `role_needed`, `place_needed`,
 * `already_member`, `already_invited`, and as `getHouse`.
 */
export async function invitePeople(ctx: Ctx, input: InviteInput): Promise<{ invited: number }> {
  authorizePeople(ctx, input.at);
  if (input.at === PROGRAMME) requireFresh(ctx);
  return transaction(ctx, async (tx) => {
    const house = await getHouse(tx, input.at);
    if (house.suspended) throw new Refusal("invite_suspended");
    await lockHouse(tx, house.id);
    const people = readAll(input, house);
    for (const { email } of people) await refuseKnown(tx, house, email);
    const { language } = input;
    await invite(
      tx,
      people.map((person) => ({ house, ...person, language })),
    );
    return { invited: people.length };
  });
}

function readAll({ people, role, places }: InviteInput, house: House): Person[] {
  if (people.length === 0) throw new Refusal("invite_nobody", { field: "people" });
  if (people.length > INVITED_AT_ONCE)
    throw new Refusal("invite_too_many", { field: "people", params: { max: INVITED_AT_ONCE } });
  const allowed =
    house.id === PROGRAMME ? operatorRoles : (["incentives_admin", "incentives_user"] as const);
  const read = people.map((line) => readLine(line, { roles: role, places }, { ...house, allowed }));
  refuseIfAny(read.flatMap((one) => ("code" in one ? [one] : [])).slice(0, 1));
  const found = new Map<string, Person>();
  for (const one of read) if (!("code" in one)) found.set(one.email.toLowerCase(), one);
  return [...found.values()];
}

/**
 * A step: refuses with `already_member`, `own_roles`, `already_invited` and `invited_just_now` who cannot be invited there.
 */
async function refuseKnown(tx: Tx<Manager>, { id }: House, email: string): Promise<void> {
  const isMember =
    id === PROGRAMME ? await isOperatorWith(tx, email) : await isMemberAt(tx, id, email);
  refuseStanding(tx, email, {
    isMember,
    isInvited: !isMember && (await isInvitedAt(tx, id, email)),
    lastInvited: isMember ? null : await lastInvitedAt(tx, id, email),
  });
}

/** How somebody stands with a house. */
export type Standing = { isMember: boolean; isInvited: boolean; lastInvited: Date | null };

/** Refuses as `refuseKnown`, by what is known. */
export function refuseStanding(
  tx: Tx<Manager>,
  email: string,
  { isMember, isInvited, lastInvited }: Standing,
): void {
  const refused = { field: "people", params: { email } };
  if (isMember) throw new Refusal("already_member", refused);
  if (mailboxKey(email) === mailboxKey(tx.actor.email)) throw new Refusal("own_roles", refused);
  if (isInvited) throw new Refusal("already_invited", refused);
  const minutes = lastInvited === null ? 0 : minutesToWait(lastInvited, tx.now);
  if (minutes > 0) throw new Refusal("invited_just_now", { field: "people", params: { minutes } });
}

export type Invited = Person & { house: Pick<House, "id" | "name">; language: Locale };

/**
 * A step: invites people to houses whose locks are held, after `refuseStanding`, all of them in a few statements.
 * Refuses as `mailInvitations`.
 */
export async function invite(tx: Tx<Manager>, people: readonly Invited[]): Promise<void> {
  const expiresAt = new Date(tx.now.getTime() + INVITATION_DAYS * 86_400_000);
  const rows = people.map(({ house, email, roles, language }) => ({
    partnerId: house.id,
    email,
    language,
    roles: roles as (typeof invitations.$inferInsert)["roles"],
    createdAt: tx.now,
    createdBy: tx.actor.userId,
    sentAt: tx.now,
    expiresAt,
  }));
  const [first, ...more] = rows;
  if (!first) return;
  const written = await tx.db.execute(
    sql`${insertAll(invitations, [first, ...more])} returning id`,
  );
  const ids = z.array(z.object({ id: z.guid() })).parse(written.rows);
  const made = rows.flatMap((row, at) => {
    const { id } = ids[at] ?? {};
    return id === undefined ? [] : [{ ...row, id }];
  });
  if (made.length < people.length) throw new Error("an invitation was not written");
  const inviter = tx.actor.name;
  const emailIds = await mailInvitations(
    tx,
    made.map((one, at) => ({ ...one, inviter, place: people[at]?.house.name ?? null })),
  );
  await recordAll(
    tx,
    made.map((one, at) => ({
      event: "person.invited" as const,
      subjectId: one.id,
      ...(one.partnerId === PROGRAMME ? {} : { partnerId: one.partnerId }),
      data: { ...factsOf(one), emailId: emailIds[at] ?? "" },
    })),
  );
}
