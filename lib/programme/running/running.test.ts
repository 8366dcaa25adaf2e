import { openDatabase } from "@/db/client";
import { executePrepared, reading, transaction } from "@/lib/ctx";
import { enqueue } from "@/lib/queue/enqueue";
import { askerOf, traced } from "@/lib/trace";
import { ask } from "@/testing/asked";
import { attacker } from "@/testing/attacker";
import { fixture } from "@/testing/fixture";
import { writeMail } from "@/testing/mails";
import { readRunningFigures } from "./queries";
import { intervalOf, isLate } from "./rules";

const them = attacker(() => f);
const f = fixture();
const request = "0123456789abcdef0123456789abcdef";
const figures = (at?: Date) => reading(f.ctx(f.system().actor, at), readRunningFigures);

test("O17 a job goes on for the request that began it, and the database shows who asks", async () => {
  const ctx = f.system();
  await traced({ request }, () =>
    transaction(ctx, (tx) => enqueue(tx, "tell-free", { associationId: f.now.toISOString() })),
  );
  const [job] = await f.sql<{ request: string }>(
    "select data->>'request' as request from pgboss.job where name = 'tell-free'",
  );
  expect(job?.request).toBe(request);
  for (const address of [f.urls().workerUrl, `${f.urls().workerUrl}?pgbouncer=true`]) {
    const options = { max: 1, timeoutMs: 5_000 };
    const db = openDatabase(address, {
      ...options,
      asker: () => traced({ request }, askerOf("worker")),
    });
    const name = () =>
      db.transaction(
        { actor: "system" },
        async (tx) =>
          (await executePrepared(tx, "select current_setting('application_name') as name")).rows,
      );
    expect(await name()).toEqual([{ name: `worker ${request}` }]);
    await db.close();
  }
});

test("O16 the queue, what waits in it and since when; e-mails; what ran out and was not ended", async () => {
  const before = await figures();
  await f.sql(
    `insert into pgboss.job (name, data, created_on, start_after) values
     ('remind', '{}', now() - interval '1 hour', now() - interval '10 minutes'), ('remind', '{}', now(), now() + interval '1 hour')`,
  );
  await writeMail(f.system());
  const asked = await ask(f);
  const later = new Date(asked.association.consentDueAt.getTime() + 3_600_000);
  const after = await figures(later);
  const remind = after.queues.find(({ name }) => name === "remind");
  expect(remind).toMatchObject({ ready: 1, later: 1 });
  expect(remind?.oldest).toBeGreaterThan(590);
  expect(remind?.oldest).toBeLessThan(1_000);
  expect(before.clocks.every(({ late }) => late === 0)).toBe(true);
  expect(after.clocks.find(({ clock }) => clock === "rounds")).toMatchObject({
    late: 1,
    seconds: 3_600,
  });
  expect(after.emails.queued).toBeGreaterThan(0);
  expect(after.bytes).toBeGreaterThan(1_000_000);
});

test("staff of the programme read them, and nobody else but the worker", async () => {
  await them.connect();
  const call = "select running_figures(now())";
  const company = await f.partner();
  const { visitor } = await ask(f, { company });
  for (const actor of [company.admin, visitor, "nobody", "door"] as const) {
    await them.begin(actor);
    expect(await them.tries(call)).toBe("running_figures_proof");
  }
  const worker = await them.begin("worker");
  expect(await them.tries(call, [], worker)).toBe(1);
  await them.begin(await f.operator({ roles: ["reader"] }));
  expect(await them.tries(call)).toBe(1);
});

test.each([
  ["* * * * *", 60, 400, false],
  ["* * * * *", 60, 421, true],
  ["*/10 * * * *", 600, 1_400, false],
  ["15 * * * *", 3_600, 7_501, true],
  ["10 3 * * *", 86_400, 173_000, false],
  ["10 3 * * *", 86_400, null, false],
])("what runs by %s runs each %i seconds; after %i it is late: %s", (cron, every, since, late) => {
  expect([intervalOf(cron), isLate(cron, { done: since, known: 100 })]).toEqual([every, late]);
});
