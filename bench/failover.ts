import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { oneHost } from "@/db/address";
import { migrate } from "@/db/migrate";
import { forgetSettings } from "@/lib/config";
import { databaseKeys } from "@/lib/keys";
import { readClock } from "@/lib/time/clock";
import {
  answerAt,
  makeContests,
  runAll,
  startContestant,
  WHOLE,
  WHOLENESS,
} from "@/testing/contest";
import { setUpProgramme } from "@/testing/database";
import { findPostgres } from "@/testing/own-postgres";
import { TEST_SECRET } from "@/testing/secret";
import { asAdmin } from "@/testing/server";
import { makeField } from "./field";

const DAY = 86_400_000;
const ANSWERS = Number(/--answers=(\d+)/.exec(process.argv.join(" "))?.[1] ?? 600);
/** What the product promises (O10). */
const WITHIN_MS = 10_000;

type Outcome = { linkId: string; said: string; at: number };

/**
 * `npm run torture -- failover`: two processes with the pools of web servers store answers of customers, on a PostgreSQL
 * with a synchronous standby, whose primary is killed meanwhile; the standby is promoted, and they go on by themselves.
 * Prints when the first answer was stored again, and what was acknowledged and is gone; fails where that is more than
 * nothing, or it takes more than ten seconds. Needs a PostgreSQL of this machine's own.
 */
export async function failover(): Promise<void> {
  forgetSettings();
  Object.assign(process.env, {
    APP_SECRET: TEST_SECRET,
    APP_URL: "http://localhost:3270",
    DEMO: "1",
    CONTESTANT_TIMEOUT: "2500",
  });
  const own = findPostgres({ tests: 1 });
  if (!own)
    throw new Error(
      "There is no PostgreSQL of this machine's own: install one (Debian: postgresql).",
    );
  const servers: Awaited<ReturnType<typeof startContestant>>[] = [];
  try {
    const first = await own.start(own.init("first"));
    await asAdmin(first.adminUrl, (admin) => admin.query("create database product"));
    const ownerOf = (url: string) => url.replace(/postgres$/, "product");
    const logins = await migrate(ownerOf(first.adminUrl), {
      kind: "test",
      keys: databaseKeys(TEST_SECRET),
    });
    await setUpProgramme(ownerOf(first.adminUrl));
    const second = await own.start(own.copy("second", first));
    await asAdmin(first.adminUrl, async (admin) => {
      await admin.query("alter system set synchronous_standby_names = '*'");
      await admin.query("select pg_reload_conf()");
    });
    const both = (url = "") =>
      oneHost(url.replace(/@[^/]+/, `@127.0.0.1:${first.port},127.0.0.1:${second.port}`));
    const urls = { webUrl: both(logins?.web), workerUrl: both(logins?.worker) };
    process.env.APP_DATABASE_URL = urls.webUrl;
    const owner = new Client({ connectionString: ownerOf(first.adminUrl) });
    owner.on("error", () => undefined);
    await owner.connect();
    const field = await makeField(owner);
    const now = readClock();
    const contests = await makeContests(ownerOf(first.adminUrl), ANSWERS, {
      ...field,
      partners: field.partners.slice(0, 1),
      start: new Date(now.getTime() - 2 * DAY),
      due: new Date(now.getTime() + 28 * DAY),
    });

    const [one, other] = [await startContestant(urls), await startContestant(urls)];
    servers.push(one, other);
    const server = (n: number) => (n % 2 === 0 ? one : other);
    const all: Outcome[] = [];
    const done = runAll(contests, async ({ entries: [{ visitor }] }, n) => {
      for (let tries = 0; tries < 300; tries++) {
        const said = await server(n + tries).run(answerAt(visitor, readClock(), "accept", field));
        all.push({ linkId: visitor.linkId, said, at: performance.now() });
        if (!said.startsWith("failed")) return;
        await sleep(100);
      }
    });
    while (all.filter(({ said }) => said === "stored").length < ANSWERS / 4) await sleep(20);
    const killed = performance.now();
    first.server.kill("SIGKILL");
    await once(first.server, "exit");
    await asAdmin(second.adminUrl, (admin) => admin.query("select pg_promote()"));
    const promoted = performance.now();
    await done;
    await owner.end().catch(() => undefined);
    await asAdmin(ownerOf(second.adminUrl), async (after) => {
      await tell(after, all, { killed, promoted });
    });
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    own.clear();
  }
}

async function tell(
  after: Client,
  all: Outcome[],
  { killed, promoted }: { killed: number; promoted: number },
) {
  const { rows: links } = await after.query<{ id: string }>(
    "select l.id from consent_links l join consent_decisions d on d.partner_id = l.partner_id and d.request_id = l.request_id",
  );
  const kept = new Set(links.map(({ id }) => id));
  const found = await after.query<{ count: number }>(
    "select count(*)::int as count from consent_decisions",
  );
  const decided = found.rows[0] ?? { count: 0 };
  const stored = all.filter(({ said }) => said === "stored");
  const lost = stored.filter(({ linkId }) => !kept.has(linkId)).length;
  const again = Math.min(...stored.filter(({ at }) => at > promoted).map(({ at }) => at)) - killed;
  const { rows } = await after.query<Record<string, unknown>>(WHOLENESS);
  const faults = Object.entries(rows[0] ?? {}).filter(
    ([name, n]) => n !== (WHOLE as Record<string, unknown>)[name],
  );
  const reasons = new Map<string, number>();
  for (const { said } of all) {
    const reason =
      /^failed: .*?(?=[:"]|$)/.exec(said.replace("failed: Error: ", "failed: "))?.[0] ?? said;
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  console.table([
    {
      answers: ANSWERS,
      tries: all.length,
      acknowledged: stored.length,
      "acknowledged, then lost": lost,
      "decided after all": decided.count,
      "ms to promote": Math.round(promoted - killed),
      "ms to the first answer after": Math.round(again),
      whole: faults.length === 0 ? "yes" : JSON.stringify(faults),
    },
  ]);
  console.log("Said, and how often:", Object.fromEntries(reasons));
  if (lost + faults.length > 0 || decided.count !== ANSWERS || !(again <= WITHIN_MS))
    process.exitCode = 1;
}
