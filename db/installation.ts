import type pg from "pg";
import { Connection } from "./connection";

export type Kind = "demonstration" | "test" | "production";

/**
 * Throws a sentence when a database must not be used as such an installation: it is marked as another
 * kind, or holds anything without a mark. Looks only; call it before anything is migrated.
 */
export async function refuseOtherKind(ownerUrl: string, wanted: Kind): Promise<void> {
  const client = new Connection({ connectionString: ownerUrl });
  await client.connect();
  try {
    const found = await kindOf(client);
    if (found === "empty" || found === wanted) return;
    if (found === "unmarked" && wanted === "production") return;
    throw new Error(refusal(wanted, found));
  } finally {
    await client.end();
  }
}

/**
 * Writes what this installation is, once; a mark that stands stays. Whether it asks for releases (D19)
 * is written each time.
 */
export async function markInstallation(
  client: pg.Client,
  kind: Kind,
  contactRelease: boolean,
): Promise<void> {
  await client.query("insert into installation (kind) values ($1) on conflict do nothing", [kind]);
  await client.query(
    "update installation set contact_release = $1 where contact_release is distinct from $1",
    [contactRelease],
  );
}

async function kindOf(client: pg.Client): Promise<Kind | "empty" | "unmarked"> {
  const { rows } = await client.query<{ marked: boolean; empty: boolean }>(
    `select to_regclass('public.installation') is not null as marked,
       not exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema') as empty`,
  );
  if (rows[0]?.empty) return "empty";
  if (!rows[0]?.marked) return "unmarked";
  const mark = await client.query<{ kind: Kind }>("select kind from public.installation");
  return mark.rows[0]?.kind ?? "unmarked";
}

function refusal(wanted: Kind, found: Kind | "unmarked"): string {
  if (wanted === "demonstration") {
    return (
      "DATABASE_URL names a database that is in use and is not the demonstration's: nothing was changed. " +
      "Unset DATABASE_URL, or give the demonstration an empty database of its own."
    );
  }
  if (wanted === "test") {
    return (
      `RESEND_API_KEY is missing, and the database is not one for trying out (it is ${found}): ` +
      "nothing was changed. Set the key, or give the trial an empty database of its own."
    );
  }
  return (
    `DATABASE_URL names a database that was made for a ${found === "test" ? "trial" : found}: nothing was changed. ` +
    "Give the product an empty database of its own."
  );
}
