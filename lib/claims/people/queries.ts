import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "../../ctx";
import { usualOf } from "../../installation";
import { listStaff } from "../../notify/queries";
import type { Reader } from "../../notify/rules";
import type { Claim } from "../lock-claim";
import { locales } from "@/messages/languages";

const reviewerRow = z.object({ email: z.string(), locale: z.enum(locales).nullable() });

/**
 * Who hears of a claim at the programme: who has it in review; the staff, when that person has left;
 * nobody while it waits in the queue. Also for the partner's acts.
 */
export async function listReviewers(
  tx: Tx,
  { partnerId, id, reviewerId }: Pick<Claim, "partnerId" | "id" | "reviewerId">,
): Promise<Reader[]> {
  if (reviewerId === null) return [];
  const { rows } = await tx.db.execute(
    sql`select email, locale from claim_reviewer(${partnerId}, ${id})`,
  );
  const reviewer = reviewerRow.optional().parse(rows[0]);
  return reviewer
    ? [{ to: reviewer.email, language: reviewer.locale ?? (await usualOf(tx)).language }]
    : await listStaff(tx);
}
