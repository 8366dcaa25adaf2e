import { desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { claimReviews } from "@/db/schema";
import { tellEvent, type Told } from "../../audit/events";
import type { Operator, Tx } from "../../ctx";

/** The programme's decisions about a claim, the newest first (W12–W14); for both sides. */
export function listReviews(tx: Tx, claimId: string) {
  return tx.db
    .select({
      id: claimReviews.id,
      decision: claimReviews.decision,
      reasons: claimReviews.reasons,
      comment: claimReviews.comment,
      reviewerId: claimReviews.reviewerId,
      reviewerName: claimReviews.reviewerName,
      submittedAt: claimReviews.submittedAt,
      decidedAt: claimReviews.decidedAt,
    })
    .from(claimReviews)
    .where(eq(claimReviews.claimId, claimId))
    .orderBy(desc(claimReviews.decidedAt), desc(claimReviews.id));
}
export type Review = Awaited<ReturnType<typeof listReviews>>[number];

const acts = z.array(
  z.object({
    key: z.string(),
    at: z.coerce.date(),
    event: z.string(),
    data: z.unknown(),
    by: z.enum(["partner", "operator", "visitor", "system"]).catch("system"),
    name: z.string().nullable(),
  }),
);
export type ClaimAct = Pick<z.output<typeof acts>[number], "key" | "at" | "by" | "name"> & Told;

/** What the audit log says of a claim: every act with who and when, the newest first; at most 200. */
export async function listActs(
  tx: Tx<Operator>,
  claim: { id: string; partnerId: string },
): Promise<ClaimAct[]> {
  const { rows } = await tx.db.execute(sql`
    select l.seq::text as key, l.at, l.event, l.data, l.actor_kind as by, u.name
    from audit_log l left join users u on u.id::text = l.actor_id
    where l.subject_id = ${claim.id}::uuid and l.chain = ${claim.partnerId}
    order by l.at desc, l.seq desc limit 200`);
  return acts.parse(rows).map(({ event, data, ...act }) => ({ ...act, ...tellEvent(event, data) }));
}
