import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/ctx";

/** What the acts of this transaction mailed was read long ago, and is kept by nobody. */
export async function forgetMails({ db }: Pick<Tx, "db">): Promise<void> {
  await db.execute(sql`with gone as (
      delete from emails where xmin = pg_current_xact_id()::xid returning id)
    delete from pgboss.job j using gone where j.name = 'deliver-mail' and j.data ->> 'emailId' = gone.id::text`);
}
