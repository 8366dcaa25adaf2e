import { createReadStream, createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Client } from "pg";
import { openDatabase, type Database } from "@/db/client";
import { operatorRoles } from "@/db/schema";
import { forgetSettings } from "@/lib/config";
import { reading, type Ctx, type Operator } from "@/lib/ctx";
import { loadCatalogue } from "@/lib/engagements/load-catalogue";
import { receive } from "@/lib/files/receive";
import { beginImport } from "@/lib/imports/begin-import";
import { getRun } from "@/lib/imports/queries";
import { receiveImport } from "@/lib/imports/receive-import";
import { importKinds, type ImportKindName } from "@/lib/imports/schema";
import { workImport } from "@/lib/imports/work";
import { stopSender } from "@/lib/queue/sender";
import { readClock } from "@/lib/time/clock";
import { createTestDatabase } from "@/testing/database";
import { network } from "@/testing/network";
import { openBoth } from "@/testing/open-database";
import { TEST_SECRET } from "@/testing/secret";
import { copy, figures, measure, round } from "./against-copy";

/**
 * Measures every kind of import, looked at and taken in by the worker's code as in the browser, against `COPY` of the same
 * file into a bare table of texts, in one run. `--rows=200000 --kinds=known,people --companies=50`
 */
const option = (name: string) => new RegExp(`--${name}=(\\S+)`).exec(process.argv.join(" "))?.[1];
const rows = Number(option("rows") ?? 20_000);
const companies = Number(option("companies") ?? 50);
const wanted = new Set((option("kinds") ?? importKinds.join(",")).split(","));
/** What a day at the earliest location is at the latest one. */
const START = "2026-01-05";

type Company = { id: string; mpnId: string };
type Ground = { at: Company[]; slugs: string[] };
const tenantId = (n: number) =>
  `${((n * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, "0")}-0000-4000-8000-${n.toString(16).padStart(12, "0")}`;

const files: Record<
  ImportKindName,
  { header: string[]; row: (n: number, ground: Ground) => unknown[] }
> = {
  tenants: {
    header: [
      "tenant_id",
      "name",
      "country",
      "tpid",
      "domains",
      "as_of",
      "teams_pau",
      "teams_mau_share",
    ],
    row: (n) => [
      tenantId(n),
      `Noordzee Haven ${n}`,
      "NL",
      1_000 + (n >> 1),
      `t${n}.example`,
      "2026-09",
      n % 5_000,
      `0.${(n % 90) + 10}`,
    ],
  },
  partners: {
    header: [
      "partner",
      "partnerCountry",
      "mpnId",
      "name",
      "city",
      "country",
      "qualification",
      "validFrom",
    ],
    // Four locations a company.
    row: (n) => [
      `Company ${n >> 2}`,
      "NL",
      7_000_000 + n,
      `Company ${n >> 2} Delft ${n & 3}`,
      "Delft",
      "NL",
      n % 3 ? "" : "solutions-partner:modern-work",
      n % 3 ? "" : "2025-07-01",
    ],
  },
  known: {
    header: ["partnerId", "tenant"],
    row: (n, { at }) => [at[n % at.length]?.id, tenantId(n)],
  },
  people: {
    header: ["partnerId", "mpnId", "email", "role"],
    row: (n, { at }) => [
      at[n % at.length]?.id,
      at[n % at.length]?.mpnId,
      `person-${n}@company.example`,
      "user",
    ],
  },
  history: {
    header: [
      "mpnId",
      "tenant",
      "engagement",
      "askedOn",
      "consentedOn",
      "declinedOn",
      "completedOn",
      "evidence",
      "contactName",
      "contactEmail",
    ],
    // Of four rounds two were completed, one was declined, one ran out.
    row: (n, { at, slugs }) => [
      at[n % at.length]?.mpnId,
      tenantId(n),
      slugs[n % slugs.length],
      START,
      ...(n % 4 < 2
        ? ["2026-01-12", "", "2026-02-10"]
        : n % 4 === 2
          ? ["", "2026-01-20", ""]
          : ["", "", ""]),
      `Folder ${n}`,
      "Kim de Boer",
      `kim@t${n}.example`,
    ],
  },
};

async function main(): Promise<void> {
  forgetSettings();
  const folder = mkdtempSync(path.join(tmpdir(), "imports-"));
  Object.assign(process.env, {
    APP_SECRET: TEST_SECRET,
    APP_URL: "http://localhost:3292",
    FILES_DIR: path.join(folder, "files"),
  });
  const database = await createTestDatabase();
  process.env.APP_DATABASE_URL = database.workerUrl;
  const db = openBoth(database, { max: 2, timeoutMs: 3_600_000 });
  const owned = openDatabase(database.ownerUrl, { max: 2, timeoutMs: 600_000 });
  const client = new Client({ connectionString: database.adminUrl });
  try {
    await client.connect();
    const { operator, ground } = await prepare(owned, client);
    for (const kind of importKinds.filter((one) => wanted.has(one)))
      console.table(await measured({ db, operator, ground, folder, client }, kind));
  } finally {
    rmSync(folder, { recursive: true });
    // A database that somebody is still connected to cannot be dropped.
    await stopSender();
    await Promise.all([db.close(), owned.close(), client.end()]);
    await database.drop({ tampered: true });
  }
}

type World = {
  db: Database;
  operator: Operator;
  ground: Ground;
  folder: string;
  client: Client;
};

async function measured(
  { db, operator, ground, folder, client }: World,
  kind: ImportKindName,
): Promise<object[]> {
  const { header, row } = files[kind];
  const file = path.join(folder, `${kind}.csv`);
  await write(file, header, (n) => row(n, ground));
  await seedTenants(client, kind);
  const ctx = (): Ctx<Operator> => ({ actor: operator, now: readClock(), db });
  const system = () => ({
    actor: { kind: "system", name: "run-import" } as const,
    now: readClock(),
    db,
  });
  const floor = await measure(db, () => copy(db, file, header));
  const received = await receive(createReadStream(file), { most: 200 * 2 ** 20 });
  const id = await receiveImport(ctx(), { kind, name: `${kind}.csv`, file: received });
  const look = await measure(db, () => workImport(system(), id, readClock));
  await beginImport(ctx(), { id });
  const taken = await measure(db, () => workImport(system(), id, readClock));
  const run = await reading(ctx(), (tx) => getRun(tx, id));
  const { made, changed, unchanged, refused } = run;
  console.log(
    `${kind}: ${run.state} ${run.failure ?? ""} made ${made}, changed ${changed}, unchanged ${unchanged}, refused ${refused}`,
  );
  if (refused > 0) {
    const { rows: why } = await client.query(
      "select code, params, count(*) from import_refusals where run_id = $1 group by 1, 2 limit 3",
      [id],
    );
    console.log(why);
  }
  const beside = (cost: typeof floor) => ({
    ...figures(cost, rows),
    "× COPY": round(floor.seconds / cost.seconds),
    "× COPY by CPU": round(floor.cpu / cost.cpu),
  });
  return [
    { kind, step: "COPY", ...figures(floor, rows) },
    { kind, step: "looked at", ...beside(look) },
    { kind, step: "taken in", ...beside(taken) },
  ];
}

/** An operator, the catalogue, and companies with a location each. */
async function prepare(
  owned: Database,
  client: Client,
): Promise<{ operator: Operator; ground: Ground }> {
  const now = readClock();
  await loadCatalogue({
    actor: { kind: "system", name: "bench" },
    now: new Date("2025-07-01T00:00:00Z"),
    db: owned,
  });
  const people = network({ now, owner: () => owned });
  const person = (name: string) => ({ name, email: `${name.toLowerCase()}@bench.example` });
  const operator = await people.operator(person("Amara"), { roles: operatorRoles, companies: [] });
  const at: Company[] = [];
  for (let n = 0; n < companies; n++) {
    const place = {
      mpnId: String(6_000_000 + n),
      name: `Ground ${n}`,
      city: "Delft",
      country: "NL",
      timeZone: "Europe/Amsterdam",
      enrolment: "invited" as const,
      payeeProfile: "missing" as const,
    };
    const { id } = await people.partner({
      fields: { name: `Ground ${n}`, country: "NL" },
      places: [place],
      admin: person(`admin-${n}`),
    });
    at.push({ id, mpnId: place.mpnId });
  }
  const { rows: found } = await client.query<{ slug: string }>(
    "select e.slug from engagements e where has_customers(e.id) and e.available_from <= $1 and coalesce(e.last_day_to_add, e.available_until, '2099-01-01') >= $1 order by 1",
    [START],
  );
  return { operator, ground: { at, slugs: found.map(({ slug }) => slug) } };
}

/** The tenants that rows are about: those that the file of tenants makes, where it was not taken in. */
async function seedTenants(client: Client, kind: ImportKindName): Promise<void> {
  if (kind === "tenants" || kind === "partners" || kind === "people") return;
  const made = Array.from({ length: rows }, (_, n) => tenantId(n));
  await client.query(
    "insert into tenants (id, name, country, updated_at) select id, 'Customer ' || id, 'NL', now() from unnest($1::uuid[]) id on conflict do nothing",
    [made],
  );
  await client.query(
    "insert into tenant_domains (domain, tenant_id) select 't' || n - 1 || '.example', id from unnest($1::uuid[]) with ordinality as one (id, n) on conflict do nothing",
    [made],
  );
  await client.query("vacuum analyze");
}

async function write(file: string, header: string[], row: (n: number) => unknown[]): Promise<void> {
  function* text() {
    yield `${header.join(",")}\n`;
    for (let n = 0; n < rows; n++) yield `${row(n).join(",")}\n`;
  }
  await pipeline(Readable.from(text()), createWriteStream(file));
}

void main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
