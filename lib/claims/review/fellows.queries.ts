import { and, eq, ne, sql } from "drizzle-orm";
import { z } from "zod";
import { auditLog, users } from "@/db/schema";
import type { Operator, Tx } from "../../ctx";

export type Fellow = { id: string; name: string };

/** The other people of the programme who can review a partner's claims (`may_review`: P5, P6), by name. */
export function listFellows(tx: Tx<Operator>, partnerId: string): Promise<Fellow[]> {
  return tx.db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(
      and(
        sql`${users.id} in (select user_id from operator_grants)`,
        sql`may_review(${users.id}, ${partnerId})`,
        ne(users.id, tx.actor.userId),
      ),
    )
    .orderBy(users.name, users.id)
    .limit(200);
}

const handed = z.object({ name: z.string(), note: z.string() });
/** Who handed a claim to whoever has it now, and the line that they wrote. */
export type HandedOver = z.output<typeof handed>;

/** How who has a claim came by it; null: they took it themselves, or the line was erased (O23). */
export async function findHandOver(
  tx: Tx<Operator>,
  { id, partnerId, reviewerSince }: { id: string; partnerId: string; reviewerSince: Date | null },
): Promise<HandedOver | null> {
  if (reviewerSince === null) return null;
  const [row] = await tx.db
    .select({
      name: sql<unknown>`(select u.name from ${users} u where u.id = ${auditLog.actorId}::uuid)`,
      note: sql<unknown>`${auditLog.data} ->> 'note'`,
    })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.chain, partnerId),
        eq(auditLog.subjectId, id),
        eq(auditLog.event, "claim.review_handed_over"),
        eq(auditLog.at, reviewerSince),
      ),
    );
  return handed
    .nullable()
    .catch(null)
    .parse(row ?? null);
}
