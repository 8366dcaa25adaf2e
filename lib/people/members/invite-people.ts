import { invitations, operatorRoles, PROGRAMME } from "@/db/schema";
import { requireFresh } from "../../access/fresh";
import { record } from "../../audit/record";
import { transaction, type Ctx, type Locale, type Tx } from "../../ctx";
import { mailboxKey } from "../../input";
import { Refusal, refuseIfAny, type FieldError } from "../../errors";
import {
  authorizePeople,
  getHouse,
  lockHouse,
  type House,
  type Manager,
} from "./authority.queries";
import { mailInvitation } from "./mail-invitation";
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
    for (const person of people) await invite(tx, house, person, input.language);
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
export async function refuseKnown(tx: Tx<Manager>, { id }: House, email: string): Promise<void> {
  const refused = { field: "people", params: { email } };
  const known =
    id === PROGRAMME ? await isOperatorWith(tx, email) : await isMemberAt(tx, id, email);
  if (known) throw new Refusal("already_member", refused);
  if (mailboxKey(email) === mailboxKey(tx.actor.email)) throw new Refusal("own_roles", refused);
  if (await isInvitedAt(tx, id, email)) throw new Refusal("already_invited", refused);
  const last = await lastInvitedAt(tx, id, email);
  const minutes = last === null ? 0 : minutesToWait(last, tx.now);
  if (minutes > 0) throw new Refusal("invited_just_now", { field: "people", params: { minutes } });
}

/** A step: invites somebody to a house whose lock is held, after `refuseKnown`. */
export async function invite(
  tx: Tx<Manager>,
  house: Pick<House, "id" | "name">,
  { email, roles }: Person,
  language: Locale,
): Promise<void> {
  const expiresAt = new Date(tx.now.getTime() + INVITATION_DAYS * 86_400_000);
  const [made] = await tx.db
    .insert(invitations)
    .values({
      partnerId: house.id,
      email,
      language,
      roles: roles as (typeof invitations.$inferInsert)["roles"],
      createdAt: tx.now,
      createdBy: tx.actor.userId,
      sentAt: tx.now,
      expiresAt,
    })
    .returning();
  if (!made) throw new Error("the invitation was not written");
  const emailId = await mailInvitation(tx, made, { inviter: tx.actor.name, place: house.name });
  await record(tx, {
    event: "person.invited",
    subjectId: made.id,
    ...(house.id === PROGRAMME ? {} : { partnerId: house.id }),
    data: { ...factsOf(made), emailId },
  });
}
