import { sql } from "drizzle-orm";
import { z } from "zod";
import { authorize } from "../access/authorize";
import { eraseWords } from "../audit/erase-words";
import { record } from "../audit/record";
import { getConfig } from "../config";
import { transaction, type Ctx } from "../ctx";
import { installationOf } from "../installation";

const ROUNDS = 200;
const EACH = 2_000;
const forgotten = z.array(
  z.object({ chain: z.string(), rows: z.array(z.coerce.number()), rounds: z.coerce.number() }),
);
const old = z.strictObject({
  ...{ emails: z.number(), sessions: z.number(), devices: z.number(), signInLinks: z.number() },
  ...{ codes: z.number(), accounts: z.number(), invitations: z.number(), imports: z.number() },
  ...{ dryRuns: z.number(), requests: z.number() },
});
export type Forgotten = z.output<typeof old> & { rounds: number; words: number };

/**
 * O23: removes the people from what is over, in portions: rounds that cannot be disputed any more (whose facts and proof
 * stay), what e-mails said, how people signed in, accounts that nobody works with, dry runs that nobody began (B3). What a legal hold is on stays (O25). The
 * log says how much; nothing over, nothing said.
 */
export async function forgetOver(ctx: Ctx): Promise<Forgotten> {
  authorize(ctx, "privacy.erase");
  const all: Forgotten = { rounds: 0, words: 0, ...none };
  for (let portion = 0; portion < 50; portion++) {
    // Each portion has an instant of its own, by which its rounds are known.
    const at = { ...ctx, now: new Date(ctx.now.getTime() + portion) };
    const done = await transaction(at, async (tx) => {
      const now = tx.now.toISOString();
      const { rows } = await tx.db.execute(
        sql`select chain, rows, rounds from forget_rounds(${now}, ${ROUNDS})`,
      );
      let [rounds, words] = [0, 0];
      for (const { chain, rows: seqs, rounds: n } of forgotten.parse(rows)) {
        words += await eraseWords(tx, { partnerId: chain, rows: seqs });
        rounds += n;
      }
      const { KEEP_MAIL_DAYS, KEEP_SIGN_IN_DAYS, KEEP_ACCOUNT_DAYS, BULK_WAIT_DAYS } = getConfig();
      const others = await tx.db.execute<{ told: unknown }>(
        sql`select forget_old(${now}, ${KEEP_MAIL_DAYS}, ${KEEP_SIGN_IN_DAYS}, ${KEEP_ACCOUNT_DAYS}, ${BULK_WAIT_DAYS}, ${EACH}) as told`,
      );
      return { rounds, words, ...old.parse(others.rows[0]?.told) };
    });
    for (const name of keysOf(all)) all[name] += done[name];
    if (keysOf(done).every((name) => done[name] === 0)) break;
  }
  if (keysOf(all).some((name) => all[name] > 0)) {
    const { id: subjectId } = await installationOf(ctx.db);
    await transaction(ctx, (tx) =>
      record(tx, { event: "privacy.forgotten", subjectId, data: all }),
    );
  }
  return all;
}

const none = {
  emails: 0,
  sessions: 0,
  devices: 0,
  signInLinks: 0,
  codes: 0,
  accounts: 0,
  invitations: 0,
  imports: 0,
  dryRuns: 0,
  requests: 0,
};

const keysOf = (of: Forgotten) => Object.keys(of) as (keyof Forgotten)[];
