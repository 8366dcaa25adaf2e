import { and, eq, isNotNull, sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { followUps, rowOf } from "@/db/schema";
import { changedBy } from "../../changes";
import type { PartnerUser, Tx } from "../../ctx";
import { Refusal } from "../../errors";

const followUp = z.object({
  id: z.string(),
  line: z.string(),
  /** YYYY-MM-DD at the location. */
  day: z.string(),
  locationId: z.string(),
  /** Whose it is now: also their heir's; null: nobody's. */
  owner: z.string().nullable(),
  revision: z.number(),
});
export type FollowUp = z.output<typeof followUp>;
export const openFollowUps = z.array(followUp);

/** So many are shown, the ones of the next days. */
const MOST = 100;

/** K6: what is to be done about a customer at the actor's locations, the next day first, as `openFollowUps` reads it. */
export function openFollowUpsSql({
  partner,
  tenant,
  now,
}: Record<"partner" | "tenant" | "now", SQL>): SQL {
  return sql`(select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'line', f.line, 'day', f.day, 'locationId', f.location_id, 'owner', u.name, 'revision', f.revision)
      order by f.due_at, f.id), '[]')
    from (select * from follow_ups f where f.partner_id = ${partner} and f.tenant_id = ${tenant} and f.done_at is null
      order by f.due_at, f.id limit ${sql.raw(String(MOST))}) f
    left join users u on u.id = owner_now(f.partner_id, f.location_id, f.owner_id, ${now}))`;
}

/** K12: a follow-up about a customer at the actor's locations that is done, to be taken back; null for any other. */
export async function findDone(
  { db, actor }: Tx<PartnerUser>,
  { id, tenantId }: Record<"id" | "tenantId", string>,
): Promise<Pick<FollowUp, "id" | "line" | "revision"> | null> {
  const { line, revision } = followUps;
  const [found] = await db
    .select({ id: followUps.id, line, revision })
    .from(followUps)
    .where(
      and(
        rowOf(followUps, actor.partnerId, id),
        eq(followUps.tenantId, tenantId),
        isNotNull(followUps.doneAt),
      ),
    );
  return found ?? null;
}

/**
 * A step: takes a follow-up of the actor's locations, as it was on the page: an open one, or one that is done.
 * Refuses with `not_found`, `follow_up_done` and `changed_meanwhile`.
 */
export async function lockFollowUp(
  tx: Tx<PartnerUser>,
  { followUp: id, revision, done = false }: { followUp: string; revision: number; done?: boolean },
): Promise<typeof followUps.$inferSelect> {
  const [found] = await tx.db
    .select()
    .from(followUps)
    .where(rowOf(followUps, tx.actor.partnerId, id))
    .for("update");
  if (!found) throw new Refusal("not_found");
  if (found.doneAt !== null && !done) throw new Refusal("follow_up_done");
  if (found.revision !== revision || (found.doneAt === null && done)) throw changedBy(undefined);
  return found;
}
