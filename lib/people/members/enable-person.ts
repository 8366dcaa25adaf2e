import { and, eq, isNotNull } from "drizzle-orm";
import { memberships } from "@/db/schema";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { authorizePeople, getHouse, lockHouse } from "./authority.queries";
import { getMember } from "./queries";
import type { OneInput } from "./schema";

/**
 * U8: somebody who was disabled works for the company again, with the roles that they had.
 * Refuses with `not_found`, `already_done`, `other_places`, and as `getHouse`.
 */
export async function enablePerson(ctx: Ctx, { at, id }: OneInput): Promise<void> {
  authorizePeople(ctx, at);
  await transaction(ctx, async (tx) => {
    const house = await getHouse(tx, at);
    await lockHouse(tx, house.id);
    if ((await getMember(tx, house.id, id)).endedAt === null) throw new Refusal("already_done");
    const back = await tx.db
      .update(memberships)
      .set({ endedAt: null, endedBy: null, heirId: null })
      .where(
        and(
          eq(memberships.partnerId, house.id),
          eq(memberships.userId, id),
          isNotNull(memberships.endedAt),
        ),
      )
      .returning({ id: memberships.userId });
    if (back.length === 0) throw new Refusal("other_places");
    await record(tx, {
      event: "person.enabled",
      subjectId: id,
      partnerId: house.id,
      data: { userId: id },
    });
  });
}
