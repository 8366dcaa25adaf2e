import { createHash, randomBytes } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Client } from "pg";
import { openDatabase } from "@/db/client";
import { closePublic } from "@/db/close-public";
import { loginUrl, rolesOf, type Part } from "@/db/logins";
import { closeDatabase, migrate } from "@/db/migrate";
import catalogueFile from "@/lib/engagements/catalogue.json";
import { catalogueSchema } from "@/lib/engagements/exchange/schema";
import { writeWords } from "@/lib/engagements/exchange/write-words";
import { databaseKeys } from "@/lib/keys";
import { TEST_SECRET } from "./secret";
import { asAdmin, serverFolder, startTestServer } from "./server";

export type TestDatabase = {
  /** Connects as the role that owns the tables. */
  ownerUrl: string;
  /** Connects as the web server's role. */
  webUrl: string;
  /** Connects as the worker's role. */
  workerUrl: string;
  /** Connects as superuser. */
  adminUrl: string;
  /**
   * Fails when a projection is not what the facts say: something changed that nothing follows.
   * @param tampered not then: somebody wrote with triggers off
   */
  drop: (options?: { tampered?: boolean }) => Promise<void>;
};

/** A fresh database with all migrations, copied from a template. It belongs to the caller alone. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await startTestServer();
  const run = process.env.TEST_RUN ?? String(process.pid);
  writeFileSync(path.join(serverFolder, `used-${run}`), "");
  const name = `test_${run}_${randomBytes(5).toString("hex")}`;
  const template = await asAdmin(server.adminUrl, async (admin) => {
    await admin.query("select pg_advisory_lock(1)");
    const ready = await readyTemplate(server, admin);
    await admin.query(`create database ${name} template ${ready} owner mci_owner`);
    return ready;
  });
  const ownerUrl = inDatabase(server.url, name);
  // A copy does not come with the rights on its template as a database.
  await asAdmin(ownerUrl, (owner) =>
    closeDatabase(owner, rolesOf(inDatabase(server.url, template))),
  );
  return {
    ownerUrl,
    ...(await loginsOf(ownerUrl, inDatabase(server.url, template))),
    adminUrl: inDatabase(server.adminUrl, name),
    drop: async ({ tampered = false } = {}) => {
      const stale = tampered ? [] : await staleRows(ownerUrl);
      await asAdmin(server.adminUrl, (admin) =>
        admin.query(`drop database if exists ${name} with (force)`),
      );
      if (stale.length > 0) throw new Error(`projections are stale:\n${stale.join("\n")}`);
    },
  };
}

/** The first rows of the projections that are not what the facts say; none where the schema is no whole one. */
async function staleRows(ownerUrl: string): Promise<string[]> {
  return asAdmin(ownerUrl, async (owner) => {
    const known = await owner.query(
      "select where to_regprocedure('projection_faults()') is not null",
    );
    if (known.rowCount === 0) return [];
    const { rows } = await owner.query("select * from projection_faults() limit 5");
    return rows.map((row) => JSON.stringify(row));
  });
}

type Urls = { url: string; adminUrl: string };

/** The template with the present migrations, made when it is not there; older ones go. */
async function readyTemplate({ url, adminUrl }: Urls, admin: Client): Promise<string> {
  const wanted = `template_${hashOf()}`;
  const { rows } = await admin.query<{ name: string; ready: boolean }>(
    `select datname as name, not datallowconn as ready from pg_database
     where datname like 'template\\_%'`,
  );
  if (rows.some(({ name, ready }) => name === wanted && ready)) return wanted;
  for (const { name } of rows) {
    await admin.query(`alter database ${name} is_template false`);
    await admin.query(`drop database ${name} with (force)`);
  }
  await admin.query(`create database ${wanted} owner mci_owner`);
  await migrate(inDatabase(url, wanted), { kind: "test", keys: databaseKeys(TEST_SECRET) });
  await setUpProgramme(inDatabase(url, wanted));
  await asAdmin(inDatabase(adminUrl, wanted), (superuser) =>
    closePublic(superuser, rolesOf(inDatabase(url, wanted))),
  );
  await admin.query(`alter database ${wanted} is_template true allow_connections false`);
  return wanted;
}

/** The programme of every test, as `programme:init` and its settings leave it, with the words of the example; one person may approve and pay. */
export async function setUpProgramme(ownerUrl: string): Promise<void> {
  const db = openDatabase(ownerUrl, { max: 1, timeoutMs: 15_000 });
  await db.transaction({ actor: "system" }, (handle) =>
    writeWords({ db: handle }, catalogueSchema.parse(catalogueFile)),
  );
  await db.close();
  // Every country is in the band for the others.
  await asAdmin(ownerUrl, (owner) => owner.query("delete from market_countries"));
  await asAdmin(ownerUrl, (owner) =>
    owner.query(
      `insert into programme (approver_pays, name, organisation, address, email, privacy, location_id_name, made_at, changed_at)
       values (true, 'Test Programme', 'Programme Office B.V.', 'Voorbeeldstraat 1, 1234 AB Voorbeeldstad',
         'contact@programme.example', 'https://programme.example/privacy', 'MPN location ID', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')`,
    ),
  );
}

/** All copies of one template share its roles, whose passwords came along with the copy. */
async function loginsOf(ownerUrl: string, template: string) {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  const url = async (part: Part) =>
    (await loginUrl(owner, ownerUrl, part, rolesOf(template))) ?? "";
  try {
    return { webUrl: await url("web"), workerUrl: await url("worker") };
  } finally {
    await owner.end();
  }
}

/** Of everything that makes a template: the SQL and the queue. */
function hashOf(): string {
  const files = readdirSync("db", { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(sql|json)$/.test(file))
    .map((file) => path.join("db", file));
  const code = [
    "migrate.ts",
    "apply-files.ts",
    "close-public.ts",
    "installation.ts",
    "keys.ts",
    "logins.ts",
    "queues.ts",
  ];
  const others = code.map((file) => path.join("db", file));
  others.push("node_modules/pg-boss/package.json", "lib/engagements/catalogue.json");
  const hash = createHash("sha256").update(JSON.stringify(databaseKeys(TEST_SECRET)));
  for (const file of [...files, ...others].sort()) hash.update(file).update(readFileSync(file));
  return hash.digest("hex").slice(0, 12);
}

export function inDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}
