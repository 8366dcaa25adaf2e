import { existsSync } from "node:fs";
import path from "node:path";
import { openDatabase, type Database } from "@/db/client";
import { startEmbedded } from "@/db/embedded";
import { NEWER, OLDER, schemaOf } from "@/db/version";
import type { Ctx, System } from "@/lib/ctx";
import { databaseKeys } from "@/lib/keys";
import { databaseError } from "@/lib/errors";
import { stopSender } from "@/lib/queue/sender";
import { readClock } from "@/lib/time/clock";
import { readLogin } from "./await-schema";
import { filled } from "./from-files";
import { refuseProblems } from "./problems";
import { dataFolder, findSecret, say } from "./settings";
import { wordsOf } from "./words";

const NO_OWNER = "DATABASE_URL is missing: set it to the address of the database's owner.";

const UNKNOWN =
  "APP_SECRET is not the secret that the database was migrated with: " +
  "set that one, or run `npm run migrate` with this one.";

/**
 * Runs a command on the product's database, beside a running product or alone, and ends the process
 * with the number that it gives; with 2 when it fails. It neither migrates nor sets a password nor
 * makes a secret: what is not there is told in a sentence.
 * @param name what the command is called in the audit log
 * @param as `owner` for what stands before anybody is there who could do it; otherwise as the worker
 */
export function withDatabase(
  name: string,
  work: (ctx: Ctx<System>) => Promise<number>,
  as: "worker" | "owner" = "worker",
): void {
  run(name, work, as).then(
    (code) => process.exit(code),
    (error: unknown) => {
      say(wordsOf(error));
      process.exit(2);
    },
  );
}

async function run(
  name: string,
  work: (ctx: Ctx<System>) => Promise<number>,
  as: "worker" | "owner",
): Promise<number> {
  refuseProblems("command");
  const { APP_DATABASE_URL, WORKER_DATABASE_URL, DATABASE_URL, ...env } = filled(process.env);
  const given = WORKER_DATABASE_URL ?? APP_DATABASE_URL;
  const dir = path.join(dataFolder(), "postgres");
  const embedded = DATABASE_URL || given ? undefined : await joinEmbedded(dir);
  try {
    const secret = env.APP_SECRET ?? (embedded ? findSecret() : undefined);
    if (!secret) {
      throw new Error("APP_SECRET is missing: set it to the secret that the product runs with.");
    }
    const ownerUrl = embedded?.url ?? DATABASE_URL;
    if (as === "owner" && ownerUrl === undefined) throw new Error(NO_OWNER);
    const role = given ? { url: given } : await readLogin(ownerUrl ?? "", "worker");
    if ("lacks" in role) throw new Error(role.lacks);
    const appUrl = role.url;
    Object.assign(process.env, env, {
      APP_DATABASE_URL: appUrl,
      APP_SECRET: secret,
      APP_URL: env.NEXTAUTH_URL ?? env.APP_URL ?? "http://localhost",
      FILES_DIR: env.FILES_DIR ?? path.join(dataFolder(), "files"),
    });
    const db = await openKnown(appUrl, databaseKeys(secret).worker);
    try {
      if (as === "owner") return await asOwner(ownerUrl ?? "", name, work);
      return await work({ actor: { kind: "system", name }, now: readClock(), db });
    } finally {
      await stopSender();
      await db.close();
    }
  } finally {
    await embedded?.stop();
  }
}

async function asOwner(
  ownerUrl: string,
  name: string,
  work: (ctx: Ctx<System>) => Promise<number>,
): Promise<number> {
  process.env.APP_DATABASE_URL = ownerUrl;
  const db = openDatabase(ownerUrl, { max: 2, timeoutMs: 120_000 });
  try {
    return await work({ actor: { kind: "system", name }, now: readClock(), db });
  } finally {
    await stopSender();
    await db.close();
  }
}

/** The server of this folder's data; none is made. */
async function joinEmbedded(dir: string) {
  if (existsSync(path.join(dir, "server.json"))) return startEmbedded({ dir });
  throw new Error("There is no database here: set DATABASE_URL, or run `npm run demo` first.");
}

/** With the first key of the ring that the database knows: it was maybe migrated before the newest came. */
async function openKnown(url: string, [key, ...others]: readonly string[]): Promise<Database> {
  if (key === undefined) throw new Error(UNKNOWN);
  const db = openDatabase(url, { max: 1, timeoutMs: 3_600_000, key });
  try {
    await refuseUnknown(db);
    await db.transaction({ actor: "system" }, () => Promise.resolve(), { readOnly: true });
    return db;
  } catch (error) {
    await db.close();
    if (databaseError(error)?.constraint !== "app_enter_key") throw error;
    return openKnown(url, others);
  }
}

async function refuseUnknown(db: Database): Promise<void> {
  const schema = await schemaOf((text) => db.query(text));
  if (schema !== "current") throw new Error(schema === "older" ? OLDER : NEWER);
}
