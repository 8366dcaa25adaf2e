import { and, eq, isNull, sql } from "drizzle-orm";
import { invitations, PROGRAMME, users } from "@/db/schema";
import { record } from "../../audit/record";
import { transaction, type Ctx, type Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { usualOf } from "../../installation";
import { lacksProvider } from "../sign-in-rule/queries";
import { authorizePeople, getHouse, lockHouse, type Manager } from "./authority.queries";
import { invite } from "./invite-people";
import { factsOf, getMember, lastInvitedAt } from "./queries";
import { minutesToWait } from "./rules";
import type { OneInput } from "./schema";

/**
 * U12: mails somebody whom their company lets in with its own provider alone, and who has linked it not yet, an invitation
 * to do that: neither a link by e-mail nor the provider lets them in before. It gives no role; one that waited is over.
 * Refuses with `not_found`, `own_roles`, `already_done` when they need none, `other_places`, `invite_suspended` (P25),
 * `invited_just_now` (`minutes`), and as `getHouse`.
 */
export async function askToLink(ctx: Ctx, { at, id }: OneInput): Promise<void> {
  authorizePeople(ctx, at);
  await transaction(ctx, async (tx) => {
    const house = await getHouse(tx, at);
    if (house.id === PROGRAMME) throw new Refusal("not_found");
    if (house.suspended) throw new Refusal("invite_suspended");
    await lockHouse(tx, house.id);
    if (id === tx.actor.userId) throw new Refusal("own_roles");
    const { email } = await getMember(tx, house.id, id);
    const { lacks, mine } = await lacksProvider(tx, house.id, id);
    if (!lacks) throw new Refusal("already_done");
    if (!mine) throw new Refusal("other_places");
    const last = await lastInvitedAt(tx, house.id, email);
    const minutes = last === null ? 0 : minutesToWait(last, tx.now);
    if (minutes > 0) throw new Refusal("invited_just_now", { params: { minutes } });
    await takeBack(tx, { at: house.id, email });
    const [user] = await tx.db.select({ locale: users.locale }).from(users).where(eq(users.id, id));
    const language = user?.locale ?? (await usualOf(tx)).language;
    await invite(tx, [{ house, email, roles: [], language }]);
  });
}

async function takeBack(tx: Tx<Manager>, { at, email }: { at: string; email: string }) {
  const over = await tx.db
    .update(invitations)
    .set({ withdrawnAt: tx.now, withdrawnBy: tx.actor.userId })
    .where(
      and(
        eq(invitations.partnerId, at),
        sql`lower(${invitations.email}) = lower(${email})`,
        sql`${invitations.roles} = '[]'`,
        isNull(invitations.acceptedAt),
        isNull(invitations.withdrawnAt),
      ),
    )
    .returning();
  for (const one of over)
    await record(tx, {
      event: "person.invitation_withdrawn",
      subjectId: one.id,
      partnerId: at,
      data: factsOf(one),
    });
}
