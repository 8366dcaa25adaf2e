import { transaction } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import { endRound } from "@/lib/consent/end-round";
import { postRequest } from "@/lib/consent/post-request";
import { workshopFacts } from "@/lib/consent/facts";
import { fixture } from "@/testing/fixture";
import { startFaultyProvider } from "@/testing/provider";
import { suiteProvider } from "@/testing/suite-provider";
import { mergeAsSteward } from "@/testing/merging";
import { askInRun, startRun, type InRun } from "@/testing/run-mails";
import { deliver } from "./deliver";
import { GATHER_MS, MOST_ITEMS, parcels } from "./envelopes.rules";
import { takeEvent } from "./event";
import { gatherRun } from "./gather";
import { sweepMail } from "./sweep";
import { tokenOf } from "./tokens";

const f = fixture();

const provider = suiteProvider(startFaultyProvider, {
  MAIL_RECIPIENT_DAY: "50",
  MAIL_PARTNER_DAY: "5",
  BULK_REQUESTS_DAY: "21",
});

const at = (ms: number) => f.system(new Date(f.now.getTime() + ms));
const rowOf = async (id: string) => (await f.sql("select * from emails where id = $1", [id]))[0]!;
const stateOf = async ({ emailId }: InRun) => (await rowOf(emailId)).state;
const headOf = async ({ emailId }: InRun) => String((await rowOf(emailId)).envelope_id);
const bodies = () =>
  [...provider().accepted.values()].map(
    ({ body }) => JSON.parse(body) as { to: string; subject: string; text: string; html: string },
  );
const holds = (text: string, { linkId }: InRun) =>
  text.includes(`/consent/${tokenOf("consent", linkId)}`);

/** So many requests of one run to one person, gathered. */
async function run(n: number, options: Partial<Parameters<typeof askInRun>[2]> = {}) {
  const company = await f.partner();
  const it = await startRun(f, company);
  const asked: InRun[] = [];
  for (let k = 0; k < n; k++)
    asked.push(await askInRun(f, it, { company, at: at(k).now, ...options }));
  await it.rest();
  await gatherRun(f.system(), it.id);
  return { company, it, asked };
}

test("B6: one e-mail, one key, a link each; its state is that of each request in it", async () => {
  const { asked } = await run(3);
  const [first, ...others] = asked;
  expect(await Promise.all(asked.map(headOf))).toEqual(asked.map(() => first!.emailId));
  for (const one of others) await deliver(f.system(), one.emailId);
  expect(provider().requests).toEqual([]);
  await deliver(f.system(), first!.emailId);
  const [mail, ...more] = bodies();
  expect(more).toEqual([]);
  expect([...provider().accepted.keys()]).toEqual([first!.emailId]);
  expect(mail!.subject).toContain("3 workshops");
  for (const one of asked) {
    expect(holds(mail!.text, one) && holds(mail!.html, one)).toBe(true);
    const [link] = await f.sql("select token_hash from consent_links where id = $1", [one.linkId]);
    expect(link!.token_hash).not.toBeNull();
    expect(await rowOf(one.emailId)).toMatchObject({ state: "sent", sent_at: f.now });
  }
  // Only the one that left counts at its mailbox (D25).
  expect((await rowOf(others[0]!.emailId)).first_attempt_at).toBeNull();
  await takeEvent(f.door(), {
    messageId: "bounced",
    event: {
      type: "email.bounced",
      created_at: f.now.toISOString(),
      data: {
        email_id: provider().accepted.get(first!.emailId)!.id,
        bounce: { message: "no such mailbox", type: "Permanent" },
      },
    },
  });
  expect(await Promise.all(asked.map(stateOf))).toEqual(asked.map(() => "bounced"));
  const told = await f.sql<{ id: string }>(
    "select data->>'emailId' as id from pgboss.job where name = 'tell-undelivered'",
  );
  expect(told.map(({ id }) => id)).toEqual(expect.arrayContaining(asked.map((one) => one.emailId)));
});

test("P18 a tenant that was asked in a run is merged: the e-mail leaves, and what is heard of it holds", async () => {
  const { asked } = await run(2);
  const [first, other] = asked;
  const tenants = [await f.tenant(), await f.tenant()];
  expect(await mergeAsSteward(f, first!.tenant, tenants[0]!, f.now)).toBeNull();
  await deliver(f.system(), first!.emailId);
  expect(await Promise.all(asked.map(stateOf))).toEqual(["sent", "sent"]);
  expect(await mergeAsSteward(f, other!.tenant, tenants[1]!, f.now)).toBeNull();
  await takeEvent(f.door(), {
    messageId: "arrived",
    event: {
      type: "email.delivered",
      created_at: f.now.toISOString(),
      data: { email_id: provider().accepted.get(first!.emailId)!.id },
    },
  });
  expect(await Promise.all(asked.map(stateOf))).toEqual(["delivered", "delivered"]);
});

test("what is another person's, in another language or of another run goes by itself", async () => {
  const company = await f.partner();
  const [it, other] = [await startRun(f, company), await startRun(f, company)];
  const options = [{}, { language: "en" as const }, { to: "ada@customer.example" }, {}];
  const asked: InRun[] = [];
  for (const [k, one] of options.entries())
    asked.push(await askInRun(f, it, { company, at: at(k).now, ...one }));
  asked.push(await askInRun(f, other, { company }));
  await it.rest();
  await other.rest();
  for (const one of [it, other]) await gatherRun(f.system(), one.id);
  const heads = await Promise.all(asked.map(headOf));
  expect(heads).toEqual([0, 1, 2, 0, 4].map((n) => asked[n]!.emailId));
  for (const id of new Set(heads)) await deliver(f.system(), id);
  expect(provider().accepted.size).toBe(4);
  // One alone is the ordinary e-mail.
  const alone = bodies().find(({ text }) => holds(text, asked[4]!));
  expect(alone!.subject).toMatch(/om mee te doen aan een workshop$/);
});

test("while the run is at work it waits, ten minutes at most; what comes later makes another", async () => {
  const company = await f.partner();
  const it = await startRun(f, company);
  const early = [
    await askInRun(f, it, { company }),
    await askInRun(f, it, { company, at: at(1).now }),
  ];
  await gatherRun(at(GATHER_MS - 1), it.id);
  expect(await headOf(early[0]!)).toBe("null");
  await deliver(f.system(), early[0]!.emailId);
  expect(provider().requests).toEqual([]);
  await gatherRun(at(GATHER_MS), it.id);
  const late = await askInRun(f, it, { company, at: at(GATHER_MS + 1).now });
  await it.rest("paused");
  await gatherRun(at(GATHER_MS + 2), it.id);
  await gatherRun(at(GATHER_MS + 3), it.id);
  expect(await Promise.all([...early, late].map(headOf))).toEqual([
    early[0]!.emailId,
    early[0]!.emailId,
    late.emailId,
  ]);
});

describe("what needs no answer any more before it leaves falls out", () => {
  const ended = ({ association }: InRun) =>
    f.sql("update associations set ended_at = $2, end_reason = 'wrong_customer' where id = $1", [
      association.id,
      f.now,
    ]);
  const ways: Record<string, (one: InRun) => Promise<unknown>> = {
    ended,
    replaced: ({ request }) =>
      f.sql("update consent_requests set replaced_at = $2 where id = $1", [request.id, f.now]),
    closed: ({ request }) =>
      f.sql("update consent_requests set closed_at = $2, closed_for = 'contact' where id = $1", [
        request.id,
        f.now,
      ]),
  };

  test.each(Object.keys(ways))("%s: the others go out; the first has a successor", async (way) => {
    const { asked } = await run(4);
    await ways[way]!(asked[0]!);
    await ways[way]!(asked[2]!);
    await deliver(f.system(), asked[0]!.emailId);
    expect(provider().requests).toEqual([]);
    await deliver(f.system(), asked[1]!.emailId);
    expect([...provider().accepted.keys()]).toEqual([asked[1]!.emailId]);
    const [mail] = bodies();
    expect(asked.map((one) => holds(mail!.text, one))).toEqual([false, true, false, true]);
    expect(await Promise.all(asked.map(stateOf))).toEqual(["dropped", "sent", "dropped", "sent"]);
  });

  test("one is left: the ordinary e-mail; none: nothing is sent", async () => {
    const one = await run(2);
    await ended(one.asked[1]!);
    await deliver(f.system(), one.asked[0]!.emailId);
    expect(bodies().map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/aan een workshop$/),
    ]);
    const none = await run(2);
    for (const it of none.asked) await ended(it);
    await deliver(f.system(), none.asked[0]!.emailId);
    expect(provider().accepted.size).toBe(1);
    expect(await Promise.all(none.asked.map(stateOf))).toEqual(["dropped", "dropped"]);
  });

  test("once it was tried, its body stays: no second one under the key", async () => {
    const { asked } = await run(2);
    provider().misbehave(({ k }) => (k === 0 ? "unavailable" : "ok"));
    await deliver(f.system(), asked[0]!.emailId).catch(() => undefined);
    await ended(asked[1]!);
    await deliver(at(60_000), asked[0]!.emailId);
    expect(new Set(provider().requests.map(({ body }) => body)).size).toBe(1);
    expect(provider().conflicts).toBe(0);
    for (const sql of ["envelope_id = null", "envelope_id = id"])
      await expect(
        f.sql(`update emails set ${sql} where id = $1`, [asked[1]!.emailId]),
      ).rejects.toThrow("does not change");
  });
});

test("who was to be asked by a run, and never was, is told of no end; who was, is", async () => {
  const { asked, company } = await run(2);
  const end = (one: InRun) =>
    endRound(f.ctx(company.admin), { associationId: one.association.id, reason: "wrong_customer" });
  const told = () =>
    f.sql("select from emails where partner_id = $1 and template = 'request-ended'", [company.id]);
  await end(asked[0]!);
  expect(await told()).toHaveLength(0);
  await deliver(f.system(), asked[0]!.emailId);
  await deliver(f.system(), asked[1]!.emailId);
  expect(await stateOf(asked[1]!)).toBe("sent");
  await end(asked[1]!);
  expect(await told()).toHaveLength(1);
});

test("whose e-mail of a run was tried, and waits for its next attempt, may have been asked: they are told of the end", async () => {
  const { asked, company } = await run(2);
  provider().misbehave(() => "accepted_then_reset");
  await deliver(f.system(), asked[0]!.emailId).catch(() => undefined);
  expect(await Promise.all(asked.map(stateOf))).toEqual(["queued", "queued"]);
  for (const { association } of asked)
    await endRound(f.ctx(company.admin), {
      associationId: association.id,
      reason: "wrong_customer",
    });
  expect(
    await f.sql("select from emails where partner_id = $1 and template = 'request-ended'", [
      company.id,
    ]),
  ).toHaveLength(2);
});

test("B7: runs leave a fifth of a company's day to single requests; one person is one e-mail of it", async () => {
  const company = await f.partner();
  const it = await startRun(f, company);
  const to = (n: number) => `person-${n}@customer.example`;
  const refused = (n: number) =>
    askInRun(f, it, { company, to: to(n) }).catch(
      (error: unknown) => error instanceof Refusal && error.errors[0],
    );
  for (let n = 0; n < 4; n++) await askInRun(f, it, { company, to: to(n) });
  expect(await refused(4)).toMatchObject({
    code: "rate_limited_runs",
    params: { max: 4, hours: 24 },
  });
  for (let n = 4; n < 21; n++) await askInRun(f, it, { company, to: to(0) });
  expect(await refused(0)).toMatchObject({ code: "rate_limited_runs", params: { max: 21 } });
  const single = await startRun(f, company);
  await askInRun(
    f,
    { ...single, ctx: (when) => f.ctx(company.admin, when) },
    { company, to: to(5) },
  );
});

test("no run asks one person twice for the same", async () => {
  const { asked, company } = await run(1);
  const it = await startRun(f, company);
  const again = (when: number) =>
    transaction(it.ctx(at(when).now), async (tx) =>
      postRequest(tx, {
        facts: await workshopFacts(tx, asked[0]!.association.id),
        request: asked[0]!.request,
      }),
    );
  await again(20 * 60_000);
  const refused = await again(40 * 60_000).catch((error: unknown) => error);
  expect(refused instanceof Refusal && refused.code).toBe("asked_in_run");
});

test("what lost its job is gathered, or delivered, after all", async () => {
  const company = await f.partner();
  const it = await startRun(f, company);
  const asked = [
    await askInRun(f, it, { company }),
    await askInRun(f, it, { company, at: at(1).now }),
  ];
  const jobs = () =>
    f.sql<{ name: string; data: object }>(
      "select name, data from pgboss.job where name in ('gather-mail', 'deliver-run') and (data->>'runId' = $1 or data->>'emailId' = any ($2)) and state = 'created'",
      [it.id, asked.map((one) => one.emailId)],
    );
  expect(await jobs()).toEqual([{ name: "gather-mail", data: { runId: it.id } }]);
  await f.sql("delete from pgboss.job where data->>'runId' = $1", [it.id]);
  await sweepMail(at(90_000));
  expect(await jobs()).toEqual([{ name: "gather-mail", data: { runId: it.id } }]);
  await it.rest();
  await gatherRun(at(90_000), it.id);
  await f.sql("delete from pgboss.job where data->>'runId' = $1 or name = 'deliver-run'", [it.id]);
  await sweepMail(at(180_000));
  expect(await jobs()).toEqual([{ name: "deliver-run", data: { emailId: asked[0]!.emailId } }]);
});

test("an e-mail lists twenty at most, and its text stays below 30 KB whatever they are called", async () => {
  const items = (n: number, name: string) =>
    Array.from({ length: n }, (_, id) => ({ id: `${id}`, engagementName: name, tenantName: name }));
  expect(parcels(items(45, "Short")).map(({ length }) => length)).toEqual([
    MOST_ITEMS,
    MOST_ITEMS,
    5,
  ]);
  const long = parcels(items(45, "客.".repeat(100)));
  expect(long.flat()).toHaveLength(45);
  expect(Math.max(...long.map(({ length }) => length))).toBeLessThan(MOST_ITEMS);
  const { asked } = await run(MOST_ITEMS);
  await deliver(f.system(), asked[0]!.emailId);
  const [mail] = bodies();
  expect(Buffer.byteLength(mail!.text)).toBeLessThan(30_000);
  expect(Buffer.byteLength(mail!.html)).toBeLessThan(100_000);
});
