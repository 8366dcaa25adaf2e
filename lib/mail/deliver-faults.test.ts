import fc from "fast-check";
import { fixture } from "@/testing/fixture";
import { writeMail } from "@/testing/mails";
import { startFaultyProvider, type Fault } from "@/testing/provider";
import { suiteProvider } from "@/testing/suite-provider";
import { askInRun, startRun, type InRun } from "@/testing/run-mails";
import { tries } from "@/testing/tries";
import { deliver, TryAgain } from "./deliver";
import { gatherRun } from "./gather";
import { sweepMail } from "./sweep";
import { tokenOf } from "./tokens";

const f = fixture();

const provider = suiteProvider(startFaultyProvider, {
  MAIL_RECIPIENT_DAY: "100000",
});

const HOUR = 3_600_000;
const rowOf = async (id: string) => (await f.sql("select * from emails where id = $1", [id]))[0]!;
const at = (ms: number) => f.system(new Date(f.now.getTime() + ms));

/** Delivers until it is settled, a minute between tries, as the queue would. */
async function persist(id: string): Promise<number> {
  for (let tries = 1; tries <= 50; tries++) {
    try {
      await deliver(at(tries * 60_000), id);
      return tries;
    } catch (error) {
      if (!(error instanceof TryAgain)) throw error;
    }
  }
  throw new Error("never settled");
}

test.each([
  ["rate_limit", "sent"],
  ["unavailable", "sent"],
  ["no_answer", "sent"],
  ["garbage", "sent"],
  ["accepted_then_reset", "sent"],
  ["accepted_then_garbage", "sent"],
  ["busy_key", "sent"],
  ["unauthorized", "sent"],
  ["invalid", "failed"],
] as const)("%s, and then all is well: %s", async (fault, state) => {
  provider().misbehave(({ k }) => (k === 0 ? fault : "ok"));
  const id = await writeMail(f.system());
  await persist(id);
  const row = await rowOf(id);
  expect(row.state).toBe(state);
  if (state === "failed") {
    expect(row.last_error).toMatch(/^4\d\d /);
    expect(provider().accepted.size).toBe(0);
    return;
  }
  expect(row).toMatchObject({
    attempts: 2,
    last_error: null,
    provider_id: provider().accepted.get(id)!.id,
  });
  expect(new Set(provider().requests.map(({ body }) => body)).size).toBe(1);
});

test("a time-out after the provider accepted it: one e-mail, one body", async () => {
  provider().misbehave(({ k }) => (k === 0 ? "accepted_then_hang" : "ok"));
  const id = await writeMail(f.system());
  expect(await persist(id)).toBe(2);
  expect(provider().accepted.size).toBe(1);
  expect(new Set(provider().requests.map(({ body }) => body)).size).toBe(1);
});

test("another body under the same key is a conflict, and visibly failed", async () => {
  const id = await writeMail(f.system());
  await fetch(`${provider().url}/emails`, {
    method: "POST",
    body: "{}",
    headers: { "idempotency-key": id },
  });
  await deliver(f.system(), id);
  expect(await rowOf(id)).toMatchObject({
    state: "failed",
    last_error: "409 invalid_idempotent_request: invalid_idempotent_request",
  });
});

test("tries end within 23 hours of the first, then it has visibly failed and is never sent", async () => {
  provider().misbehave(() => "unavailable");
  const id = await writeMail(f.system());
  const hours: number[] = [];
  for (let hour = 0; hour < 30; hour += 1) {
    const before = provider().requests.length;
    await deliver(at(hour * HOUR), id).catch(() => undefined);
    if (provider().requests.length > before) hours.push(hour);
  }
  expect(Math.max(...hours)).toBeLessThan(23);
  expect(await rowOf(id)).toMatchObject({
    state: "failed",
    last_error: expect.stringMatching(/^503/) as unknown,
  });
});

test("a worker that comes back after two days does not use a key that the provider forgot", async () => {
  provider().misbehave(() => "accepted_then_reset");
  const id = await writeMail(f.system());
  await expect(deliver(f.system(), id)).rejects.toThrow(TryAgain);
  await deliver(at(48 * HOUR), id);
  expect(provider().requests).toHaveLength(1);
  expect(await rowOf(id)).toMatchObject({ state: "failed" });
});

test("an e-mail that never was tried may still go out days later", async () => {
  const id = await writeMail(f.system());
  await deliver(at(72 * HOUR), id);
  expect(await rowOf(id)).toMatchObject({ state: "sent" });
});

test("a request that failed tells the queue to tell the partner", async () => {
  const company = await f.partner();
  const round = await f.association(company, await f.tenant(), await f.engagement());
  provider().misbehave(() => "invalid");
  const id = await writeMail(f.system());
  await f.sql("update emails set association_id = $2, partner_id = $3 where id = $1", [
    id,
    round.id,
    company.id,
  ]);
  await deliver(f.system(), id);
  expect(
    await f.sql(
      "select name from pgboss.job where name = 'tell-undelivered' and data->>'emailId' = $1",
      [id],
    ),
  ).toHaveLength(1);
});

test("whatever goes wrong in whatever order: none lost, none twice, one body for each key", async () => {
  const faults: Fault[] = [
    "ok",
    "rate_limit",
    "unavailable",
    "no_answer",
    "garbage",
    "accepted_then_reset",
    "accepted_then_garbage",
    "busy_key",
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.constantFrom(...faults), { maxLength: 6 }), {
        minLength: 1,
        maxLength: 4,
      }),
      async (plans) => {
        provider().forget();
        const ids = await Promise.all(plans.map(() => writeMail(f.system())));
        provider().misbehave(({ k, key }) => plans[ids.indexOf(key)]?.[k] ?? "ok");
        await Promise.all(ids.map(persist));
        expect([...provider().accepted.keys()].sort()).toEqual([...ids].sort());
        expect(provider().conflicts).toBe(0);
        for (const id of ids) {
          expect(await rowOf(id)).toMatchObject({
            state: "sent",
            provider_id: provider().accepted.get(id)!.id,
          });
          expect(
            new Set(
              provider()
                .requests.filter(({ key }) => key === id)
                .map(({ body }) => body),
            ).size,
          ).toBe(1);
        }
      },
    ),
    { numRuns: tries("FAULTS", { ci: 5, whole: 200 }) },
  );
}, 120_000);

type Step =
  | { kind: "gather"; rests: boolean }
  | { kind: "deliver" | "die" | "end" | "write"; nth: number };

test("B6: whatever goes wrong in a run: each request in one e-mail, none lost, none twice, one body for each key", async () => {
  const faults: Fault[] = [
    "ok",
    "rate_limit",
    "unavailable",
    "no_answer",
    "accepted_then_reset",
    "accepted_then_garbage",
  ];
  const steps = fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant("gather" as const), rests: fc.boolean() }),
      fc.record({
        kind: fc.constantFrom(
          "deliver" as const,
          "deliver" as const,
          "die" as const,
          "end" as const,
          "write" as const,
        ),
        nth: fc.nat(20),
      }),
    ),
    { minLength: 4, maxLength: 14 },
  );
  const people = ["zoe@customer.example", "ada@customer.example"];
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      steps,
      fc.array(fc.constantFrom(...faults), { maxLength: 12 }),
      async (begun, history, plan) => {
        provider().forget();
        provider().misbehave(({ n }) => plan[n] ?? "ok");
        const company = await f.partner();
        const run = await startRun(f, company);
        const asked: InRun[] = [];
        let clock = 0;
        const later = (ms: number) => at((clock += ms));
        const write = async (nth: number) =>
          asked.push(await askInRun(f, run, { company, to: people[nth % 2]!, at: later(1).now }));
        const attempt = (ctx: ReturnType<typeof at>, id: string) =>
          deliver(ctx, id).catch((error: unknown) => {
            if (!(error instanceof TryAgain)) throw error;
          });
        const heads = async () =>
          (
            await f.sql<{ id: string }>(
              "select id from emails where run_id = $1 and envelope_id = id order by created_at",
              [run.id],
            )
          ).map(({ id }) => id);
        const triedFirst = new Map<string, boolean>();
        const step = async (it: Step) => {
          if (it.kind === "gather") {
            await run.rest(it.rests ? "paused" : "running");
            await gatherRun(later(60_000), run.id);
            return run.rest("running");
          }
          const one = asked[it.nth % asked.length]!;
          if (it.kind === "write") return write(it.nth);
          if (it.kind === "end") {
            const { envelope_id: head } = (await rowOf(one.emailId)) as {
              envelope_id: string | null;
            };
            triedFirst.set(one.emailId, head !== null && (await rowOf(head)).html !== null);
            return f.sql(
              "update associations set ended_at = $2, end_reason = 'wrong_customer' where id = $1 and ended_at is null",
              [one.association.id, f.now],
            );
          }
          const all = await heads();
          const id = all[it.nth % Math.max(1, all.length)];
          if (id === undefined) return;
          // Two workers at once, the second of whom never gets further than the first lets it.
          const now = later(60_000);
          await Promise.all([attempt(now, id), attempt(now, id)]);
          if (it.kind === "die")
            await f.sql(
              "update emails set state = 'sending', provider_id = null, sent_at = null where id = $1 and state = 'sent'",
              [id],
            );
        };
        for (let n = 0; n < begun; n++) await write(n);
        for (const it of history) await step(it);
        await run.rest();
        await gatherRun(later(60_000), run.id);
        provider().misbehave(() => "ok");
        for (let round = 0; round < 3; round++)
          for (const id of await heads()) await attempt(later(60_000), id);

        expect(provider().conflicts).toBe(0);
        for (const key of provider().accepted.keys())
          expect(
            new Set(
              provider()
                .requests.filter((one) => one.key === key)
                .map(({ body }) => body),
            ).size,
          ).toBe(1);
        const sent = [...provider().accepted.values()].map(({ body }) => body);
        for (const { emailId, linkId } of asked) {
          const row = await rowOf(emailId);
          const within = sent.filter((body) =>
            body.includes(`/consent/${tokenOf("consent", linkId)}`),
          );
          const dropped = triedFirst.get(emailId) === false;
          expect({ state: row.state, within: within.length }).toEqual(
            dropped ? { state: "dropped", within: 0 } : { state: "sent", within: 1 },
          );
        }
      },
    ),
    { numRuns: tries("FAULTS", { ci: 5, whole: 200 }) },
  );
}, 600_000);

test("an e-mail that lost its job gets another; one that has its job does not", async () => {
  await f.sql("delete from pgboss.job where name = 'deliver-mail'");
  await f.sql("update emails set state = 'failed' where state in ('queued', 'sending')");
  const [lost, kept] = [await writeMail(f.system()), await writeMail(f.system())];
  await f.sql("delete from pgboss.job where data->>'emailId' = $1", [lost]);
  expect(await sweepMail(at(30_000))).toBe(0);
  expect(await sweepMail(at(90_000))).toBe(1);
  expect(await sweepMail(at(90_000))).toBe(0);
  const jobs = await f.sql(
    "select data->>'emailId' as id from pgboss.job where name = 'deliver-mail'",
  );
  expect(jobs.map(({ id }) => id).sort()).toEqual([lost, kept].sort());
});
