import path from "node:path";
import { get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { to as copyTo } from "pg-copy-streams";
import { forgetSettings } from "@/lib/config";
import { stopSender } from "@/lib/queue/sender";
import { TEST_SECRET } from "@/testing/secret";
import { createTestDatabase } from "@/testing/database";
import { countWords } from "@/messages/format/numbers";
import { cookieOf } from "./targets";
import { ensureBuilt } from "../scripts/run/build";
import { memoryOf, option, startServer, stop } from "./process";
import { seed } from "./seed";
import { seedClaims } from "./seed-claims";

/**
 * Measures files of workshop claims against `COPY` of the claims' own table, in turn in one run: all of them with every
 * field, and the list as it is looked at as CSV and as XLSX. Rows a second, time to the first byte, memory of the web server;
 * then a reader who goes away. Arguments: `--rows=1000000`, `--rounds=3`.
 */
const rows = option("rows", 1_000_000);
const rounds = option("rounds", 3);
const port = 3292;

const files = {
  "every field": "/claims/export.csv",
  "list, CSV": `/views/list.csv?of=${encodeURIComponent("/claims")}`,
  "list, XLSX": `/views/list.xlsx?of=${encodeURIComponent("/claims")}`,
  "list by name, XLSX": `/views/list.xlsx?of=${encodeURIComponent("/claims?sort=name")}`,
} as const;

async function main(): Promise<void> {
  forgetSettings();
  Object.assign(process.env, { APP_SECRET: TEST_SECRET, APP_URL: `http://localhost:${port}` });
  await ensureBuilt();
  const database = await createTestDatabase();
  process.env.APP_DATABASE_URL = database.webUrl;
  const client = new Client({ connectionString: database.adminUrl });
  await client.connect();
  try {
    console.log(`Seeding ${countWords("en", rows)} claims …`);
    const world = await seed({ owner: database.ownerUrl, admin: database.adminUrl }, [rows], 1);
    const [partner] = world.partners;
    if (!partner) throw new Error("there is no partner");
    await client.query("set session_replication_role = replica; set synchronous_commit = off");
    await seedClaims(client, { partnerId: partner.partnerId, count: rows });
    await client.query("set session_replication_role = origin");
    await client.query("vacuum analyze");
    await measure(client, cookieOf(partner));
  } finally {
    await client.end();
    await stopSender();
    await database.drop({ tampered: true });
  }
}

async function measure(client: Client, cookie: string): Promise<void> {
  const next = path.join("node_modules", "next", "dist", "bin", "next");
  const app = await startServer([next, "start", "-p", String(port)], {
    NEXTAUTH_URL: `http://localhost:${port}`,
    NODE_ENV: "production",
  });
  try {
    await download(cookie, "/claims/export.csv?q=nothing-is-called-this");
    const calm = memoryOf(app);
    const table: object[] = [];
    const all = Object.entries(files).flatMap((file) => Array.from({ length: rounds }, () => file));
    for (const [file, target] of all) {
      const copied = await copy(client, "copy workshop_claims to stdout (format csv)");
      let most = calm;
      const watch = setInterval(() => (most = Math.max(most, memoryOf(app))), 20);
      const sent = await download(cookie, target).finally(() => clearInterval(watch));
      table.push({
        file,
        "COPY, rows a second": Math.round(rows / copied),
        "export, rows a second": Math.round(rows / sent.seconds),
        "× COPY": Number((copied / sent.seconds).toPrecision(3)),
        "first byte, ms": Math.round(sent.first),
        "first claim, ms": Math.round(sent.second),
        "more memory, MB": Math.round((most - calm) / 2 ** 20),
        MB: Math.round(sent.bytes / 2 ** 20),
      });
    }
    console.table(table);
    await leave(cookie);
    await sleep(1_000);
    const { rows: busy } = await client.query<{ n: number }>(
      "select count(*)::int as n from pg_stat_activity where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()",
    );
    console.log(`Statements that still run a second after a reader went away: ${busy[0]?.n ?? -1}`);
  } finally {
    await stop(app);
  }
}

async function copy(client: Client, statement: string): Promise<number> {
  const from = performance.now();
  await client.query(copyTo(statement)).forEach(() => undefined);
  return (performance.now() - from) / 1_000;
}

type Sent = { seconds: number; first: number; second: number; bytes: number };

function download(cookie: string, target: string): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const from = performance.now();
    const times: number[] = [];
    let bytes = 0;
    get(
      { host: "127.0.0.1", port, path: target, headers: { cookie, host: `localhost:${port}` } },
      (response) => {
        if (response.statusCode !== 200) reject(new Error(`answered ${response.statusCode ?? 0}`));
        response.on("data", (piece: Buffer) => {
          if (times.length < 2) times.push(performance.now() - from);
          bytes += piece.length;
        });
        response.on("error", reject);
        response.on("end", () => {
          const [first = NaN, second = NaN] = times;
          resolve({ seconds: (performance.now() - from) / 1_000, first, second, bytes });
        });
      },
    ).on("error", reject);
  });
}

/** Takes the first pieces, and hangs up. */
function leave(cookie: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = get(
      {
        host: "127.0.0.1",
        port,
        path: "/claims/export.csv",
        headers: { cookie, host: `localhost:${port}` },
      },
      (response) => {
        response.once("data", () => {
          asked.destroy();
          resolve();
        });
        response.on("error", () => undefined);
      },
    );
    asked.on("error", () => resolve());
    setTimeout(() => reject(new Error("nothing came")), 10_000).unref();
  });
}

void main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
