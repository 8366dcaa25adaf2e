import path from "node:path";
import { refuseUnfit } from "@/db/fitness";
import { migrate } from "@/db/migrate";
import { verifyAudit } from "@/lib/audit/verify";
import { databaseUrl, DATABASE_MUST_BE, readSettings } from "@/lib/config";
import { reading } from "@/lib/ctx";
import { getFiles } from "@/lib/files/files";
import { keyUse } from "@/lib/views/key-use";
import { databaseKeys } from "@/lib/keys";
import { z } from "zod";
import { listFiles, missingFiles, restoreFiles } from "./backup/files";
import { readManifest, type Manifest } from "./backup/manifest";
import { restoreDatabase } from "./backup/restore-database";
import { awaitDatabase } from "./run/await-database";
import { filled } from "./run/from-files";
import { refuseProblems } from "./run/problems";
import { say } from "./run/settings";
import { withDatabase } from "./run/with-database";
import { wordsOf } from "./run/words";

const wanted = z.object({ DATABASE_URL: databaseUrl, APP_SECRET: z.string().min(32) });
const words = {
  DATABASE_URL: `${DATABASE_MUST_BE}, of the empty database's owner`,
  APP_SECRET: "the secret that the product runs with",
};

/**
 * `npm run restore -- FOLDER/BACKUP`: makes the empty database of DATABASE_URL, whoever owns it, what it was, puts the
 * files into their store, and checks rows, the audit log and every file (O14). What is in a database already is never
 * touched; a restore that was broken off goes on when the command is given again. Ends with 1 when something does not fit.
 */
async function main(): Promise<void> {
  const [folder] = process.argv.slice(2);
  if (folder === undefined || process.argv.length > 3)
    throw new Error("Say which backup: npm run restore -- FOLDER/BACKUP");
  refuseProblems("command");
  const { made, key } = await readManifest(folder);
  const env = filled(process.env);
  const { DATABASE_URL: url, APP_SECRET } = readSettings(wanted, words, env);
  await awaitDatabase(url, AbortSignal.timeout(60_000));
  await refuseUnfit(url);
  say(`The backup was made at ${made.madeAt}.`);
  say(await restoreDatabase(url, folder, made, key));
  const kind = z.enum(["production", "demonstration", "test"]).parse(made.installation.kind);
  const login = (env.APP_DATABASE_URL ?? env.WEB_DATABASE_URL) === undefined;
  await migrate(url, { kind, login, keys: databaseKeys(APP_SECRET) });
  withDatabase("restore", (ctx) => restoreRest(ctx, folder, made, key));
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
  say(
    `Files: ${hashes.length}, ${put} put into the store; ${wrong.length === 0 ? "each is what its hash says" : `${wrong.length} are missing or changed`}.`,
  );
  for (const { sha256, is } of wrong.slice(0, 20)) say(`  ${sha256} is ${is}`);
  const { chains, links, faults } = await reading(ctx, (tx) =>
    verifyAudit(tx, { atMost: Infinity }),
  );
  const faulty = faults?.length ?? 0;
  say(
    `Audit log: ${links} rows in ${chains} chains, ${faulty === 0 ? "whole" : `${faulty} do not fit`}.`,
  );
  const { lostAccounts, lostCodes, lostMails } = await keyUse(ctx);
  const lost = lostAccounts + lostCodes + lostMails;
  if (lost > 0)
    say(
      `APP_SECRET is not that of the backup: ${lostAccounts} bank accounts, ${lostCodes} secrets of one-time codes and ${lostMails} e-mails cannot be read with it.`,
    );
  const fits = wrong.length === 0 && faulty === 0 && lost === 0;
  say(fits ? "The restored installation is what it was." : "Something does not fit: see above.");
  return fits ? 0 : 1;
}

main().catch((error: unknown) => {
  say(wordsOf(error));
  process.exit(2);
});
