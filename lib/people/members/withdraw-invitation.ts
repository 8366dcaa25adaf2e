import { invitations, PROGRAMME, rowOf } from "@/db/schema";
import { record } from "../../audit/record";
import { transaction, type Ctx, type Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { authorizePeople, getHouse, type House, type Manager } from "./authority.queries";
import { factsOf, getOpenInvitation } from "./queries";
import type { OneInput } from "./schema";

/**
 * U2: takes an invitation back; its links work no more. Whoever was first, accepting or taking back, has it.
 * Refuses with `not_found`, `invitation_over`, `other_places`, and as `getHouse`.
 */
export async function withdrawInvitation(ctx: Ctx, { at, id }: OneInput): Promise<void> {
  authorizePeople(ctx, at);
  await transaction(ctx, async (tx) => {
    const house = await getHouse(tx, at);
    await takeBack(tx, house, id);
  });
}

/** A step: the same, of a house that was looked up. Refuses with `not_found`, `invitation_over`, `other_places`. */
export async function takeBack(tx: Tx<Manager>, house: House, id: string): Promise<void> {
  const found = await getOpenInvitation(tx, house.id, id);
  const ended = await tx.db
    .update(invitations)
    .set({ withdrawnAt: tx.now, withdrawnBy: tx.actor.userId })
    .where(rowOf(invitations, house.id, id))
    .returning({ id: invitations.id });
  if (ended.length === 0) throw new Refusal("other_places");
  await record(tx, {
    event: "person.invitation_withdrawn",
    subjectId: id,
    ...(house.id === PROGRAMME ? {} : { partnerId: house.id }),
    data: factsOf(found),
  });
}
