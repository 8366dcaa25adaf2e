import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { Client } from "pg";
import { forgetSettings } from "@/lib/config";
import { copyInto, type Ctx, type System } from "@/lib/ctx";
import { countMeeting } from "@/lib/eligibility/effect.queries";
import { findProgress } from "@/lib/eligibility/progress";
import { refreshAllEligibility } from "@/lib/eligibility/refresh-all";
import { stopSender } from "@/lib/queue/sender";
import { readClock } from "@/lib/time/clock";
import { createTestDatabase } from "@/testing/database";
import { openBoth } from "@/testing/open-database";
import { TEST_SECRET } from "@/testing/secret";
import { openDatabase } from "@/db/client";
import { option, quantile } from "./process";
import { seed } from "./seed";

/**
 * Measures a change of criteria: how long until eligibility is right again, what readers and writers wait meanwhile, and
 * whether anybody sees half of it for one customer; and how long criteria that are typed take to count (P11).
 * `--tenants=1000000 --associations=10000`
 */
const tenants = option("tenants", 1_000_000);
const associations = option("associations", 10_000);
const PARTNERS = 5;

async function main(): Promise<void> {
  forgetSettings();
  Object.assign(process.env, { APP_SECRET: TEST_SECRET, APP_URL: "http://localhost:3291" });
  const database = await createTestDatabase();
  process.env.APP_DATABASE_URL = database.workerUrl;
  const db = openBoth(database, { max: 4, timeoutMs: 600_000 });
  const bulk = openDatabase(database.ownerUrl, { max: 1, timeoutMs: 3_600_000 });
  const owner = new Client({ connectionString: database.ownerUrl });
  const ctx: Ctx<System> = { actor: { kind: "system", name: "bench" }, now: readClock(), db };
  try {
    await owner.connect();
    // Eight of ten customers of a partner are rounds.
    const size = Math.ceil(associations / PARTNERS / 0.8);
    const urls = { owner: database.ownerUrl, admin: database.adminUrl };
    const world = await seed(
      urls,
      Array.from({ length: PARTNERS }, () => size),
      0,
    );
    await copyTenants(bulk, size * PARTNERS);
    await owner.query("vacuum analyze tenants, tenant_usage, customers, tenant_eligibility");
    // Two engagements ask for the same: whoever finds them apart for one customer sees half of a change.
    const pair = ["collaborative-apps", "microsoft-viva"];
    const ask = async (seats: number) => {
      await owner.query("alter table engagement_versions disable trigger version_stays");
      await owner.query(
        "update engagement_versions v set customer_criteria = $1 from engagements e where e.id = v.engagement_id and e.slug = any($2)",
        [JSON.stringify([{ metric: "teams_pau", operator: ">=", value: seats }]), pair],
      );
      await owner.query("alter table engagement_versions enable trigger version_stays");
    };
    await ask(300);
    const first = await timed(() => refreshAllEligibility(ctx));
    console.log(`first results of all engagements: ${told(first)}`);
    await ask(2_500);
    const secret = world.partners[0]?.secret ?? "";
    const waits: Record<"reads" | "writes", number[]> = { reads: [], writes: [] };
    const seen = { halves: 0, looks: 0, progress: [] as string[] };
    let under = true;
    const watching = Promise.all([
      watch(async () => {
        const at = performance.now();
        await db.transaction({ actor: "person", secret }, (handle) =>
          handle.execute(
            sql`select * from customers where tab = 'eligible' order by name limit 50`,
          ),
        );
        waits.reads.push(performance.now() - at);
      }, 20),
      watch(async () => {
        const n = Math.floor(Math.random() * size);
        const at = performance.now();
        await db.transaction({ actor: "system" }, (handle) =>
          handle.execute(sql`select lock_tenant(md5('tenant:' || ${n}::int)::uuid)`),
        );
        waits.writes.push(performance.now() - at);
      }, 20),
      watch(async () => {
        const found = await owner.query<{ halves: number }>(
          `select count(*)::int as halves from (
             select tenant_id from tenant_eligibility t join engagements e on e.id = t.engagement_id where e.slug = any($1)
             group by 1 having min(t.met::int) <> max(t.met::int)) h`,
          [pair],
        );
        seen.looks += 1;
        seen.halves += found.rows[0]?.halves ?? 0;
        const progress = await db.transaction({ actor: "system" }, (handle) =>
          findProgress({ ...ctx, db: handle }),
        );
        if (progress) seen.progress.push(`${progress.done}/${progress.total}`);
      }, 500),
    ]);
    async function watch(look: () => Promise<void>, every: number) {
      for (; under; await sleep(every)) await look();
    }
    const again = await timed(() => refreshAllEligibility(ctx));
    under = false;
    await watching;
    const left = await refreshAllEligibility(ctx, { dry: true });
    console.log(
      `right again: ${told(again)}; left wrong: ${left.changed}; customers seen by halves: ${seen.halves} in ${seen.looks} looks`,
    );
    console.log(`progress told: ${seen.progress.join(" ")}`);
    console.table(
      Object.entries(waits).map(([who, all]) => ({
        who,
        looks: all.length,
        "p50 ms": Math.round(quantile(all, 0.5)),
        "p95 ms": Math.round(quantile(all, 0.95)),
        "most ms": Math.round(Math.max(...all)),
      })),
    );

    const rules = {
      customerCriteria: [
        { metric: "teams_pau", operator: ">=" as const, value: 2_500 },
        {
          anyOf: [
            { metric: "intune_pau", operator: ">" as const, value: 100 },
            { metric: "teams_mau_share", operator: "<" as const, value: 0.5 },
          ],
        },
      ],
      customerCountries: ["NL"],
    };
    const counted = await timed(() =>
      db.transaction({ actor: "system" }, (handle) =>
        countMeeting({ db: handle }, rules, { within: 600_000 }),
      ),
    );
    console.log(`P11 tenants that meet what is typed, all of them: ${told(counted)}`);
    const page = await timed(() =>
      db.transaction({ actor: "system" }, (handle) => countMeeting({ db: handle }, rules)),
    );
    console.log(`P11 the same as a page asks: ${told(page)}`);
  } finally {
    await stopSender();
    await owner.end();
    await Promise.all([db.close(), bulk.close()]);
    await database.drop({ tampered: true });
  }
}

/** Tenants that nobody works with, and two months of figures of all. */
async function copyTenants(bulk: ReturnType<typeof openDatabase>, there: number): Promise<void> {
  const lines = (line: (n: number) => string, from = 0) =>
    Readable.from(
      (function* () {
        for (let n = from; n < tenants; n++) yield line(n);
      })(),
    );
  await bulk.transaction({ actor: "system" }, async (handle) => {
    await handle.execute(
      sql`create temp table bare (n int, seats int, usage numeric, month date) on commit drop`,
    );
    await handle.execute(sql`
      insert into tenants (id, name, country, updated_at)
      select md5('tenant:' || n)::uuid, 'Tenant ' || n, 'NL', '2026-10-01' from generate_series(${there}::int, ${tenants - 1}::int) n`);
    for (const month of ["2026-09-01", "2026-10-01"])
      await copyInto(
        handle,
        "copy bare from stdin with (format csv)",
        lines((n) => `${n},${(n * 7919) % 5_000},0.${String(((n * 31) % 90) + 10)},${month}\n`),
      );
    await handle.execute(sql`
      insert into tenant_usage (tenant_id, month, metrics)
      select md5('tenant:' || n)::uuid, month, jsonb_build_object('teams_pau', seats, 'intune_pau', seats / 3, 'teams_mau_share', usage)
      from bare
      on conflict (tenant_id, month) do update set metrics = excluded.metrics`);
  });
}

async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; found: T }> {
  const at = performance.now();
  const found = await work();
  return { seconds: Math.round((performance.now() - at) / 100) / 10, found };
}

function told({ seconds, found }: { seconds: number; found: unknown }): string {
  return `${seconds} s, ${JSON.stringify(found)}`;
}

void main().catch((error: unknown) => {
  console.log(error);
  process.exitCode = 1;
});
