import { refuseUnfit } from "@/db/fitness";
import { migrate } from "@/db/migrate";
import { databaseUrl, DATABASE_MUST_BE, readSettings } from "@/lib/config";
import { databaseKeys } from "@/lib/keys";
import { z } from "zod";
import { awaitDatabase } from "./run/await-database";
import { filled } from "./run/from-files";
import { refuseProblems } from "./run/problems";
import { say } from "./run/settings";
import { wordsOf } from "./run/words";

/**
 * `npm run migrate`: brings the database of DATABASE_URL up to date, as `npm start` does before it
 * begins. A database without a mark is marked as production.
 */
async function main(): Promise<void> {
  const wanted = z.object({ DATABASE_URL: databaseUrl });
  refuseProblems("migrate");
  const env = filled(process.env);
  const { DATABASE_URL: url } = readSettings(wanted, { DATABASE_URL: DATABASE_MUST_BE }, env);
  await awaitDatabase(url, AbortSignal.timeout(60_000));
  await refuseUnfit(url);
  const given = env.APP_DATABASE_URL ?? env.WEB_DATABASE_URL;
  await migrate(url, {
    kind: "production",
    contactRelease: env.CONTACT_RELEASE !== "0",
    login: given === undefined,
    ...(env.APP_SECRET ? { keys: databaseKeys(env.APP_SECRET) } : {}),
  });
  say("The database is up to date.");
}

main().catch((error: unknown) => {
  say(wordsOf(error));
  process.exitCode = 1;
});
