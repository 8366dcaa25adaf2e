import { setTimeout as sleep } from "node:timers/promises";
import { fixture } from "@/testing/fixture";
import { writeMail } from "@/testing/mails";
import { startFaultyProvider, type Fault } from "@/testing/provider";
import { startWorker } from "@/testing/worker";

const f = fixture();
let provider: Awaited<ReturnType<typeof startFaultyProvider>>;
const running: Awaited<ReturnType<typeof startWorker>>[] = [];

beforeAll(async () => {
  provider = await startFaultyProvider();
});
afterAll(() => provider.close());
beforeEach(() => provider.forget());
afterEach(async () => {
  await Promise.all(running.splice(0).map((worker) => worker.kill()));
});

async function work(env: Record<string, string> = {}) {
  const worker = await startWorker({
    RESEND_API_KEY: "re_test",
    RESEND_BASE_URL: provider.url,
    MAIL_PER_SECOND: "1000",
    APP_DATABASE_URL: f.urls().workerUrl,
    ...env,
  });
  running.push(worker);
  return worker;
}

const write = (count: number) =>
  Promise.all(Array.from({ length: count }, () => writeMail(f.system())));

async function untilSent(ids: string[], seconds: number): Promise<void> {
  for (let tries = 0; ; tries++) {
    const [left] = await f.sql<{ n: number }>(
      "select count(*)::int as n from emails where state <> 'sent' and id = any($1)",
      [ids],
    );
    if (left?.n === 0) return;
    if (tries > seconds * 5) throw new Error(`${left?.n} e-mails are stuck`);
    await sleep(200);
  }
}

function expectOnceEach(ids: string[]): void {
  expect([...provider.accepted.keys()].sort()).toEqual([...ids].sort());
  expect(provider.conflicts).toBe(0);
}

test("the worker sends what waits, and is gone within ten seconds of being told", async () => {
  const ids = await write(30);
  const worker = await work();
  await untilSent(ids, 30);
  expectOnceEach(ids);
  expect(await worker.stop()).toBeLessThan(10_000);
  expect(await worker.exited).toBe(0);
  running.length = 0;
}, 60_000);

test("two workers together never send faster than the limit", async () => {
  const ids = await write(45);
  await Promise.all([work({ MAIL_PER_SECOND: "10" }), work({ MAIL_PER_SECOND: "10" })]);
  await untilSent(ids, 40);
  expectOnceEach(ids);
  const times = provider.requests.map(({ at }) => at).sort((a, b) => a - b);
  const most = times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length);
  expect(Math.max(...most)).toBeLessThanOrEqual(10);
}, 90_000);

test("a worker killed before, while and after handing over: none lost, none twice, none stuck", async () => {
  const ids = await write(40);
  const moments: Fault[] = ["no_answer", "accepted_then_reset", "accepted_then_hang"];
  for (const fault of moments) {
    const worker = await work({ MAIL_PER_SECOND: "4" });
    let requests = 0;
    await new Promise<void>((resolve) => {
      provider.misbehave(() => {
        requests += 1;
        if (requests < 4) return "ok";
        if (requests === 4) void worker.kill().then(resolve);
        return fault;
      });
    });
  }
  for (let round = 0; round < 2; round++) {
    const worker = await work({ MAIL_PER_SECOND: "4" });
    await sleep(Math.random() * 1_000);
    await worker.kill();
  }
  provider.misbehave(() => "ok");
  await work();
  await untilSent(ids, 60);
  expectOnceEach(ids);
}, 180_000);
