import { randomUUID } from "node:crypto";
import { getConfig } from "@/lib/config";
import { reading } from "@/lib/ctx";
import { deliver } from "@/lib/mail/deliver";
import { sweepMail } from "@/lib/mail/sweep";
import { askConsentView } from "@/lib/views/ask-consent";
import { endRoundView } from "@/lib/views/end-round";
import { historyPage } from "@/lib/views/history";
import type { Association, Company, Engagement, Tenant } from "@/testing/fixture";
import { fixture } from "@/testing/fixture";
import { startFaultyProvider } from "@/testing/provider";
import { suiteProvider } from "@/testing/suite-provider";
import { tries } from "@/testing/tries";
import { transaction } from "../ctx";
import { askContact } from "./ask-contact";
import { endRound } from "./end-round";
import { saveContact } from "./save-contact";
import { sendConsent } from "./send";
import { resendConsent } from "./resend";
import { takeBackRequest } from "./take-back";

/** How often two at once are tried. */
const COUNT = tries("TAKEN_BACK", { ci: 9, whole: 300 });
jest.setTimeout(60_000 + COUNT * 1_000);

const f = fixture();
const provider = suiteProvider(startFaultyProvider, {
  MAIL_HOLD_SECONDS: "1",
  MAIL_RECIPIENT_DAY: "10000",
  MAIL_PARTNER_DAY: "10000",
});

type Case = { company: Company; tenant: Tenant; engagement: Engagement; round: Association };
const at = (seconds: number) => new Date(f.now.getTime() + seconds * 1_000);
const worker = (seconds = 1) => f.system(at(seconds));

async function start(company?: Company, locationId?: string): Promise<Case> {
  const mine = company ?? (await f.partner());
  const engagement = await (workshop ??= f.engagement());
  const tenant = await f.tenant({ eligibleFor: [engagement] });
  const more = locationId === undefined ? {} : { locationId };
  return {
    company: mine,
    tenant,
    engagement,
    round: await f.association(mine, tenant, engagement, more),
  };
}
let workshop: Promise<Engagement> | undefined;

/** Asks a contact, as the wizard does; gives the e-mail. */
async function asks(it: Case, name = "noor", seconds = 0): Promise<string> {
  const { company, round } = it;
  await transaction(f.ctx(company.admin, at(seconds)), (tx) =>
    askContact(tx, { associationId: round.id, contact: contactOf(it, name) }),
  );
  return lastMail(round);
}

function contactOf({ tenant }: Case, name: string) {
  return {
    firstName: "Noor",
    lastName: "de Wit",
    title: "CIO",
    email: `${name}@${tenant.domain}`,
    contactReason: "",
    language: "nl" as const,
    partnerName: "Robin Jansen",
    partnerEmail: "robin@partner.example",
    partnerPhone: "",
  };
}

const lastMail = async ({ id }: Association) =>
  (
    await f.sql<{ id: string }>(
      "select id from emails where association_id = $1 order by created_at desc, id desc limit 1",
      [id],
    )
  )[0]!.id;
const back = ({ company, round }: Case, emailId: string, seconds = 1) =>
  takeBackRequest(f.ctx(company.admin, at(seconds)), { associationId: round.id, emailId });
const end = ({ company, round }: Case, seconds = 1) =>
  endRound(f.ctx(company.admin, at(seconds)), {
    associationId: round.id,
    reason: "wrong_customer",
  });
const stateOf = async (id: string) =>
  (await f.sql<{ state: string }>("select state from emails where id = $1", [id]))[0]!.state;
const templates = async ({ round }: Case) =>
  (
    await f.sql<{ template: string }>(
      "select template from emails where round_id = $1 order by created_at, template",
      [round.id],
    )
  ).map(({ template }) => template);
const rowOf = async ({ round }: Case) =>
  (
    await f.sql("select status, mail_state from customers where association_id = $1", [round.id])
  )[0];
const screen = async (
  { company, round, engagement }: Case,
  seconds = 2,
  draft = "0190a1b2-0000-4000-8000-000000000001",
) =>
  (
    await reading(f.ctx(company.admin, at(seconds)), (tx) =>
      askConsentView(tx, {
        slug: engagement.slug,
        associationId: round.id,
        draft,
        step: "start",
      }),
    )
  ).screen;
const endPage = ({ company, round, engagement }: Case) =>
  reading(f.ctx(company.admin, at(2)), (tx) =>
    endRoundView(tx, { slug: engagement.slug, associationId: round.id }),
  );

test("K12: a request whose e-mail has not left is taken back: nothing leaves, and nobody was asked", async () => {
  const it = await start();
  const mail = await asks(it);
  expect(await screen(it)).toMatchObject({ kind: "asked", takeBack: mail });
  expect(await endPage(it)).toMatchObject({ told: null, unsent: { name: "Noor de Wit" } });
  expect(await back(it, mail)).toEqual({ again: false });
  expect(await back(it, mail)).toEqual({ again: false });
  await deliver(worker(), mail);
  expect(provider().accepted.size).toBe(0);
  expect(await stateOf(mail)).toBe("dropped");
  expect(await rowOf(it)).toMatchObject({ status: "to_ask" });
  const email = `noor@${it.tenant.domain}`;
  expect(await screen(it)).toMatchObject({ kind: "contact", takenBack: email, values: { email } });
  expect(await f.sql("select requested_at from associations where id = $1", [it.round.id])).toEqual(
    [{ requested_at: null }],
  );
  const opened = await f.sql(
    `select 1 from consent_links k join consent_requests r on r.id = k.request_id
     where r.association_id = $1 and (k.token_hash is not null or r.replaced_at is null)`,
    [it.round.id],
  );
  expect(opened).toEqual([]);
  const log = await f.sql<{ data: object }>(
    "select data from audit_log where subject_id = $1 and event = 'consent.taken_back'",
    [it.round.id],
  );
  expect(log).toMatchObject([{ data: { emailId: mail, contactEmail: email, again: false } }]);
  // After what never left nobody waits (D25): the same contact is asked at once.
  const next = await asks(it, "noor", 2);
  await deliver(worker(3), next);
  expect(await stateOf(next)).toBe("sent");
  expect(await rowOf(it)).toEqual({ status: "asked", mail_state: "sent" });
  expect(await screen(it, 4)).toMatchObject({ takeBack: null, former: [{ unsent: true }] });
});

test("K12: the wizard says that its e-mail has not left; then that it is on its way, and nothing once it was taken back", async () => {
  const it = await start();
  const draft = randomUUID();
  const contact = contactOf(it, "noor");
  await saveContact(f.ctx(it.company.admin), { ...contact, draft, associationId: it.round.id });
  await sendConsent(f.ctx(it.company.admin), { draftId: draft });
  const said = async () => {
    const done = await screen(it, 2, draft);
    return done.kind === "done" && done.completion;
  };
  const { email } = contact;
  expect(await said()).toMatchObject({ contact: { email }, unsent: true });
  const mail = await lastMail(it.round);
  await deliver(worker(), mail);
  expect(await said()).toMatchObject({ contact: { email }, unsent: false });
  await f.sql("update consent_requests set replaced_at = $2 where association_id = $1", [
    it.round.id,
    f.now,
  ]);
  expect(await said()).toMatchObject({ contact: null, unsent: false });
});

test("K12: a repeated e-mail is taken back alone; after it the request goes on, and may be repeated", async () => {
  const it = await start();
  const mail = await asks(it);
  await deliver(worker(), mail);
  const resend = (seconds: number) =>
    resendConsent(f.ctx(it.company.admin, at(seconds)), { associationId: it.round.id });
  const { emailId } = await resend(700);
  expect(await back(it, emailId, 701)).toEqual({ again: true });
  await deliver(worker(702), emailId);
  expect(provider().accepted.size).toBe(1);
  expect(await screen(it, 703)).toMatchObject({
    kind: "asked",
    takeBack: null,
    minutesToResend: 0,
  });
  await resend(704);
  await end(it, 705);
  expect(await templates(it)).toContain("request-ended");
});

test("K12: once it left it is not taken back; the round is ended, and who was asked is told", async () => {
  const it = await start();
  const mail = await asks(it);
  await deliver(worker(), mail);
  await expect(back(it, mail)).rejects.toMatchObject({ code: "mail_left" });
  expect(await endPage(it)).toMatchObject({ told: { name: "Noor de Wit" }, unsent: null });
  await end(it);
  expect(await templates(it)).toContain("request-ended");
  await expect(back(it, mail, 3)).rejects.toMatchObject({ code: "round_ended" });
});

test("K12: an e-mail that was tried, and waits for its next attempt, may have left", async () => {
  const it = await start();
  const mail = await asks(it);
  provider().misbehave(() => "accepted_then_reset");
  await deliver(worker(), mail).catch(() => undefined);
  expect(await stateOf(mail)).toBe("queued");
  await expect(back(it, mail)).rejects.toMatchObject({ code: "mail_left" });
  await end(it);
  expect(await templates(it)).toContain("request-ended");
});

test("D29, K12: a round that is ended before its e-mail left tells nobody, and says so", async () => {
  const it = await start();
  const mail = await asks(it);
  await end(it);
  await deliver(worker(), mail);
  expect(provider().accepted.size).toBe(0);
  expect(await templates(it)).toEqual(["consent-request"]);
  expect(await stateOf(mail)).toBe("dropped");
  const search = { ended: it.round.id };
  const { ended } = await reading(f.ctx(it.company.admin, at(2)), (tx) =>
    historyPage(tx, { slug: it.engagement.slug, search }),
  );
  expect(ended).toEqual({ tenantName: it.tenant.name, told: false });
});

test("D11, K12: who is corrected before their e-mail left gets none, and the next one alone is told of an end", async () => {
  const it = await start();
  const wrong = await asks(it, "nora");
  const right = await asks(it, "noor", 1);
  await deliver(worker(2), wrong);
  expect(await stateOf(wrong)).toBe("dropped");
  await deliver(worker(2), right);
  const other = await asks(it, "third", 3);
  await end(it, 4);
  await deliver(worker(5), other);
  expect(await templates(it)).not.toContain("request-ended");
  expect(provider().accepted.size).toBe(1);
});

test("K12: another partner, another location, another round and a visitor take nothing back", async () => {
  const company = await f.partner({ locations: [{}, {}] });
  const it = await start(company, company.locations[0]!.id);
  const mail = await asks(it);
  const other = await start();
  const grants = [{ role: "incentives_user" as const, locationId: company.locations[1]!.id }];
  const elsewhere = await f.user(company, { grants });
  const input = { associationId: it.round.id, emailId: mail };
  for (const actor of [other.company.admin, elsewhere])
    await expect(takeBackRequest(f.ctx(actor, at(1)), input)).rejects.toMatchObject({
      code: "not_found",
    });
  await expect(back({ ...it, round: other.round }, mail)).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(back({ ...other, round: other.round }, mail)).rejects.toMatchObject({
    code: "not_found",
  });
  // The database says the same to who asks it without the verb.
  for (const actor of [other.company.admin, elsewhere]) {
    const rows = await transaction(
      f.ctx(actor, at(1)),
      async (tx) => (await tx.db.execute(`select * from take_back_mail('${mail}', now())`)).rows,
    );
    expect(rows).toEqual([]);
  }
  await expect(takeBackRequest(f.system(), input)).rejects.toMatchObject({ code: "forbidden" });
  expect(await stateOf(mail)).toBe("queued");
});

describe("the e-mail waits (K12)", () => {
  const jobs = (emailId: string) =>
    f.sql<{ wait: number }>(
      `select extract(epoch from start_after - created_on)::int as wait from pgboss.job
       where data ->> 'emailId' = $1 and state = 'created' order by 1`,
      [emailId],
    );
  beforeAll(() => void (getConfig().MAIL_HOLD_SECONDS = 30));
  afterAll(() => void (getConfig().MAIL_HOLD_SECONDS = 1));

  test("until its time has come, whatever started its delivery, and the sweep adds none", async () => {
    const it = await start();
    const mail = await asks(it);
    expect(await jobs(mail)).toEqual([{ wait: 30 }]);
    await deliver(worker(10), mail);
    expect(await stateOf(mail)).toBe("queued");
    expect(await jobs(mail)).toEqual([{ wait: 20 }, { wait: 30 }]);
    await sweepMail(worker(200));
    expect(await jobs(mail)).toHaveLength(2);
    await f.sql("delete from pgboss.job where data ->> 'emailId' = $1", [mail]);
    await sweepMail(worker(20));
    expect(await jobs(mail)).toEqual([]);
    await sweepMail(worker(200));
    expect(await jobs(mail)).toEqual([{ wait: 0 }]);
    await Promise.all([
      deliver(worker(30), mail),
      deliver(worker(31), mail).catch(() => undefined),
    ]);
    expect(provider().accepted.size).toBe(1);
  });

  test("a receipt or a notice does not", async () => {
    const it = await start();
    const mail = await asks(it);
    await deliver(worker(31), mail);
    await end(it, 40);
    const [told] = await f.sql<{ id: string }>(
      "select id from emails where round_id = $1 and template = 'request-ended'",
      [it.round.id],
    );
    expect(await jobs(told!.id)).toEqual([{ wait: 0 }]);
  });
});

/** Either it left, and who takes it back reads so, or it never does. */
test(`${COUNT} times it is taken back twice, ended and sent at once: one truth (K12)`, async () => {
  const company = await f.partner();
  for (let n = 0; n < COUNT; n++) {
    provider().forget();
    const it = await start(company);
    const mail = await asks(it);
    const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));
    const acts: (() => Promise<unknown>)[] =
      n % 3 === 0 ? [() => end(it)] : [() => back(it, mail), () => back(it, mail)];
    const [, ...outcomes] = await Promise.allSettled([
      wait((n % 2) * 4).then(() => deliver(worker(), mail)),
      ...acts.map((act, k) => wait((n % 5) * 6 + k).then(act)),
    ]);
    await deliver(worker(2), mail);
    const left = provider().accepted.size === 1;
    const told = (await templates(it)).includes("request-ended");
    const done = outcomes.map((one) => one.status === "fulfilled");
    if (n % 3 === 0) expect([...done, told]).toEqual([true, left]);
    else expect(done).toEqual([!left, !left]);
    expect(await stateOf(mail)).toBe(left ? "sent" : "dropped");
  }
  expect(await f.sql("select * from projection_faults()")).toEqual([]);
});
