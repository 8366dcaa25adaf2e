import { and, isNull } from "drizzle-orm";
import { roleRequests, rowOf } from "@/db/schema";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { usualOf } from "../../installation";
import { post } from "../../mail/post";
import { authorizePeople, getHouse, lockHouse } from "./authority.queries";
import { give, zonesOf } from "./change-roles";
import { listHeld } from "./queries";
import { listRoleRequests } from "./request.queries";
import type { AnswerRoleInput } from "./schema";

/**
 * U5: agrees to a request for a role, which is there from the next request on, or refuses it with a word; who asked is
 * told by e-mail.
 * Refuses with `not_found`, `already_done` once it was answered, `own_roles`, `other_places`, and as `getHouse`.
 */
export async function answerRoleRequest(
  ctx: Ctx,
  { at, id, agreed: answer, note }: AnswerRoleInput,
): Promise<void> {
  authorizePeople(ctx, at);
  await transaction(ctx, async (tx) => {
    const house = await getHouse(tx, at);
    await lockHouse(tx, house.id);
    const asked = (await listRoleRequests(tx, house.id)).find((one) => one.id === id);
    if (!asked) throw new Refusal("already_done");
    if (asked.userId === tx.actor.userId) throw new Refusal("own_roles");
    const agreed = answer === "yes";
    const decided = await tx.db
      .update(roleRequests)
      .set({ decidedAt: tx.now, decidedBy: tx.actor.userId, agreed, note })
      .where(and(rowOf(roleRequests, house.id, id), isNull(roleRequests.decidedAt)))
      .returning({ id: roleRequests.id });
    if (decided.length === 0) throw new Refusal("other_places");
    const { userId, role, locationId } = asked;
    const before = await listHeld(tx, house.id, userId);
    const wanted = { role, locationId, lastDay: null };
    if (agreed) await give(tx, house.id, userId, wanted, await zonesOf(tx, house.id));
    await post(tx, {
      template: "role-answered",
      language: asked.locale ?? (await usualOf(tx)).language,
      to: asked.email,
      variables: {
        partnerName: house.name ?? "",
        role,
        locationName: asked.location,
        agreed,
        note,
        answererName: tx.actor.name,
      },
      partnerId: house.id,
    });
    await record(tx, {
      event: "person.role_answered",
      subjectId: id,
      partnerId: house.id,
      data: { requestId: id, agreed, note },
    });
    if (!agreed) return;
    await record(tx, {
      event: "person.roles_changed",
      subjectId: userId,
      partnerId: house.id,
      data: { userId, before, after: await listHeld(tx, house.id, userId) },
    });
  });
}
