import path from "node:path";
import type { Readable } from "node:stream";
import { parseArgs } from "node:util";
import { Connection } from "@/db/connection";
import { findLacking } from "@/lib/claims/documents/queries";
import { getConfig } from "@/lib/config";
import { reading } from "@/lib/ctx";
import { getFiles } from "@/lib/files/files";
import type { FileStore } from "@/lib/files/store";
import { installationOf } from "@/lib/installation";
import { backUpFiles, fileIn, sweepParts } from "./backup/files";
import { keep } from "./backup/kept-file";
import { keyGiven } from "./backup/key";
import { writeManifest, type Manifest } from "./backup/manifest";
import { findProgram, reaching, run } from "./backup/programs";
import { countRows } from "./backup/rows";
import { machineClock } from "@/lib/time/clock";
import { say } from "./run/settings";
import { writtenTo } from "./run/folders";
import { withDatabase } from "./run/with-database";

/**
 * `npm run backup -- FOLDER [--files=copy|list]`: writes a backup of the database, and the files or their list, into a
 * folder of its own below FOLDER, beside a running product (O14). Files stand there once for all backups, so that one
 * that was broken off goes on, and the next one copies what is new. With BACKUP_KEY all but the counts is encrypted, and these are sealed.
 * Ends with 1 when the store has not all that is needed.
 */
withDatabase(
  "backup",
  async (ctx) => {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { files: { type: "string" } },
    });
    const [named] = positionals;
    const copies = values.files ?? (getConfig().S3_BUCKET === undefined ? "copy" : "list");
    if (named === undefined || positionals.length > 1 || !/^(copy|list)$/.test(copies))
      throw new Error("Say where to: npm run backup -- FOLDER [--files=copy|list]");
    const target = writtenTo(named);
    const key = keyGiven();
    const madeAt = ctx.now.toISOString();
    const folder = path.resolve(target, madeAt.replace(/[:.]/g, "-"));
    const { id, kind } = await installationOf(ctx.db);
    const swept = await sweepParts(target, machineClock());
    if (swept > 0) say(`Left by backups that were broken off, and removed: ${swept}.`);
    const made = await dump(getConfig().APP_DATABASE_URL, folder, key);
    say(
      `The database: ${made.dump.bytes} bytes, ${sum(made.rows)} rows in ${Object.keys(made.rows).length} tables.`,
    );
    const store = await getFiles(ctx);
    const files = await backUpFiles(target, folder, {
      store: reader(store),
      copies: copies === "copy",
      key,
    });
    say(
      `Files: ${files.count}, ${files.copied ? `${files.fresh} of them new here` : "their list"}.`,
    );
    const { fresh: _, all, ...kept } = files;
    const what = {
      ...{ format: 1 as const, madeAt, installation: { id, kind }, encrypted: key !== undefined },
      ...{ ...made, files: kept },
    };
    await writeManifest(folder, what, key);
    say(`The backup stands in ${folder}.`);
    const lacking = await reading(ctx, (tx) => findLacking(tx, new Set(all)));
    if (lacking.length === 0) return 0;
    say(
      `Files that the product needs, and that are not in the store: ${lacking.length}. Is it the one of web server and worker (FILES_DIR, or S3_BUCKET)?`,
    );
    return 1;
  },
  "owner",
);

const reader = (store: FileStore) => ({
  list: () => store.list(),
  read: (sha256: string): Promise<Readable | null> => store.read(sha256),
});

/** The dump, with the rows of each table at the same instant. */
async function dump(
  url: string,
  folder: string,
  key: string | undefined,
): Promise<Pick<Manifest, "dump" | "rows" | "schema">> {
  const client = new Connection({ connectionString: url });
  await client.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    const { rows: about } = await client.query<{
      snapshot: string;
      server: number;
      schema: string;
    }>(
      `select pg_export_snapshot() as snapshot, current_setting('server_version_num')::int / 10000 as server,
        (select max(created_at)::text from drizzle.__drizzle_migrations) as schema`,
    );
    const [{ snapshot, server, schema } = { snapshot: "", server: 0, schema: "" }] = about;
    const program = findProgram("pg_dump", server);
    const args = [
      "--format=custom",
      "--enable-row-security",
      "--no-password",
      // Passwords of the roles, and the seal of who asks: a restore makes its own.
      "--exclude-table-data=private.logins",
      "--exclude-table-data=private.seal",
      `--snapshot=${snapshot}`,
    ];
    const { child, ended } = run(program, args, reaching(url));
    child.stdin?.end();
    const name = fileIn("database.dump", key);
    const source = (async function* () {
      if (child.stdout) yield* child.stdout as AsyncIterable<Buffer>;
      // What was not written whole is no dump.
      await ended;
    })();
    const kept = await keep(path.join(folder, name), source, key);
    return { dump: { name, ...kept }, rows: await countRows(client), schema };
  } finally {
    await client.end();
  }
}

function sum(rows: Record<string, number>): number {
  return Object.values(rows).reduce((all, one) => all + one, 0);
}
