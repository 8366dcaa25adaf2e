import { createReadStream } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { Connection } from "@/db/connection";
import { refuseUnfit } from "@/db/fitness";
import { migrate } from "@/db/migrate";
import { verifyAudit } from "@/lib/audit/verify";
import { databaseUrl, DATABASE_MUST_BE, readSettings } from "@/lib/config";
import { reading } from "@/lib/ctx";
import { getFiles } from "@/lib/files/files";
import { databaseKeys } from "@/lib/keys";
import { z } from "zod";
import { listFiles, missingFiles, restoreFiles } from "./backup/files";
import { hashOf, readKept } from "./backup/kept-file";
import { keyGiven } from "./backup/key";
import { readManifest, type Manifest } from "./backup/manifest";
import { findProgram, reaching, run } from "./backup/programs";
import { countRows, differences } from "./backup/rows";
import { awaitDatabase } from "./run/await-database";
import { filled } from "./run/from-files";
import { say } from "./run/settings";
import { withDatabase } from "./run/with-database";

const wanted = z.object({ DATABASE_URL: databaseUrl, APP_SECRET: z.string().min(32) });
const words = { DATABASE_URL: `${DATABASE_MUST_BE}, of the empty database's owner`, APP_SECRET: "the secret that the product runs with" }; // prettier-ignore

/**
 * `npm run restore -- FOLDER/BACKUP`: makes the empty database of DATABASE_URL, whoever owns it, what it was, puts the
 * files into their store, and checks rows, the audit log and every file (O14). What is in a database already is never
 * touched; a restore that was broken off goes on when the command is given again. Ends with 1 when something does not fit.
 */
async function main(): Promise<void> {
  const [folder] = process.argv.slice(2);
  if (folder === undefined || process.argv.length > 3)
    throw new Error("Say which backup: npm run restore -- FOLDER/BACKUP");
  const made = await readManifest(folder);
  const env = filled(process.env);
  const { DATABASE_URL: url, APP_SECRET } = readSettings(wanted, words, env);
  const key = keyGiven();
  if (made.encrypted && key === undefined) throw new Error("BACKUP_KEY is missing: the backup is encrypted."); // prettier-ignore
  await awaitDatabase(url, AbortSignal.timeout(60_000));
  await refuseUnfit(url);
  await restoreDatabase(url, folder, made, made.encrypted ? key : undefined);
  const kind = z.enum(["production", "demonstration", "test"]).parse(made.installation.kind);
  const login = (env.APP_DATABASE_URL ?? env.WEB_DATABASE_URL) === undefined;
  await migrate(url, { kind, login, keys: databaseKeys(APP_SECRET) });
  withDatabase("restore", (ctx) =>
    restoreRest(ctx, folder, made, made.encrypted ? key : undefined),
  );
}

/** In one transaction: a restore that is killed leaves the database as empty as it was. */
async function restoreDatabase(
  url: string,
  folder: string,
  made: Manifest,
  key: string | undefined,
): Promise<void> {
  const client = new Connection({ connectionString: url });
  await client.connect();
  try {
    if ((await isThere(client, made)) === true) return say("The database is restored already: going on."); // prettier-ignore
    const file = path.join(folder, made.dump.name);
    const found = await hashOf(createReadStream(file) as AsyncIterable<Buffer>).catch(() => null);
    if (found?.sha256 !== made.dump.sha256)
      throw new Error(`${file} is missing, cut off or changed: nothing was restored.`);
    // One piece is enough to know whether the key fits.
    for await (const _ of readKept(file, key)) break;
    const { rows } = await client.query<{ server: number }>("select current_setting('server_version_num')::int / 10000 as server"); // prettier-ignore
    const program = findProgram("pg_restore", rows[0]?.server ?? 0);
    const args = ["--no-owner", "--no-acl", "--exit-on-error", "--single-transaction", "--no-password", `--dbname=${decodeURIComponent(new URL(url).pathname.slice(1))}`]; // prettier-ignore
    const { child, ended } = run(program, args, reaching(url));
    child.stdout?.resume();
    if (child.stdin) await pipeline(readKept(file, key), child.stdin).catch(() => child.kill());
    await ended;
    const differs = differences(made.rows, await countRows(client));
    if (differs.length > 0) throw new Error(`The restored database has other rows than the backup: ${differs.map(({ table }) => table).join(", ")}.`); // prettier-ignore
    say(`The database: ${Object.keys(made.rows).length} tables, each with the rows that it had.`);
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
  const known = await client.query<{ id: string }>("select id from public.installation").catch(() => null); // prettier-ignore
  const same = known?.rows[0]?.id === made.installation.id;
  if (same && differences(made.rows, await countRows(client)).length === 0) return true;
  throw new Error(
    same
      ? "The database holds this installation already, with other rows than the backup: nothing was changed. Give DATABASE_URL an empty one."
      : "The database is not empty: nothing was changed. Give DATABASE_URL one that is.",
  );
}

type Work = Parameters<typeof withDatabase>[1];

/** The files, and whether all of it is as it was. */
async function restoreRest(
  ctx: Parameters<Work>[0],
  folder: string,
  made: Manifest,
  key: string | undefined,
): Promise<number> {
  const store = await getFiles(ctx);
  const hashes = await listFiles(folder, made, key);
  const put = await restoreFiles(path.dirname(path.resolve(folder)), hashes, { store, key });
  const wrong = await missingFiles(hashes, store);
  say(`Files: ${hashes.length}, ${put} put into the store; ${wrong.length === 0 ? "each is what its hash says" : `${wrong.length} are missing or changed`}.`); // prettier-ignore
  for (const { sha256, is } of wrong.slice(0, 20)) say(`  ${sha256} is ${is}`);
  const { chains, links, faults } = await reading(ctx, (tx) => verifyAudit(tx, { atMost: Infinity })); // prettier-ignore
  const faulty = faults?.length ?? 0;
  say(`Audit log: ${links} rows in ${chains} chains, ${faulty === 0 ? "whole" : `${faulty} do not fit`}.`); // prettier-ignore
  const fits = wrong.length === 0 && faulty === 0;
  say(fits ? "The restored installation is what it was." : "Something does not fit: see above.");
  return fits ? 0 : 1;
}

main().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  process.exit(2);
});
