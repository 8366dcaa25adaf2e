import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { countStampKeys, type StampKeys } from "../audit/stamps/countersign";
import { reading, type Ctx, type System } from "../ctx";
import { databaseKey, keysFor } from "../keys";

/** What still depends on another key of APP_SECRET than the first (O20). */
export type KeyUse = {
  /** The ids of the keys, the newest first. */
  keys: string[];
  /** Since when the database knows the newest; null: nothing was started with it yet. */
  since: Date | null;
  /** E-mails that wait with a link or a code of a former key. */
  waitingMails: number;
  /** E-mails that wait with one of a key that is not there any more: they cannot go out. */
  lostMails: number;
  /** Sessions that were opened before, and until when the last of them. */
  sessions: number;
  sessionsUntil: Date | null;
  stamps: StampKeys;
  /** Bank accounts, and files of payment runs with some in them, that a former key sealed, and those whose key is not there any more. */
  accounts: number;
  lostAccounts: number;
  /** The same of the secrets of people's apps for one-time codes (U13). */
  codes: number;
  lostCodes: number;
};

const instant = z.coerce.date();
const used = z.object({ since: instant, sessions: z.coerce.number(), until: instant.nullable() });
const mails = z.tuple([z.object({ waiting: z.coerce.number(), lost: z.coerce.number() })]);

/** Counts what depends on the former keys. Reads only. */
export async function keyUse(ctx: Ctx<System>): Promise<KeyUse> {
  const keys = keysFor("token").map(({ id }) => id);
  const hash = createHash("sha256").update(databaseKey("worker")).digest();
  const found = await reading(ctx, async (tx) => ({
    use: (await tx.db.execute(sql`select * from key_use(${hash}, ${tx.now}::timestamptz)`)).rows[0],
    mails: (
      await tx.db.execute(sql`
        select count(*) filter (where key <> ${keys[0]}) as waiting,
          count(*) filter (where key <> all (${sql.param(keys)}::text[])) as lost
        from (select distinct e.id, secret.value ->> 'key' as key
          from emails e, jsonb_each(e.secrets) secret where e.state in ('queued', 'sending')) waits`)
    ).rows,
    accounts: (
      await tx.db.execute(sql`
        select count(*) filter (where key_id <> ${keys[0]}) as waiting,
          count(*) filter (where key_id <> all (${sql.param(keys)}::text[])) as lost
        from (select key_id from payee_profiles union all select key_id from payment_files
          union all select key_id from programme_accounts) sealed`)
    ).rows,
    codes: (
      await tx.db.execute(sql`
        select count(*) filter (where key <> ${keys[0]}) as waiting,
          count(*) filter (where key <> all (${sql.param(keys)}::text[])) as lost from code_secrets`)
    ).rows,
  }));
  const [accounts] = mails.parse(found.accounts);
  const [codes] = mails.parse(found.codes);
  const use = found.use && used.parse(found.use);
  const [{ waiting, lost }] = mails.parse(found.mails);
  return {
    keys,
    since: use?.since ?? null,
    waitingMails: waiting - lost,
    lostMails: lost,
    sessions: use?.sessions ?? 0,
    sessionsUntil: use?.until ?? null,
    stamps: await countStampKeys(ctx),
    accounts: accounts.waiting - accounts.lost,
    lostAccounts: accounts.lost,
    codes: codes.waiting - codes.lost,
    lostCodes: codes.lost,
  };
}
