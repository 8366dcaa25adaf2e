import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { followUps, rowOf, users } from "@/db/schema";
import { changedBy } from "../../changes";
import type { PartnerUser, Tx } from "../../ctx";
import { Refusal } from "../../errors";

export type FollowUp = {
  id: string;
  line: string;
  /** YYYY-MM-DD at the location. */
  day: string;
  locationId: string;
  /** Whose it is now: also their heir's; null: nobody's. */
  owner: string | null;
  revision: number;
};

/** So many are shown, the ones of the next days. */
const MOST = 100;

/** K6: what is to be done about a customer at the actor's locations, the next day first. */
export function listFollowUps(tx: Tx<PartnerUser>, tenantId: string): Promise<FollowUp[]> {
  const { id, line, day, locationId, revision } = followUps;
  return tx.db
    .select({ id, line, day, locationId, owner: users.name, revision })
    .from(followUps)
    .leftJoin(
      users,
      sql`${users.id} = owner_now(${followUps.partnerId}, ${locationId}, ${followUps.ownerId}, ${tx.now.toISOString()}::timestamptz)`,
    )
    .where(
      and(
        eq(followUps.partnerId, tx.actor.partnerId),
        eq(followUps.tenantId, tenantId),
        isNull(followUps.doneAt),
      ),
    )
    .orderBy(asc(followUps.dueAt), asc(id))
    .limit(MOST);
}

/**
 * A step: takes a follow-up of the actor's locations, as it was on the page.
 * Refuses with `not_found`, `follow_up_done` and `changed_meanwhile`.
 */
export async function lockFollowUp(
  tx: Tx<PartnerUser>,
  { followUp: id, revision }: { followUp: string; revision: number },
): Promise<typeof followUps.$inferSelect> {
  const [found] = await tx.db
    .select()
    .from(followUps)
    .where(rowOf(followUps, tx.actor.partnerId, id))
    .for("update");
  if (!found) throw new Refusal("not_found");
  if (found.doneAt !== null) throw new Refusal("follow_up_done");
  if (found.revision !== revision) throw changedBy(undefined);
  return found;
}
