import { setTimeout as sleep } from "node:timers/promises";
import path from "node:path";
import { Client } from "pg";
import { beginRun } from "@/lib/bulk/begin-run";
import { makeRun } from "@/lib/bulk/make-run";
import { chooseInput } from "@/lib/bulk/schema";
import type { Ctx } from "@/lib/ctx";
import { stopSender } from "@/lib/queue/sender";
import { readClock } from "@/lib/time/clock";
import { createTestDatabase } from "@/testing/database";
import { writeMail } from "@/testing/mails";
import { openBoth } from "@/testing/open-database";
import { startFaultyProvider } from "@/testing/provider";
import { startWorker } from "@/testing/worker";
import { paced, type Asking } from "./client";
import { buildForBench } from "./build";
import { round, type Figure } from "./figures";
import { median, quantile, startServer, stop } from "./process";
import { seed, type World } from "./seed";
import { signedIn } from "./targets";

/** Of ten rows of the seed two can be asked. */
const ROWS = 1_000;
const SEEDED = 6_000;
const PORT = 3293;
/** Pages are asked for at this pace, not as fast as they come: what people do, and the worker has its share of the machine. */
const PAGES_A_SECOND = 10;
const WINDOW_SECONDS = 5;
const MAIL_WINDOWS = 8;
const MOST_WINDOWS = 16;
const MAIL_PER_SECOND = 2;
const SETTLE_MS = 2_500;

type Windows = { without: number[]; with: number[] };

/**
 * B6: what a run of 1,000 requests adds to the p95 of the Customers page while its dry run, its rows and its e-mails go on,
 * in short windows that take turns with ones in which the worker stands still; and how long the e-mail of a single act waits
 * meanwhile, at the provider's pace.
 */
export async function measureBulk(env: Record<string, string>): Promise<Figure[]> {
  await buildForBench();
  const database = await createTestDatabase();
  process.env.APP_DATABASE_URL = database.webUrl;
  const world = await seed({ owner: database.ownerUrl, admin: database.adminUrl }, [SEEDED], 0);
  await meetCriteria(world, database.adminUrl);
  const provider = await startFaultyProvider();
  const db = openBoth(database, { max: 4, timeoutMs: 15_000 });
  const app = await startServer(
    [path.join("node_modules", "next", "dist", "bin", "next"), "start", "-p", String(PORT)],
    { ...env, APP_DATABASE_URL: database.webUrl, NEXTAUTH_URL: `http://localhost:${String(PORT)}` },
  );
  const worker = await startWorker({
    ...env,
    ...{
      APP_DATABASE_URL: database.workerUrl,
      RESEND_API_KEY: "re_bench",
      RESEND_BASE_URL: provider.url,
    },
    ...{
      MAIL_PER_SECOND: String(MAIL_PER_SECOND),
      MAIL_PARTNER_DAY: "9000",
      BULK_REQUESTS_DAY: "9000",
    },
  });
  try {
    // The worker looks at everybody's eligibility first, which is no work of a run.
    await until(() => isSettled(database.ownerUrl));
    const it = await prepared(world, database.adminUrl, db);
    const watch = stateOf(database.ownerUrl, it.id);
    const page = () => signedIn(PORT, it.who, `/engagements/${world.slug}/customers?tab=eligible`);
    await pages(page, 3 * WINDOW_SECONDS);
    const look = figureOf(
      "dry run",
      await phase(page, worker.pid, async () => (await watch()) === "looking"),
    );
    await until(async () => (await watch()) === "looked");
    await beginRun(
      { ...it.ctx, now: readClock() },
      { id: it.id, mails: String(await mailsOf(database.ownerUrl, it.id)) },
    );
    const run = figureOf(
      "rows",
      await phase(page, worker.pid, async () => (await watch()) === "running"),
    );
    await until(async () => (await watch()) === "done");
    let asked = 0;
    await until(() => Promise.resolve(provider.requests.length > 0));
    const mail = figureOf(
      "e-mails",
      await phase(page, worker.pid, () => Promise.resolve(asked++ < 2 * MAIL_WINDOWS)),
    );
    const waits = await singles(it.system, provider);
    return [
      look,
      run,
      mail,
      {
        what: `a single e-mail behind a run's, slowest of ${String(waits.length)}, in paces`,
        figure: (Math.max(...waits) / 1_000) * MAIL_PER_SECOND,
        goal: 3,
      },
    ];
  } finally {
    process.kill(worker.pid, "SIGCONT");
    await worker.kill();
    await stop(app);
    await provider.close();
    await stopSender();
    await db.close();
    await database.drop({ tampered: true });
  }
}

function figureOf(name: string, { without, with: during }: Windows): Figure {
  const [plain, busy] = [median(without), median(during)];
  console.log(
    `${name}: p95 of the Customers page ${String(round(plain))} ms without, ${String(round(busy))} ms with, ${String(during.length)} windows each`,
  );
  return {
    what: `Customers page, p95 while a run is at its ${name}, × without`,
    figure: busy / plain,
    goal: 1.1,
  };
}

/** Windows that take turns: the worker stands still, the worker works; for as long as there is work, or enough was seen. */
async function phase(
  page: () => Asking,
  pid: number,
  goesOn: () => Promise<boolean>,
): Promise<Windows> {
  const found: Windows = { without: [], with: [] };
  while (found.with.length < MOST_WINDOWS && (await goesOn())) {
    process.kill(pid, "SIGSTOP");
    const without = await pages(page, WINDOW_SECONDS);
    process.kill(pid, "SIGCONT");
    // The row that stood still has counted the pause as its own, and rests for it.
    await sleep(SETTLE_MS);
    const during = await pages(page, WINDOW_SECONDS);
    // What ended in the middle of a window was not there for all of it.
    if (!(await goesOn())) break;
    found.without.push(without);
    found.with.push(during);
  }
  return found;
}

/** The p95 of pages that are asked for at the pace. */
async function pages(page: () => Asking, seconds: number): Promise<number> {
  return quantile(await paced(page, { perSecond: PAGES_A_SECOND, seconds }), 0.95);
}

type Provider = Awaited<ReturnType<typeof startFaultyProvider>>;

/** How long e-mails that somebody waits for take to the provider, one after the other, in milliseconds. */
async function singles(system: Ctx, provider: Provider): Promise<number[]> {
  const waits: number[] = [];
  for (let n = 0; n < 10; n++) {
    const began = performance.now();
    const id = await writeMail(
      { ...system, now: readClock() },
      `single-${String(n)}@partner.example`,
    );
    await until(() => Promise.resolve(provider.accepted.has(id)));
    waits.push((provider.requests.find(({ key }) => key === id)?.at ?? performance.now()) - began);
    await sleep(700);
  }
  console.log(`single e-mails waited ${waits.map((ms) => String(round(ms))).join(", ")} ms`);
  return waits;
}

async function until(is: () => Promise<boolean>): Promise<void> {
  for (let n = 0; !(await is()); n++) {
    if (n > 12_000) throw new Error("nothing came of it in ten minutes");
    await sleep(50);
  }
}

/** The worker looks at everybody's eligibility anew: who met the criteria in the seed has the figures for it. */
async function meetCriteria({ partners }: World, adminUrl: string): Promise<void> {
  await asked(
    adminUrl,
    `insert into tenant_usage (tenant_id, month, metrics)
     select t.tenant_id, date_trunc('month', now())::date, f.metrics from tenant_eligibility t, (
       select jsonb_object_agg(c ->> 'metric', (c ->> 'value')::numeric * case when c ->> 'operator' like '>%' then 1.5 else 0.5 end) as metrics
       from jsonb_array_elements((select customer_criteria from engagement_versions where id = version_at($1, now()))) c) f
     where t.engagement_id = $1 and t.met
     on conflict (tenant_id, month) do update set metrics = excluded.metrics`,
    [partners[0]?.engagementId],
  );
}

/** A run over a thousand rounds of the seeded company, each with a contact who was asked before. */
async function prepared(world: World, adminUrl: string, db: Ctx["db"]) {
  const [partner] = world.partners;
  if (!partner) throw new RangeError("a company is needed");
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query("set session_replication_role = replica");
    // What the seed told of the past has no chain, and nothing can be told after it.
    await client.query("delete from audit_log where chain = $1", [partner.partnerId]);
    const { rows } = await client.query<{ tenant: string }>(
      `with open as (select a.* from associations a where a.partner_id = $1 and a.requested_at is null and a.ended_at is null
           and exists (select from tenant_eligibility t where t.tenant_id = a.tenant_id and t.engagement_id = a.engagement_id and t.met) order by a.id limit $2),
       asked as (insert into consent_requests (partner_id, association_id, consent_due_at, contact_first_name, contact_last_name, contact_title, contact_email,
         language, partner_contact_name, partner_contact_email, partner_contact_phone, wording_version, sent_by, sent_at, replaced_at)
         select partner_id, id, consent_due_at, 'Ada', 'Customer', 'CTO', customer_email, 'en', 'Noor Bench', 'noor@partner.example', '+31 30 1234567', '1',
           created_by, now() - interval '2 days', now() - interval '1 day' from open)
       select tenant_id as tenant from open`,
      [partner.partnerId, ROWS],
    );
    if (rows.length < ROWS) throw new RangeError(`${String(rows.length)} rounds can be asked`);
    // As the database writes them: the log is of a text.
    const { rows: people } = await client.query<{ user: string; partner: string }>(
      'select user_id as "user", partner_id as partner from sessions where id = $1',
      [partner.sessionId],
    );
    const [person] = people;
    if (!person) throw new RangeError("somebody has to be signed in");
    const actor = {
      ...{
        kind: "partner" as const,
        userId: person.user,
        name: "Bench Person",
        email: "bench-0@partner.example",
      },
      ...{
        title: "",
        phone: "+31 30 1234567",
        locale: null,
        timeZone: null,
        sessionId: partner.sessionId,
        secret: partner.secret,
      },
      ...{
        signedInAt: readClock(),
        partnerId: person.partner,
        partnerName: "Bench",
        grants: [{ role: "incentives_admin" as const, locationId: null }],
      },
    };
    const ctx = { actor, now: readClock(), db };
    const id = await makeRun(
      ctx,
      chooseInput.parse({
        ...{ kind: "ask", list: "customers", partnerName: "Noor Bench" },
        ...{ partnerEmail: "noor@partner.example", partnerPhone: "+31 30 1234567" },
        row: rows.map(({ tenant }) => `${world.slug}:${tenant}`),
      }),
    );
    const system: Ctx = { actor: { kind: "system", name: "bench" }, now: readClock(), db };
    return { id, ctx, system, who: partner };
  } finally {
    await client.end();
  }
}

function stateOf(url: string, id: string): () => Promise<string> {
  return async () => {
    const [row] = await asked<{ state: string }>(url, "select state from bulk_runs where id = $1", [
      id,
    ]);
    if (row?.state === "failed" || row?.state === "paused") throw new Error(`the run ${row.state}`);
    return row?.state ?? "";
  };
}

async function isSettled(url: string): Promise<boolean> {
  const [run] = await asked<{ over: boolean }>(
    url,
    "select ended_at is not null as over from eligibility_runs order by began_at desc limit 1",
    [],
  );
  return run?.over === true;
}

/** B7: as many as are typed. */
async function mailsOf(url: string, id: string): Promise<number> {
  const rows = await asked<{ verdict: string; code: string; mails: number; n: number }>(
    url,
    "select verdict, coalesce(verdict_code, '') as code, count(distinct together)::int as mails, count(*)::int as n from bulk_run_rows where run_id = $1 group by 1, 2",
    [id],
  );
  console.table(rows);
  return rows.find(({ verdict }) => verdict === "will")?.mails ?? 0;
}

async function asked<Row extends object>(
  url: string,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}
