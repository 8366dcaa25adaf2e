import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { forgetSettings } from "@/lib/config";
import { readClock } from "@/lib/time/clock";
import { stopSender } from "@/lib/queue/sender";
import { answerAt, runAll, startContestant } from "@/testing/contest";
import { inDatabase } from "@/testing/database";
import { findPostgres } from "@/testing/own-postgres";
import { TEST_SECRET } from "@/testing/secret";
import { asAdmin } from "@/testing/server";
import { ARTEFACT, makeArtefact } from "../../scripts/run/artefact";
import { ensureBuilt } from "../../scripts/run/build";
import { ready, runBy, startPart } from "../artefact";
import { ask } from "../client";
import { makeField } from "../field";
import { seed } from "../seed";
import { cookieOf } from "../targets";
import { contestsOf } from "./field";
import { install } from "./ground";

/** With what stands on each customer, a million rows in all. */
const CUSTOMERS = 170_000;
/** Answers by the product itself, each of which the audit log tells. */
const ANSWERS = 1_000;
const PORT = 3273;
const MINUTES = 10;

/**
 * O14: a million rows are backed up and restored under another owner's name by the artefact's commands, and a web server
 * starts on them. Prints how long each took, and fails where the restore or what it verifies does, or it takes more than ten
 * minutes. Needs a PostgreSQL of this machine's own.
 */
export async function restoring(): Promise<void> {
  forgetSettings();
  Object.assign(process.env, { APP_SECRET: TEST_SECRET, APP_URL: `http://localhost:${PORT}` });
  const own = findPostgres({ tests: 1 });
  if (!own) throw new Error("There is no PostgreSQL of this machine's own: install one.");
  await ensureBuilt();
  await makeArtefact();
  const folder = mkdtempSync(path.join(tmpdir(), "restore-"));
  const settings = {
    FILES_DIR: path.join(folder, "files"),
    NEXTAUTH_URL: process.env.APP_URL ?? "",
  };
  try {
    const { adminUrl } = await own.start(own.init("server"));
    await asAdmin(adminUrl, (admin) => admin.query("create database product"));
    const ownerUrl = inDatabase(adminUrl, "product");
    const world = await filled(ownerUrl, settings);
    const backedUp = await timed(() =>
      runBy(["bin/backup.mjs", folder], { ...settings, DATABASE_URL: ownerUrl }),
    );
    const backup = readdirSync(folder).find((name) => /^\d{4}-/.test(name)) ?? "";
    const elsewhere = { ...settings, DATABASE_URL: await emptyDatabase(adminUrl) };
    const restored = await timed(() =>
      runBy(["bin/restore.mjs", path.join(folder, backup)], elsewhere),
    );
    const answers = await customersPage(world, elsewhere);
    const whole = answers === 200 && restored.seconds <= 60 * MINUTES;
    console.log(backedUp.said + restored.said);
    console.table([
      {
        "backup s": backedUp.seconds,
        "restore s": restored.seconds,
        "then its Customers page": answers,
        whole: whole ? "yes" : "NO",
      },
    ]);
    if (!whole) process.exitCode = 1;
  } finally {
    await stopSender();
    rmSync(folder, { recursive: true, force: true });
    own.clear();
  }
}

type Env = Record<string, string>;
type World = Awaited<ReturnType<typeof seed>>;

/** An installation with a million rows, and a log that the product itself wrote. */
async function filled(ownerUrl: string, settings: { NEXTAUTH_URL: string }): Promise<World> {
  const [webUrl = "", workerUrl = ""] = await install(ARTEFACT, {
    ...settings,
    DATABASE_URL: ownerUrl,
  });
  const field = await asAdmin(ownerUrl, makeField);
  process.env.APP_DATABASE_URL = webUrl;
  const server = await startContestant({ webUrl, workerUrl });
  try {
    const contests = await contestsOf({ ownerUrl, field }, ANSWERS);
    await runAll(contests, async ({ entries: [{ visitor }] }) => {
      const said = await server.run(answerAt(visitor, readClock(), "accept", field));
      if (said !== "stored") throw new Error(said);
    });
  } finally {
    await server.stop();
  }
  const world = await seed({ owner: ownerUrl, admin: ownerUrl }, [CUSTOMERS], 0);
  // What the seed tells of the past has no chain, and some of its rows stand on nothing.
  await asAdmin(ownerUrl, async (admin) => {
    await admin.query("set session_replication_role = replica");
    await admin.query("delete from audit_log where hash = ''");
    await admin.query(
      `delete from customers c where association_id is not null
         and not exists (select from associations a where a.partner_id = c.partner_id and a.id = c.association_id)`,
    );
  });
  return world;
}

/** With which status a page of the restored installation answers. */
async function customersPage({ slug, partners: [partner] }: World, env: Env): Promise<number> {
  const web = startPart("web", { ...env, PORT: String(PORT) });
  try {
    await ready(PORT);
    const headers = { cookie: partner ? cookieOf(partner) : "" };
    return (await ask({ port: PORT, path: `/engagements/${slug}/customers`, headers })).status;
  } finally {
    web.kill("SIGTERM");
    await once(web, "exit");
  }
}

async function timed(work: () => Promise<string>): Promise<{ said: string; seconds: number }> {
  const from = performance.now();
  return { said: await work(), seconds: Math.round((performance.now() - from) / 1_000) };
}

/** An empty database of an owner by another name, on the same server. */
function emptyDatabase(adminUrl: string): Promise<string> {
  return asAdmin(adminUrl, async (admin) => {
    await admin.query("create role somebody_else login createrole password 'of-the-drill'");
    await admin.query("create database elsewhere owner somebody_else");
    const url = new URL(inDatabase(adminUrl, "elsewhere"));
    [url.username, url.password] = ["somebody_else", "of-the-drill"];
    return url.toString();
  });
}
