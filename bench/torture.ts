import { spawnSync, type ChildProcess } from "node:child_process";
import { randomInt } from "node:crypto";
import { Agent, request } from "node:http";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { endLapsed } from "@/lib/customers/end-lapsed";
import { tokenOf } from "@/lib/mail/tokens";
import {
  answerAt,
  makeContests,
  runAll,
  WHOLE,
  WHOLENESS,
  type Contest,
  type Field,
} from "@/testing/contest";
import { forgetSettings } from "@/lib/config";
import { createTestDatabase } from "@/testing/database";
import { openBoth } from "@/testing/open-database";
import { TEST_SECRET } from "@/testing/secret";
import { BROWSER } from "@/testing/asked";
import { readClock } from "@/lib/time/clock";
import { ensureBuilt } from "../scripts/run/build";
import { quantile, startServer, stop } from "./process";

/**
 * `npm run torture`: two web servers of one build answer on one PostgreSQL while rivals, doubles, the
 * deadline and `kill -9` come in between; then the random suites, of which CI tries a share, at their
 * whole size. Prints what was found, and fails when anything is not whole.
 * Arguments: `--contests=2000` of each kind, `--kills=200` of a web server, `--only=deadline`: the
 * kinds whose names have this word, and no suites.
 */
const options = Object.fromEntries(
  process.argv
    .slice(2)
    .map((argument) => argument.replace(/^--/, "").split("=") as [string, string]),
);
const contests = Number(options.contests ?? 2_000);
const kills = Number(options.kills ?? 200);
const DAY = 86_400_000;
const site = "http://localhost:3270";
const ports = [3270, 3271] as const;

const secret = TEST_SECRET;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const servers: ChildProcess[] = [];
const found: Record<string, unknown>[] = [];

void main()
  .then(() => {
    if (options.only === undefined) runWholeSuites();
  })
  .catch((error: unknown) => {
    console.log(error);
    process.exitCode = 1;
  });

async function main(): Promise<void> {
  forgetSettings();
  Object.assign(process.env, { APP_SECRET: secret, APP_URL: site, DEMO: "1" });
  await ensureBuilt();
  const database = await createTestDatabase();
  process.env.APP_DATABASE_URL = database.webUrl;
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  const db = openBoth(database, { max: 4, timeoutMs: 20_000 });
  try {
    const field = await makeField(owner);
    for (const port of ports) servers.push(await start(port, database.webUrl));
    const make = (count: number, due: Date, partners = field.partners) =>
      makeContests(database.ownerUrl, count, {
        ...field,
        partners,
        start: new Date(readClock().getTime() - 2 * DAY),
        due,
      });
    const inAMonth = new Date(readClock().getTime() + 28 * DAY);
    const mine = field.partners.slice(0, 1);

    await measure("two partners' customers accept at once", owner, async () =>
      runAll(await make(contests, inAMonth), async ({ entries }, n) => {
        const said = entries.map((entry, k) => post(field, entry, n, (n + k) % 2, "accept"));
        return Promise.all(said);
      }),
    );
    await measure("accept and decline at once", owner, async () =>
      runAll(await make(contests, inAMonth, mine), ({ entries: [entry] }, n) =>
        Promise.all([post(field, entry, n, 0, "accept"), post(field, entry, n, 1, "decline")]),
      ),
    );
    await measure("accept at the deadline, which passes", owner, async () => {
      const outcomes: Outcome[][] = [];
      for (let done = 0; done < contests; done += 20) {
        const due = new Date(readClock().getTime() + 1_500);
        const batch = await make(Math.min(20, contests - done), due, mine);
        const answers = runAll(
          batch,
          (contest, n) => atDeadline(field, contest, done + n, due),
          20,
        );
        while (readClock().getTime() < due.getTime() + 400) {
          const actor = { kind: "system", name: "torture" } as const;
          await endLapsed({ actor, now: readClock(), db });
          await sleep(20);
        }
        outcomes.push(...(await answers));
      }
      return outcomes;
    });
    await measure("one form ten times at once", owner, async () =>
      runAll(
        await make(contests, inAMonth, mine),
        ({ entries: [entry] }, n) =>
          Promise.all(
            Array.from({ length: 10 }, (_, k) =>
              post(field, entry, n, k % 2, n % 2 === 0 ? "accept" : "decline"),
            ),
          ),
        2,
      ),
    );
    await measure(`kill -9 of a web server, ${kills} times, while answers come in`, owner, () =>
      killing(field, database.webUrl, async () => make(kills * 4, inAMonth, mine)),
    );
    console.table(found);
    if (found.some((row) => row.whole !== "yes")) process.exitCode = 1;
  } finally {
    agent.destroy();
    await Promise.all(servers.map(stop));
    await db.close();
    await owner.end();
    await database.drop();
  }
}

/** Every suite that asks how often it is to try. */
function runWholeSuites(): void {
  const { status } = spawnSync(
    process.execPath,
    ["node_modules/jest/bin/jest.js", "--findRelatedTests", "testing/tries.ts"],
    { stdio: "inherit", env: { ...process.env, WHOLE: "1" } },
  );
  if (status !== 0) process.exitCode = 1;
}

type Entry = Contest["entries"][number];
type Outcome = { entry: Entry; status: number; ms: number };

/** Sends one answer as a browser does; the status is 0 when the server went away. */
async function post(
  field: Field,
  entry: Entry,
  n: number,
  server: number,
  decision: "accept" | "decline",
): Promise<Outcome> {
  const ipAddress = `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
  const visitor = { ...entry.visitor, ipAddress };
  const { form } = answerAt(visitor, readClock(), decision, field);
  const { stamp, fullName } = form;
  const body = new URLSearchParams({ stamp, fullName, decision, more: "", reason: "" }).toString();
  const started = performance.now();
  const status = await send(
    server % 2 === 0 ? ports[0] : ports[1],
    `/consent/${tokenOf("consent", visitor.linkId)}`,
    body,
    ipAddress,
  );
  return { entry, status, ms: performance.now() - started };
}

function send(port: number, target: string, body: string, from: string): Promise<number> {
  return new Promise((resolve) => {
    const asked = request(
      {
        port,
        path: target,
        method: "POST",
        agent,
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          "content-length": Buffer.byteLength(body),
          origin: site,
          "user-agent": BROWSER,
          "accept-language": "nl",
          "x-forwarded-for": from,
        },
      },
      (response) => {
        response.resume();
        response.once("end", () => resolve(response.statusCode ?? 0));
        response.once("error", () => resolve(0));
      },
    );
    asked.once("error", () => resolve(0));
    asked.end(body);
  });
}

async function atDeadline(
  field: Field,
  contest: Contest,
  n: number,
  due: Date,
): Promise<Outcome[]> {
  const wait = due.getTime() + randomInt(-60, 30) - readClock().getTime();
  await sleep(Math.max(0, wait));
  return [await post(field, contest.entries[0], n, n, "accept")];
}

/** Answers go to both servers while one after the other is killed and started again. */
async function killing(
  field: Field,
  webUrl: string,
  make: () => Promise<Contest[]>,
): Promise<Outcome[][]> {
  const all = await make();
  const progress = { finished: false, killed: Infinity };
  const answering = runAll(
    all,
    async ({ entries: [entry] }, n) => {
      const outcomes: Outcome[] = [];
      // A person tries again until there is an answer; a minute after the last kill nothing is stuck.
      do {
        outcomes.push(
          await post(field, entry, n + outcomes.length * 100_000, n + outcomes.length, "accept"),
        );
        if (outcomes.at(-1)?.status !== 303) await sleep(200);
      } while (outcomes.at(-1)?.status !== 303 && performance.now() < progress.killed + 60_000);
      return outcomes;
    },
    6,
  ).finally(() => (progress.finished = true));
  for (let n = 0; n < kills && !progress.finished; n++) {
    await sleep(randomInt(50, 600));
    const at = n % 2;
    servers[at]?.removeAllListeners("exit");
    servers[at]?.kill("SIGKILL");
    servers[at] = await start(at === 0 ? ports[0] : ports[1], webUrl);
  }
  progress.killed = performance.now();
  return answering;
}

/** Runs one kind, then looks whether everything is whole and every stored answer is still there. */
async function measure(
  kind: string,
  owner: Client,
  run: () => Promise<Outcome[][]>,
): Promise<void> {
  if (!kind.includes(options.only ?? "")) return;
  const started = performance.now();
  const outcomes = await run();
  const all = outcomes.flat();
  const { rows } = await owner.query<Record<string, unknown>>(WHOLENESS);
  const faults = Object.entries(rows[0] ?? {}).filter(
    ([name, count]) => count !== (WHOLE as Record<string, unknown>)[name],
  );
  const decided = await owner.query<{ link: string }>(
    `select l.id as link from consent_links l
     where exists (select from consent_decisions d join associations a on a.id = d.association_id
         where d.request_id = l.request_id)
       or exists (select from consent_requests r join associations a on a.id = r.association_id
         where r.id = l.request_id and (a.end_reason = 'consent_expired' or exists (
           select from associations b where b.tenant_id = a.tenant_id and b.consented_at is not null and b.ended_at is null)))`,
  );
  const settled = new Set(decided.rows.map(({ link }) => link));
  const acknowledged = all.filter(({ status }) => status === 303);
  const lost = acknowledged.filter(({ entry }) => !settled.has(entry.visitor.linkId)).length;
  const others = all.map(({ status }) => status).filter((one) => ![303, 0, 503].includes(one));
  const silent = outcomes.filter((of) => of.every(({ status }) => status !== 303)).length;
  found.push({
    kind,
    contests: outcomes.length,
    posts: all.length,
    acknowledged: acknowledged.length,
    "never acknowledged": silent,
    "acknowledged, then lost": lost,
    "wrong status": [...new Set(others)].map((one) => `${one} × ${others.filter((other) => other === one).length}`).join(", "), // prettier-ignore
    "p95 ms": Math.round(
      quantile(
        all.map(({ ms }) => ms),
        0.95,
      ),
    ),
    seconds: Math.round((performance.now() - started) / 1_000),
    whole:
      faults.length === 0 && lost + silent + others.length === 0 ? "yes" : JSON.stringify(faults),
  });
  console.log(JSON.stringify(found.at(-1)));
}

function start(port: number, webUrl: string): Promise<ChildProcess> {
  const next = path.join("node_modules", "next", "dist", "bin", "next");
  return startServer([next, "start", "-p", String(port)], {
    APP_DATABASE_URL: webUrl,
    APP_SECRET: secret,
    APP_URL: site,
    NEXTAUTH_URL: site,
    NODE_ENV: "production",
    TRUSTED_PROXIES: "1",
  });
}

/** Two partners and one workshop. */
async function makeField(owner: Client): Promise<Field> {
  const one = async <R extends Record<string, unknown>>(text: string, values: unknown[] = []) => {
    const { rows } = await owner.query<R>(text, values);
    const [row] = rows;
    if (!row) throw new Error("nothing was written");
    return row;
  };
  const engagement = await one<Field["engagement"]>(
    `with own as (
       insert into engagements (slug, solution_area, engagement_type, partner_role, available_from, opened_at)
       values ('torture', 'modern-work', 'workshop', 'build-intent', '2020-01-01', now()) returning id)
     insert into engagement_versions (engagement_id, number, name, summary, consent_days, delivery_days, review_days, dispute_days,
       partner_criteria, customer_criteria, poe, resources, holds_from, published_at)
     select id, 1, 'Torture', '{"en":"A","nl":"A"}', 30, 90, 120, 30, '{"anyOf":[],"allOf":[],"countries":null}', '[]', '[]', '[]',
       '2020-01-01', now() from own
     returning engagement_id as id, name, delivery_days as "deliveryDays"`,
  );
  const partners: Field["partners"] = [];
  for (const name of ["Fabrikam", "Contoso"]) {
    const { id } = await one<{ id: string }>(
      "insert into partners (name, country) values ($1, 'NL') returning id",
      [name],
    );
    const location = await one<Field["partners"][number]["location"]>(
      `insert into locations (partner_id, mpn_id, name, city, country, time_zone, enrolment, payee_profile)
       values ($1, $2, $3, 'Amsterdam', 'NL', 'Europe/Amsterdam', 'enrolled', 'valid') returning id, city, country`,
      [id, String(randomInt(100_000, 999_999)), name],
    );
    const admin = await one<Field["partners"][number]["admin"]>(
      `with person as (insert into users (name, email) values ('Robin', $2) returning id, email),
         member as (insert into memberships (partner_id, user_id, joined_at) select $1, id, now() from person)
       select id as "userId", email from person`,
      [id, `robin@${name.toLowerCase()}.example`],
    );
    partners.push({ id, name, location, admin });
  }
  return { partners, engagement };
}
