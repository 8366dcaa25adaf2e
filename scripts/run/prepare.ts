import path from "node:path";
import { Client } from "pg";
import { openDatabase } from "@/db/client";
import { closePublic } from "@/db/close-public";
import { startEmbedded, type Embedded } from "@/db/embedded";
import { refuseUnfit, refuseUnsaidPooler } from "@/db/fitness";
import { refuseOtherKind, type Kind } from "@/db/installation";
import { refuseMighty, rolesOf } from "@/db/logins";
import { migrate } from "@/db/migrate";
import type { Ctx, System } from "@/lib/ctx";
import { programmeOf } from "@/lib/installation";
import { databaseKeys } from "@/lib/keys";
import { loadCatalogue } from "@/lib/engagements/load-catalogue";
import { readClock } from "@/lib/time/clock";
import { stopSender } from "@/lib/queue/sender";
import { loadDemo } from "../demo/load-demo";
import { awaitDatabase } from "./await-database";
import { dataFolder, say, type Settings } from "./settings";

export type Prepared = {
  /** The connection strings of web server and worker. */
  web: string;
  worker: string;
  ownerUrl: string;
  /** The server that was started for it; undefined: one was given. */
  embedded: Embedded | undefined;
  /** Where the data is, in words and without a password. */
  where: string;
  /** Whether the programme has been set up: nobody can sign in before (P1). */
  setUp: boolean;
};

/**
 * Starts the embedded server unless a database was given, waits for one that was, migrates it and
 * loads what it must hold. Throws a sentence, and changes nothing, when it is another kind's.
 */
export async function prepareDatabase(own: Settings, signal: AbortSignal): Promise<Prepared> {
  const dir = path.join(dataFolder(), "postgres");
  const embedded = own.ownerUrl === undefined ? await startEmbedded({ dir }) : undefined;
  const ownerUrl = embedded?.url ?? own.ownerUrl ?? "";
  try {
    await awaitDatabase(ownerUrl, signal);
    if (own.given) {
      for (const [name, url] of [
        ["WEB_DATABASE_URL", own.given.web],
        ["WORKER_DATABASE_URL", own.given.worker],
      ] as const) {
        await awaitDatabase(url, signal, { name });
        await refuseMighty(url, name);
        await refuseUnsaidPooler(url, name);
      }
    }
    if (!embedded) await refuseUnfit(ownerUrl);
    await refuseOtherKind(ownerUrl, kindOf(own));
    const contactRelease = process.env.CONTACT_RELEASE !== "0";
    const [kind, keys] = [kindOf(own), databaseKeys(own.secret)];
    const made = await migrate(ownerUrl, { kind, keys, contactRelease, login: !own.given });
    if (embedded) await closeEmbedded(embedded);
    const urls = own.given ?? made;
    if (!urls) throw new Error("web server and worker have no roles to sign in with");
    const setUp = await load(own, ownerUrl);
    const { web, worker } = urls;
    const where = embedded ? `${dir} (embedded PostgreSQL)` : new URL(ownerUrl).host;
    return { web, worker, ownerUrl, embedded, where, setUp };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

/** Of a server of our own the superuser is at hand, who alone may close what PostgreSQL lets everybody do. */
async function closeEmbedded({ url, adminUrl }: Embedded): Promise<void> {
  const address = new URL(adminUrl);
  address.pathname = new URL(url).pathname;
  const superuser = new Client({ connectionString: address.toString() });
  await superuser.connect();
  try {
    await closePublic(superuser, rolesOf(url));
  } finally {
    await superuser.end();
  }
}

function kindOf({ mode, trial }: Settings): Kind {
  if (mode !== "start") return "demonstration";
  return trial ? "test" : "production";
}

/**
 * As the owner: what the demonstration holds. Nothing is loaded for real use (P1).
 * @returns whether the programme has been set up
 */
async function load({ mode, secret, url, env }: Settings, ownerUrl: string): Promise<boolean> {
  process.env.APP_SECRET = secret;
  process.env.APP_DATABASE_URL = ownerUrl;
  process.env.APP_URL = url ?? "http://localhost";
  process.env.FILES_DIR = env.FILES_DIR;
  process.env.DEMO = env.DEMO;
  const db = openDatabase(ownerUrl, { max: 2, timeoutMs: 120_000 });
  try {
    const ctx: Ctx<System> = { actor: { kind: "system", name: "setup" }, now: readClock(), db };
    if (mode !== "start") {
      await loadCatalogue(ctx);
      if (await loadDemo(ctx)) say("Demonstration data loaded.");
    }
    return (await programmeOf(db)).name !== "";
  } finally {
    await stopSender();
    await db.close();
  }
}
