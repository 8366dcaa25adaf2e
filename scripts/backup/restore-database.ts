import { createReadStream } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { Connection } from "@/db/connection";
import { hashOf, readKept } from "./kept-file";
import type { Manifest } from "./manifest";
import { findProgram, reaching, run } from "./programs";
import { countRows, differences } from "./rows";

/**
 * Makes an empty database what the backup holds, and says so. In one transaction: a restore that is killed leaves the
 * database as empty as it was. Throws a sentence where anything else is in it, or the backup is not whole.
 */
export async function restoreDatabase(
  url: string,
  folder: string,
  made: Manifest,
  key: string | undefined,
): Promise<string> {
  const client = new Connection({ connectionString: url });
  await client.connect();
  try {
    if (await isThere(client, made)) return "The database is restored already: going on.";
    const file = path.join(folder, made.dump.name);
    const found = await hashOf(createReadStream(file) as AsyncIterable<Buffer>).catch(() => null);
    if (found?.sha256 !== made.dump.sha256)
      throw new Error(`${file} is missing, cut off or changed: nothing was restored.`);
    // Its first piece says whether the key fits.
    const pieces = readKept(file, key)[Symbol.asyncIterator]();
    await pieces.next();
    await pieces.return?.();
    const { rows } = await client.query<{ server: number }>(
      "select current_setting('server_version_num')::int / 10000 as server",
    );
    const program = findProgram("pg_restore", rows[0]?.server ?? 0);
    const args = [
      "--no-owner",
      "--no-acl",
      "--exit-on-error",
      "--single-transaction",
      "--no-password",
      `--dbname=${decodeURIComponent(new URL(url).pathname.slice(1))}`,
    ];
    const { child, ended } = run(program, args, reaching(url));
    child.stdout?.resume();
    if (child.stdin) await pipeline(readKept(file, key), child.stdin).catch(() => child.kill());
    await ended;
    const differs = differences(made.rows, await countRows(client));
    if (differs.length > 0)
      throw new Error(
        `The restored database has other rows than the backup: ${differs.map(({ table }) => table).join(", ")}.`,
      );
    return `The database: ${Object.keys(made.rows).length} tables, each with the rows that it had.`;
  } finally {
    await client.end();
  }
}

/** Whether this very backup is in the database already. Throws where something else is. */
async function isThere(client: Connection, made: Manifest): Promise<boolean> {
  const { rows } = await client.query<{ n: number }>(
    `select count(*)::int as n from pg_class c join pg_namespace s on s.oid = c.relnamespace
     where s.nspname !~ '^pg_' and s.nspname <> 'information_schema' and c.relkind in ('r', 'p', 'v', 'm', 'S')`,
  );
  if (rows[0]?.n === 0) return false;
  const known = await client
    .query<{ id: string }>("select id from public.installation")
    .catch(() => null);
  const same = known?.rows[0]?.id === made.installation.id;
  if (same && differences(made.rows, await countRows(client)).length === 0) return true;
  throw new Error(
    same
      ? "The database holds this installation already, with other rows than the backup: nothing was changed. Give DATABASE_URL an empty one."
      : "The database is not empty: nothing was changed. Give DATABASE_URL one that is.",
  );
}
