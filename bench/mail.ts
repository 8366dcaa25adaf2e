import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { transaction, type Ctx } from "@/lib/ctx";
import { post } from "@/lib/mail/post";
import { renderMail } from "@/lib/mail/render";
import { sampleProgramme, samplesOf } from "@/lib/mail/samples";
import { stopSender } from "@/lib/queue/sender";
import { forgetSettings } from "@/lib/config";
import { TEST_SECRET } from "@/testing/secret";
import { createTestDatabase } from "@/testing/database";
import { openBoth } from "@/testing/open-database";
import { writeMail } from "@/testing/mails";
import { startFaultyProvider } from "@/testing/provider";
import { startWorker } from "@/testing/worker";
import { readClock } from "@/lib/time/clock";
import { cpuOf } from "./process";

/**
 * Measures mail, as `node --import tsx bench/mail.ts [e-mails]`: rendering, what writing one adds to
 * a request, and how many a worker sends with the limit lifted. Run it with NODE_ENV=production.
 */
const count = Number(process.argv[2] ?? 500);

async function main(): Promise<void> {
  forgetSettings();
  process.env.APP_SECRET = TEST_SECRET;
  process.env.APP_URL = "http://localhost:3000";
  const database = await createTestDatabase();
  process.env.APP_DATABASE_URL = database.workerUrl;
  const db = openBoth(database, { max: 4, timeoutMs: 15_000 });
  const ctx: Ctx = { actor: { kind: "system", name: "bench" }, now: readClock(), db };
  const provider = await startFaultyProvider();
  try {
    const render = measureRender();
    const added = await measurePost(ctx);
    for (let n = 0; n < count; n++) await writeMail(ctx);
    const worker = await measureWorker(database, provider.url);
    console.table({
      "render, CPU ms an e-mail": render,
      "written in a request, ms added (median)": added,
      "worker, e-mails a second": worker.perSecond,
      "worker, CPU ms an e-mail": worker.cpu,
    });
  } finally {
    await provider.close();
    await stopSender();
    await db.close();
    await database.drop();
  }
}

function measureRender(): number {
  const samples = samplesOf("nl");
  const mark = randomUUID();
  const all = () => {
    for (const sample of samples) renderMail({ ...sample, language: "nl", mark }, sampleProgramme);
  };
  for (let n = 0; n < 5; n++) all();
  const before = process.cpuUsage();
  for (let n = 0; n < 20; n++) all();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / (20 * samples.length);
}

/** In one transaction, as a verb does it. */
async function measurePost(ctx: Ctx): Promise<number> {
  const sample = samplesOf("nl").find(({ template }) => template === "sign-in");
  if (sample?.template !== "sign-in") throw new Error("no such sample");
  const { variables } = sample;
  const took: number[] = [];
  for (let n = 0; n < 200; n++) {
    await transaction(ctx, async (tx) => {
      const from = performance.now();
      const to = "robin@partner.example";
      await post(tx, { template: "sign-in", language: "nl", to, partnerId: null, variables });
      took.push(performance.now() - from);
    });
  }
  return took.sort((a, b) => a - b)[100] ?? 0;
}

async function measureWorker(
  database: { ownerUrl: string; workerUrl: string },
  url: string,
): Promise<{ perSecond: number; cpu: number }> {
  const client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  const sent = async () =>
    (
      await client.query<{ n: number }>(
        "select count(*)::int as n from emails where state = 'sent'",
      )
    ).rows[0]?.n ?? 0;
  const worker = await startWorker({
    RESEND_API_KEY: "re_test",
    RESEND_BASE_URL: url,
    MAIL_PER_SECOND: "100000",
    APP_DATABASE_URL: database.workerUrl,
  });
  while ((await sent()) === 0) await sleep(20);
  const [start, from, cpu] = [await sent(), performance.now(), cpuOf(worker.pid)];
  const goal = count + 200;
  while ((await sent()) < goal) await sleep(50);
  const seconds = (performance.now() - from) / 1_000;
  const used = cpuOf(worker.pid) - cpu;
  await worker.kill();
  await client.end();
  return { perSecond: (goal - start) / seconds, cpu: used / (goal - start) };
}

void main();
