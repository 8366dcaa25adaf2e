import path from "node:path";
import { openDatabase } from "@/db/client";
import { startEmbedded } from "@/db/embedded";
import { migrate } from "@/db/migrate";
import type { Ctx, System } from "@/lib/ctx";
import { loadCatalogue } from "@/lib/engagements/load-catalogue";
import { readClock } from "@/lib/time/clock";
import { loadDemo } from "../demo/load-demo";
import { dataFolder, say, type Settings } from "./settings";

export type Prepared = {
  /** The application's connection string. */
  appUrl: string;
  ownerUrl: string;
  /** Where the data is, in words and without a password. */
  where: string;
  stop: () => Promise<void>;
};

/** Starts the embedded server unless a database was given, migrates it and loads what it must hold. */
export async function prepareDatabase(own: Settings): Promise<Prepared> {
  const dir = path.join(dataFolder(), "postgres");
  const embedded = own.ownerUrl === undefined ? await startEmbedded({ dir }) : undefined;
  const ownerUrl = embedded?.url ?? own.ownerUrl ?? "";
  try {
    const derived = await migrate(ownerUrl, own.secret);
    const appUrl = own.appUrl ?? derived;
    await load(own, appUrl);
    const where = embedded ? `${dir} (embedded PostgreSQL)` : new URL(ownerUrl).host;
    return { appUrl, ownerUrl, where, stop: async () => embedded?.stop() };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

async function load({ mode, secret, url, env }: Settings, appUrl: string): Promise<void> {
  process.env.APP_SECRET = secret;
  process.env.APP_DATABASE_URL = appUrl;
  process.env.APP_URL = url ?? "http://localhost";
  process.env.FILES_DIR = env.FILES_DIR;
  const db = openDatabase(appUrl, { max: 2, timeoutMs: 120_000 });
  try {
    const ctx: Ctx<System> = { actor: { kind: "system", name: "setup" }, now: readClock(), db };
    await loadCatalogue(ctx);
    if (mode === "start") return;
    if (await loadDemo(ctx)) say("Demonstration data loaded.");
  } finally {
    await db.close();
  }
}
