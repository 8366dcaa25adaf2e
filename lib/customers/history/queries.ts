import { and, desc, eq, ilike, inArray, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import { associations, tenants, users, type endReason } from "@/db/schema";
import { locationsOf, type PartnerUser, type Tx } from "../../ctx";
import { PAGE_SIZE } from "../queries";
import { escapeLike } from "../search/rules";

export type EndReason = (typeof endReason.enumValues)[number];

/** One round that ended: what began it, what came of it, and why it ended (D7). */
export type EndedRound = {
  id: string;
  tenantId: string;
  name: string;
  origin: "added" | "claimed";
  timeZone: string;
  createdAt: Date;
  createdByName: string;
  requestedAt: Date | null;
  consentedAt: Date | null;
  endedAt: Date;
  endReason: EndReason;
  /** What the customer gave as reason. */
  endNote: string | null;
};

/**
 * The rounds of one engagement that ended by now, the last one first (D7), also those that ran out
 * and were not marked as ended yet. At most `PAGE_SIZE` and one more.
 * @param after where the page before ended: `endedAt` and `id` of its last round
 */
export async function listEndedRounds(
  tx: Tx<PartnerUser>,
  engagementId: string,
  q: string,
  after: { endedAt: Date; id: string } | null,
): Promise<EndedRound[]> {
  const { id, tenantId, origin, timeZone, createdAt, requestedAt, consentedAt } = associations;
  const locations = locationsOf(tx.actor);
  const due = sql`case when ${consentedAt} is null then ${associations.consentDueAt} else ${associations.deliveryDueAt} end`;
  const endedAt = sql<Date>`coalesce(${associations.endedAt}, ${due})`.mapWith(
    associations.endedAt,
  );
  const reason = sql<EndReason>`coalesce(${associations.endReason}::text, case when ${consentedAt} is null then 'consent_expired' else 'delivery_expired' end)`;
  return tx.db
    .select({
      id,
      tenantId,
      name: tenants.name,
      origin,
      timeZone,
      createdAt,
      createdByName: users.name,
      requestedAt,
      consentedAt,
      endedAt,
      endReason: reason,
      endNote: associations.endNote,
    })
    .from(associations)
    .innerJoin(tenants, eq(tenants.id, tenantId))
    .innerJoin(users, eq(users.id, associations.createdBy))
    .where(
      and(
        eq(associations.partnerId, tx.actor.partnerId),
        eq(associations.engagementId, engagementId),
        locations === "*" ? undefined : inArray(associations.locationId, [...locations]),
        or(
          isNotNull(associations.endedAt),
          and(
            isNull(associations.submittedAt),
            lte(due, sql`${tx.now.toISOString()}::timestamptz`),
          ),
        ),
        q ? ilike(tenants.name, `%${escapeLike(q)}%`) : undefined,
        after
          ? sql`(${endedAt}, ${id}) < (${after.endedAt.toISOString()}::timestamptz, ${after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(endedAt), desc(id))
    .limit(PAGE_SIZE + 1);
}
