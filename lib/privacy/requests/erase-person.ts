import { sql } from "drizzle-orm";
import { z } from "zod";
import { authorize } from "../../access/authorize";
import { eraseWords } from "../../audit/erase-words";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import type { PersonRequestInput } from "./schema";

const counts = z.record(z.string(), z.number());
const erased = z.array(
  z.object({
    gone: counts,
    stays: counts,
    closed: z.array(
      z.object({ partnerId: z.string(), associationId: z.string(), requestId: z.string() }),
    ),
    over: z.boolean(),
  }),
);
const chains = z.array(z.object({ chain: z.string(), rows: z.array(z.coerce.number()) }));

/**
 * O24: takes the person of a request out of everything that may lose them, and their words out of the log, whose chain
 * stays whole. What has to stay for now (O23, O25) is tried again until nothing is left; then the address leaves the
 * request. Two at once take turns; done twice, the second finds nothing. A request for consent that waits for their
 * answer is closed.
 */
export async function erasePerson(ctx: Ctx, { request: id }: PersonRequestInput): Promise<void> {
  authorize(ctx, "privacy.erase");
  await transaction(ctx, async (tx) => {
    const now = tx.now.toISOString();
    await tx.db.execute(sql`select wait_to_erase()`);
    const told = await tx.db.execute(sql`
      select p.chain, p.rows from person_requests q, person_audit(q.address, ${now}) p
      where q.id = ${id} and q.erase_at is not null and q.done_at is null order by 1`);
    const [done] = erased.parse(
      (await tx.db.execute(sql`select gone, stays, closed, over from erase_person(${id}, ${now})`))
        .rows,
    );
    if (!done) return;
    for (const { partnerId, associationId, requestId } of done.closed) {
      const data = { requestId, contactEmail: "…", why: "erased" };
      await record(tx, { event: "consent.closed", subjectId: associationId, partnerId, data });
    }
    let words = 0;
    for (const { chain, rows } of chains.parse(told.rows))
      words += await eraseWords(tx, { partnerId: chain, rows });
    const [rows, stays] = [total(done.gone), total(done.stays)];
    if (rows + words === 0 && !done.over) return;
    const data = { requestId: id, rows, stays, words, over: done.over };
    await record(tx, { event: "privacy.erased", subjectId: id, data });
  });
}

const total = (of: Record<string, number>) => Object.values(of).reduce((sum, n) => sum + n, 0);
