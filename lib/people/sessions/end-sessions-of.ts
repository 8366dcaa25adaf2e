import { sql } from "drizzle-orm";
import { z } from "zod";
import { PROGRAMME } from "@/db/schema";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { authorizePeople, getHouse, lockHouse } from "../members/authority.queries";
import type { OneInput } from "../members/schema";

const row = z.object({ ended: z.number().nullable() });

/**
 * U7: signs somebody out, from their next request on. An admin of their company ends the sessions in which they work
 * for it, and none that began before goes on for it (U3: what they do elsewhere is their own); staff of the programme
 * end all. One's own are for one's own page.
 * Refuses with `not_found`, `own_sessions`, `other_places`, and as `getHouse`.
 * @returns how many ended
 */
export async function endSessionsOf(ctx: Ctx, { at, id }: OneInput): Promise<number> {
  authorizePeople(ctx, at);
  return transaction(ctx, async (tx) => {
    const house = await getHouse(tx, at);
    await lockHouse(tx, house.id);
    if (id === tx.actor.userId) throw new Refusal("own_sessions");
    const { rows } = await tx.db.execute(
      sql`select end_sessions(${house.id}::uuid, ${id}::uuid, ${tx.now}::timestamptz) as ended`,
    );
    const ended = row.parse(rows[0]).ended;
    if (ended === null) throw new Refusal("other_places");
    await record(tx, {
      event: "person.signed_out",
      subjectId: id,
      partnerId: house.id === PROGRAMME ? undefined : house.id,
      data: { userId: id, sessions: ended },
    });
    return ended;
  });
}
