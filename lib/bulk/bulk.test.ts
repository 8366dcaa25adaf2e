import { Readable } from "node:stream";
import { endRound } from "@/lib/consent/end-round";
import { reading, type PartnerUser } from "@/lib/ctx";
import { receive } from "@/lib/files/receive";
import { giveRounds } from "@/lib/customers/owners/give-rounds";
import { gatherRun } from "@/lib/mail/gather";
import { forgetOver } from "@/lib/privacy/forget-over";
import { askPerson } from "@/lib/privacy/requests/ask-person";
import { erasePerson } from "@/lib/privacy/requests/erase-person";
import { listHeld } from "@/lib/privacy/requests/queries";
import { tellErasure } from "@/lib/privacy/requests/tell-erasure";
import { consented, paying, submitted } from "@/testing/claims";
import { fixture, type Company, type Engagement, type Tenant } from "@/testing/fixture";
import { justIn } from "@/testing/just-in";
import { refusal, refusedWith } from "@/testing/refusal";
import { beginRun } from "./begin-run";
import { lookAnew, lookFromRun } from "./look-anew";
import { makeRun } from "./make-run";
import { countRun, getRun, listRows } from "./queries";
import { receiveRun } from "./receive-run";
import { bulkOptions, chooseInput, type BulkKindName } from "./schema";
import { restAmong } from "./rest";
import { stopRun } from "./stop-run";
import { takeOut } from "./take-out";
import { workRun } from "./work";

const f = fixture();
let company: Company;
let one: Engagement;
let two: Engagement;
beforeAll(async () => {
  company = await f.partner();
  [one, two] = [await f.engagement(), await f.engagement()];
  for (const { id } of [one, two]) await paying(f, id, 4_000);
});

const work = (id: string, clock = () => f.now) => workRun(f.system(), id, clock);
const choose = (input: Record<string, unknown>, who: PartnerUser = company.admin) =>
  makeRun(f.ctx(who), chooseInput.parse({ kind: "claim", list: "customers", ...input }));
const box = (tenant: Tenant, engagement = one) => `${engagement.slug}:${tenant.id}`;
const rows = (id: string, who = company.admin) =>
  reading(f.ctx(who), async (tx) => listRows(tx, await getRun(tx, id), { after: 0, most: 1_000 }));
const run = (id: string, who = company.admin) => reading(f.ctx(who), (tx) => getRun(tx, id));
const verdicts = (id: string) => verdictsOf(id, company.admin);
const verdictsOf = async (id: string, who: PartnerUser) =>
  (await rows(id, who)).map(({ verdict, verdictCode }) =>
    [verdict, verdictCode].filter(Boolean).join(" "),
  );
const outcomes = async (id: string) =>
  (await rows(id)).map(({ outcome, outcomeCode }) =>
    [outcome, outcomeCode].filter(Boolean).join(" "),
  );

async function customers(count: number, known = true): Promise<Tenant[]> {
  const made: Tenant[] = [];
  for (let n = 0; n < count; n++) {
    const tenant = await f.tenant({ eligibleFor: [one, two] });
    if (known) await f.known(company, tenant);
    made.push(tenant);
  }
  return made;
}
const sent = (
  kind: BulkKindName,
  text: string,
  options: Record<string, unknown> = {},
  who = company.admin,
) =>
  receive(Readable.from([Buffer.from(text)]), { most: 1_000_000 }).then((file) =>
    receiveRun(f.ctx(who), {
      kind,
      options: bulkOptions.parse(options),
      name: "rows.csv",
      file,
    }),
  );
async function done(id: string, mails = "") {
  await work(id);
  await beginRun(f.ctx(company.admin), { id, mails });
  await work(id);
  return run(id);
}

test("B3, B4: what the dry run says of claims is what the run does, and nothing is done before", async () => {
  const [a, b, c] = await customers(3);
  const [stranger] = await customers(1, false);
  await f.association(company, b!, one, { origin: "claimed", customerEmail: null });
  const id = await choose({ row: [a, b, c, stranger].map((tenant) => box(tenant!)) });
  await work(id);
  expect(await run(id)).toMatchObject({ failure: null, state: "looked" });
  expect(await verdicts(id)).toEqual([
    "will",
    "already workshop_under_way",
    "will",
    "not not_known",
  ]);
  expect((await rows(id))[0]).toMatchObject({
    payoutMinor: 400_000,
    locationId: company.location.id,
  });
  const none = await f.sql("select id from associations where tenant_id = $1", [a!.id]);
  expect(none).toEqual([]);
  expect(await run(id)).toMatchObject({ state: "looked", number: 1, rows: 4 });
  await takeOut(f.ctx(company.admin), { id, shown: [1, 2, 3], keep: [1, 2] });
  // What the database takes no more is told, as when a colleague begins at the same moment.
  expect(await refusedWith(takeOut(f.ctx(company.admin), { id, shown: [99], keep: [] }))).toBe(
    "bulk_moved",
  );
  await beginRun(f.ctx(company.admin), { id, mails: "" });
  await work(id);
  expect(await outcomes(id)).toEqual(["done", "", "", ""]);
  expect(await run(id)).toMatchObject({ state: "done", done: 1, refused: 0 });
  const log = await f.sql<{ event: string; data: Record<string, unknown> }>(
    "select event, data from audit_log where chain = $1 and event like '%customer.claimed' or event like 'bulk.%' order by seq",
    [company.id],
  );
  expect(log.map(({ event }) => event)).toEqual(["bulk.begun", "customer.claimed", "bulk.done"]);
  expect(log[1]?.data).toMatchObject({ bulkRun: 1 });
  expect(await refusedWith(takeOut(f.ctx(company.admin), { id, shown: [1], keep: [] }))).toBe(
    "bulk_moved",
  );
  expect(await refusedWith(beginRun(f.ctx(company.admin), { id, mails: "" }))).toBe("bulk_moved");
});

test("B1, B6: those that were claimed are asked, with the contact who was asked last and the run on their e-mails; then again", async () => {
  const [a, b] = await customers(2);
  const before = await f.association(company, a!, two, { origin: "claimed", customerEmail: null });
  await f.sql(
    `insert into consent_requests (partner_id, association_id, consent_due_at, contact_first_name, contact_last_name, contact_title,
       contact_email, language, partner_contact_name, partner_contact_email, partner_contact_phone, wording_version, sent_by, sent_at)
     values ($1, $2, $3, 'Noa', 'Smit', 'CIO', $4, 'nl', 'P', 'p@partner.example', '', '1', $5, $6)`,
    [company.id, before.id, before.consentDueAt, `noa@${a!.domain}`, company.admin.userId, f.now],
  );
  const claim = await choose({ row: [box(a!), box(b!)] });
  await done(claim);
  const id = await lookFromRun(f.ctx(company.admin), {
    id: claim,
    kind: "ask",
    which: "done",
    reason: "",
  });
  await work(id);
  expect(await verdicts(id)).toEqual(["will", "not bulk_no_contact"]);
  expect(
    await reading(f.ctx(company.admin), async (tx) => countRun(tx, await getRun(tx, id))),
  ).toMatchObject({ mails: 1, payouts: [{ minor: 400_000 }] });
  await beginRun(f.ctx(company.admin), { id, mails: "" });
  await work(id);
  const mails = await f.sql("select recipient, template from emails where run_id = $1", [id]);
  expect(mails).toEqual([{ recipient: `noa@${a!.domain}`, template: "consent-request" }]);
  const again = await choose({ kind: "ask", row: [box(a!)] });
  await work(again);
  expect(await verdicts(again)).toEqual(["already"]);
  const resend = await choose({ kind: "resend", row: [box(a!), box(b!)] });
  await work(resend);
  expect(await verdicts(resend)).toEqual(["not rate_limited_mail", "not not_found"]);
});

test("B2: a file adds customers, each row of it as the wizard would, and one that stands twice once", async () => {
  const [a] = await customers(1, false);
  const [known] = await customers(1);
  const id = await sent(
    "add",
    `e-mail;workshop\nkim@${a!.domain};${one.slug}\nkim@${a!.domain};${one.slug}\nx@nowhere.example;${one.slug}\nx@${known!.domain};${one.slug}\nx@${a!.domain};nothing\n`,
  );
  await work(id);
  expect(await verdicts(id)).toEqual([
    "will",
    "not bulk_row_twice",
    "not bulk_unknown_customer",
    "not already_known",
    "not bulk_unknown_workshop",
  ]);
  await beginRun(f.ctx(company.admin), { id, mails: "" });
  await work(id);
  expect((await outcomes(id))[0]).toBe("done");
});

test("B2: of a filter the run does what was shown, and tells what came and went", async () => {
  const workshop = await f.engagement();
  await paying(f, workshop.id);
  const [a, b, later] = await customers(3, false);
  for (const tenant of [a!, b!]) {
    await f.eligible(tenant, workshop);
    await f.known(company, tenant);
  }
  const id = await choose({ all: "yes", slug: workshop.slug, query: "status=known" });
  await work(id);
  expect(await verdicts(id)).toEqual(["will", "will"]);
  await f.eligible(later!, workshop);
  await f.known(company, later!);
  await f.association(company, b!, workshop, { origin: "claimed", customerEmail: null });
  await beginRun(f.ctx(company.admin), { id, mails: "" });
  await work(id);
  expect((await outcomes(id)).sort()).toEqual(["already", "done"].sort());
  expect(await run(id)).toMatchObject({ came: 1, went: 1, done: 1, already: 1 });
});

test("B2: of the opportunities the cells that stand as the filter says, in the columns that it shows, with what came and went", async () => {
  const own = await f.partner();
  const [workshop, hidden] = [await f.engagement(), await f.engagement()];
  for (const { id } of [workshop, hidden]) await paying(f, id);
  const some = await Promise.all(
    [0, 1, 2].map(() => f.tenant({ eligibleFor: [workshop, hidden] })),
  );
  const [, b, later] = some;
  for (const tenant of some.slice(0, 2)) await f.known(own, tenant);
  const all = (kind: BulkKindName, query: string, who = own.admin) =>
    choose({ kind, list: "opportunities", all: "yes", query }, who);
  const id = await all("claim", `hide=${hidden.slug}`);
  await work(id);
  expect(await verdictsOf(id, own.admin)).toEqual(["will", "will"]);
  expect(new Set((await rows(id, own.admin)).map((row) => row.engagementId))).toEqual(
    new Set([workshop.id]),
  );
  await f.known(own, later!);
  await f.association(own, b!, workshop, { origin: "claimed", customerEmail: null });
  await beginRun(f.ctx(own.admin), { id, mails: "" });
  await work(id);
  expect(await run(id, own.admin)).toMatchObject({ came: 1, went: 1, done: 1, already: 1 });
  // Rounds that run are what is asked for; with no role at its location, not one of them.
  const ask = await all("ask", "");
  await work(ask);
  expect((await rows(ask, own.admin)).map((row) => row.engagementId)).toEqual([
    workshop.id,
    workshop.id,
  ]);
  const place = await f.location(own);
  const local = await f.user(own, { grants: [{ role: "incentives_user", locationId: place.id }] });
  const theirs = await all("ask", "", local);
  await work(theirs);
  expect(await run(theirs, local)).toMatchObject({ state: "failed", failure: "bulk_nothing" });
  // Nor at a location that the reader does not have.
  const nowhere = await all("ask", "location=4711");
  await work(nowhere);
  expect(await run(nowhere, own.admin)).toMatchObject({ failure: "bulk_nothing" });
});

test("B2: a location's ID in the search field finds for a run what the list of claims shows", async () => {
  const own = await f.partner();
  const { claim } = await submitted(f, { company: own });
  const { admin } = own;
  const asked = { kind: "give", list: "claims", all: "yes", owner: admin.userId };
  const id = await choose({ ...asked, query: `q=${own.location.mpnId}` }, admin);
  await work(id);
  expect((await rows(id, admin)).map(({ details }) => details.claimNumber)).toEqual([claim.number]);
});

test("B4: it waits where somebody says so, goes on from there, and ends where somebody says so", async () => {
  const some = await customers(4);
  const id = await choose({ row: some.map((tenant) => box(tenant)) });
  await work(id);
  const ctx = f.ctx(company.admin);
  await beginRun(ctx, { id, mails: "" });
  await stopRun(ctx, { id, how: "pause" });
  await work(id);
  expect(await run(id)).toMatchObject({ state: "paused", done: 0 });
  await beginRun(ctx, { id, mails: "" });
  await work(id);
  expect(await run(id)).toMatchObject({ state: "done", done: 4 });
  const other = await choose({ row: some.map((tenant) => box(tenant, two)) });
  await work(other);
  await beginRun(ctx, { id: other, mails: "" });
  await stopRun(ctx, { id: other, how: "stop" });
  await work(other);
  expect(await run(other)).toMatchObject({ state: "stopped", done: 0 });
  const rest = await lookFromRun(ctx, { id: other, kind: "claim", which: "failed", reason: "" });
  expect(await done(rest)).toMatchObject({ state: "done", done: 4 });
});

test("B4: between two rows a run rests as long as they took, and several together no less", async () => {
  const some = await customers(2);
  const id = await choose({ row: some.map((tenant) => box(tenant)) });
  const rests: number[] = [];
  const work = () =>
    workRun(
      f.system(),
      id,
      () => f.now,
      (took) => Promise.resolve(void rests.push(took)),
    );
  await work();
  expect(rests).toHaveLength(2);
  await beginRun(f.ctx(company.admin), { id, mails: "" });
  await work();
  expect(rests).toHaveLength(4);
  expect(Math.min(...rests)).toBeGreaterThan(1);
  let going = 1;
  const rest = restAmong(() => going);
  const rested = async () => {
    const from = performance.now();
    await rest(20);
    return performance.now() - from;
  };
  expect(await rested()).toBeGreaterThan(18);
  going = 2;
  expect(await rested()).toBeGreaterThan(58);
  // Whoever chose a few waits for them; more make more room.
  for (let n = 2; n < 100; n++) await rest(0);
  going = 1;
  expect(await rested()).toBeGreaterThan(118);
});

test("K12: what a run began is taken back, and nothing else; a gift goes back to whom it was with", async () => {
  const own = await f.partner();
  const ctx = f.ctx(own.admin);
  const [a, b, c] = await customers(3, false);
  for (const tenant of [a!, b!, c!]) await f.known(own, tenant);
  const claim = await choose({ row: [a!, b!, c!].map((tenant) => box(tenant)) }, own.admin);
  const through = async (id: string) => {
    await work(id);
    await beginRun(ctx, { id, mails: "" });
    await work(id);
    return rows(id, own.admin);
  };
  const begun = await through(claim);
  const back = (reason: "" | "wrong_workshop") =>
    lookFromRun(ctx, { id: claim, kind: "end", which: "done", reason });
  expect(await refusedWith(back(""))).toBe("choose_end_reason");
  expect(
    await refusedWith(
      lookFromRun(ctx, { id: claim, kind: "give_back", which: "done", reason: "" }),
    ),
  ).toBe("not_found");
  // One was ended and begun again meanwhile: the new round is not the run's.
  const ended = begun[0]!.associationId;
  await endRound(ctx, { associationId: ended!, reason: "wrong_customer" });
  const again = await f.association(own, a!, one, { origin: "claimed", customerEmail: null });
  const end = await back("wrong_workshop");
  await work(end);
  expect(await verdictsOf(end, own.admin)).toEqual(["already round_ended", "will", "will"]);
  await through(end);
  const rounds = await f.sql<{ id: string; reason: string | null }>(
    "select id, end_reason as reason from associations where partner_id = $1",
    [own.id],
  );
  const why = (id: string | null) => rounds.find((round) => round.id === id)?.reason;
  expect([ended, begun[1]!.associationId, begun[2]!.associationId, again.id].map(why)).toEqual([
    "wrong_customer",
    "wrong_workshop",
    "wrong_workshop",
    null,
  ]);

  const it = await consented(f, { company: own });
  const colleague = await f.user(own, { grants: [{ role: "incentives_admin", locationId: null }] });
  const give = await choose(
    { kind: "give", list: "claims", row: [`${it.claim.number}`], owner: colleague.userId },
    own.admin,
  );
  const [given] = await through(give);
  const owner = () =>
    f.sql("select owner_id as id from associations where id = $1", [given!.associationId]);
  expect(await owner()).toEqual([{ id: colleague.userId }]);
  const returned = await lookFromRun(ctx, {
    id: give,
    kind: "give_back",
    which: "done",
    reason: "",
  });
  expect((await through(returned)).map(({ outcome }) => outcome)).toEqual(["done"]);
  expect(await owner()).toEqual([{ id: given!.details.ownerId }]);

  // Once more, it takes back the same gift, whatever a form says.
  const third = await f.user(own, { grants: [{ role: "incentives_admin", locationId: null }] });
  const more = await lookAnew(ctx, { id: returned, ...bulkOptions.parse({ owner: third.userId }) });
  expect((await run(more, own.admin)).options.owner).toBe(colleague.userId);

  // What somebody else gave away meanwhile stays with them, until it is looked at anew.
  const late = await choose(
    { kind: "give", list: "claims", row: [`${it.claim.number}`], owner: colleague.userId },
    own.admin,
  );
  await work(late);
  const seenRounds = [{ id: given!.associationId!, seen: given!.details.ownerId! }];
  await giveRounds(ctx, { rounds: seenRounds, owner: third.userId });
  expect((await through(late)).map(({ outcomeCode }) => outcomeCode)).toEqual([
    "changed_meanwhile",
  ]);
  const anew = await lookFromRun(ctx, { id: late, kind: "give", which: "failed", reason: "" });
  expect((await through(anew)).map(({ outcome }) => outcome)).toEqual(["done"]);
  expect(await owner()).toEqual([{ id: colleague.userId }]);
});

test("B4: rights are those of the moment: a role that goes takes its rows, all roles gone the run waits", async () => {
  const place = await f.location(company);
  const grants = [company.location.id, place.id].map((locationId) => ({
    role: "incentives_user" as const,
    locationId,
  }));
  const user = await f.user(company, { grants });
  const [a, b] = await customers(2);
  const id = await choose({ row: [box(a!), box(b!)], location: place.id }, user);
  await work(id);
  await beginRun(f.ctx(user), { id, mails: "" });
  await f.sql("delete from role_grants where user_id = $1 and location_id = $2", [
    user.userId,
    place.id,
  ]);
  await work(id);
  const left = await f.sql(
    "select outcome || ' ' || outcome_code as told from bulk_run_rows where run_id = $1",
    [id],
  );
  expect(left.map(({ told }) => told)).toEqual(["refused no_role", "refused no_role"]);
  const next = await choose({ row: [box(a!)] }, { ...user, grants: grants.slice(0, 1) });
  await work(next);
  await beginRun(f.ctx(user), { id: next, mails: "" });
  await f.sql("delete from role_grants where user_id = $1", [user.userId]);
  await work(next);
  expect(await run(next)).toMatchObject({ state: "paused", failure: "no_role", done: 0 });
  await beginRun(f.ctx(company.admin), { id: next, mails: "" });
  await work(next);
  expect(await run(next)).toMatchObject({ state: "done", done: 1 });
});

test("nobody else's rows, runs or places come in by what a form says", async () => {
  const other = await f.partner();
  const [a] = await customers(1);
  await f.known(other, a!);
  const id = await choose({ row: [box(a!)] });
  await work(id);
  for (const act of [
    run(id, other.admin),
    beginRun(f.ctx(other.admin), { id, mails: "" }),
    stopRun(f.ctx(other.admin), { id, how: "stop" }),
    takeOut(f.ctx(other.admin), { id, shown: [1], keep: [] }),
    lookFromRun(f.ctx(other.admin), { id, kind: "claim", which: "failed", reason: "" }),
  ])
    expect(await refusedWith(act)).toBe("not_found");
  const forged = await choose({ row: [box(a!)], location: other.location.id });
  await work(forged);
  expect(await verdicts(forged)).toEqual(["not location_closed"]);
  const nobody = await f.user(company);
  expect(await refusedWith(choose({ row: [box(a!)] }, nobody))).toBe("no_role");
  const place = await f.location(company);
  const local = await f.user(company, {
    grants: [{ role: "incentives_user", locationId: place.id }],
  });
  expect(await refusedWith(run(id, local))).toBe("not_found");
  // A location of one's company at which one has no role: told, and shown.
  const elsewhere = await choose({ row: [box(a!)], location: company.location.id }, local);
  await work(elsewhere);
  expect(await verdictsOf(elsewhere, local)).toEqual(["not location_closed"]);
  expect(await refusedWith(choose({ row: Array.from({ length: 1_001 }, () => box(a!)) }))).toBe(
    "bulk_too_many",
  );
  expect(
    chooseInput.safeParse({
      kind: "claim",
      list: "customers",
      all: "yes",
      query: `q=${"x".repeat(4_000)}`,
    }).success,
  ).toBe(false);
  expect(await refusedWith(choose({ row: ["x"] }))).toBe("not_found");
  expect(await refusedWith(choose({}))).toBe("bulk_choose_rows");
});

test("B3, B6: to one mailbox goes one e-mail, in the dry run as in the run, also where the day's number is reached", async () => {
  const config = (await import("@/lib/config")).getConfig();
  const { MAIL_PARTNER_DAY } = config;
  const own = await f.partner();
  const { admin } = own;
  const [a, b] = await customers(2, false);
  const at = [
    [a!, one],
    [a!, two],
    [b!, one],
  ] as const;
  for (const [tenant, workshop] of at)
    await f.association(own, tenant, workshop, { customerEmail: `it@${tenant.domain}` });
  const lines = at.map(
    ([{ id, domain }, { slug }]) => `${id};${slug};Noa;Smit;CIO;noa@${domain};en`,
  );
  const text = [
    "tenant;workshop;first name;last name;job title;contact e-mail;language",
    ...lines,
  ].join("\n");
  try {
    config.MAIL_PARTNER_DAY = 2;
    const id = await sent("ask", text, { partnerPhone: "0201234567" }, admin);
    await work(id);
    const rowsOf = await rows(id, admin);
    expect(rowsOf.map(({ verdict, verdictCode }) => verdictCode ?? verdict)).toEqual([
      "will",
      "will",
      "rate_limited_runs",
    ]);
    const counts = () => reading(f.ctx(admin), async (tx) => countRun(tx, await getRun(tx, id)));
    expect(await counts()).toMatchObject({ will: 2, mails: 1 });
    await takeOut(f.ctx(admin), { id, shown: [1, 2], keep: [2] });
    expect(await counts()).toMatchObject({ will: 1, mails: 1 });
    await takeOut(f.ctx(admin), { id, shown: [1, 2], keep: [1, 2] });
    await beginRun(f.ctx(admin), { id, mails: "" });
    await work(id);
    expect(await run(id, admin)).toMatchObject({ state: "done", done: 2, refused: 0 });
    await gatherRun(f.system(), id);
    const went = await f.sql(
      "select count(*)::int as asked, count(distinct envelope_id)::int as mails from emails where run_id = $1",
      [id],
    );
    expect(went).toEqual([{ asked: 2, mails: 1 }]);
  } finally {
    config.MAIL_PARTNER_DAY = MAIL_PARTNER_DAY;
  }
});

test("O23, O24: who is erased after the dry run is not asked; a dry run that nobody begins is gone after a month", async () => {
  const own = await f.partner();
  const { admin } = own;
  const [a, b] = await customers(2, false);
  for (const tenant of [a!, b!])
    await f.association(own, tenant, one, { customerEmail: `it@${tenant.domain}` });
  const email = `noa.smit@${a!.domain}`;
  const lines = [email, `kim@${b!.domain}`].map(
    (to, at) => `${[a!, b!][at]!.id};${one.slug};Noa;Smit;CIO;${to};en`,
  );
  const text = [
    "tenant;workshop;first name;last name;job title;contact e-mail;language",
    ...lines,
  ].join("\n");
  const [id, left] = [await sent("ask", text, {}, admin), await sent("ask", text, {}, admin)];
  await f.known(own, a!);
  const waits = await sent("claim", `tenant;workshop\n${a!.id};${two.slug}`, {}, admin);
  for (const each of [id, left, waits]) await work(each);
  expect(await verdictsOf(id, admin)).toEqual(["will", "will"]);
  await beginRun(f.ctx(admin), { id: waits, mails: "" });
  await stopRun(f.ctx(admin), { id: waits, how: "pause" });
  await work(waits);
  expect(await run(waits, admin)).toMatchObject({ state: "paused", endedAt: null });
  const unread = await sent("ask", text, {}, admin);
  const named = await choose(
    { all: "yes", slug: one.slug, query: `q=${encodeURIComponent(email)}` },
    admin,
  );
  const staff = justIn(f.ctx(await f.operator()));
  const request = await askPerson(staff, { address: email });
  const held = await reading(f.system(), (tx) => listHeld(tx, email));
  await tellErasure(staff, { request, goes: held.filter(({ why }) => why === null).length });
  await erasePerson(f.system(), { request });
  const still = await f.sql(
    "select from bulk_run_rows where concat(details, said, together) ~ 'noa[.]smit'",
  );
  expect(still).toEqual([]);
  // Nor is a file that they stood in read anew, or once more, whichever run of the company it is of.
  for (const each of [id, waits])
    expect(await refusedWith(lookAnew(f.ctx(admin), { id: each, ...bulkOptions.parse({}) }))).toBe(
      "bulk_file_gone",
    );
  await work(unread);
  expect(await run(unread, admin)).toMatchObject({ state: "failed", failure: "bulk_file_gone" });
  // A filter that said their name finds nobody from then on, least of all everybody.
  expect(await refusedWith(lookAnew(f.ctx(admin), { id: named, ...bulkOptions.parse({}) }))).toBe(
    "bulk_filter_gone",
  );
  await work(named);
  expect(await run(named, admin)).toMatchObject({ state: "failed", failure: "bulk_filter_gone" });
  await beginRun(f.ctx(admin), { id, mails: "" });
  await work(id);
  expect((await rows(id, admin)).map(({ outcome, outcomeCode }) => outcomeCode ?? outcome)).toEqual(
    ["bulk_no_contact", "done"],
  );
  const month = new Date(f.now.getTime() + 31 * 86_400_000);
  expect((await forgetOver(f.system(month))).dryRuns).toBeGreaterThan(0);
  expect(await refusedWith(run(left, admin))).toBe("not_found");
  expect(await run(waits, admin)).toMatchObject({ state: "stopped", endedAt: month });
  expect(await rows(id, admin)).toHaveLength(2);
});

test("B2: who is no customer of the company is told as who is nobody's, however they are named", async () => {
  const other = await f.partner();
  const [mine, twin] = await customers(2);
  const [foreign] = await customers(1, false);
  await f.known(other, foreign!);
  await f.association(other, foreign!, one, { customerEmail: null, origin: "claimed" });
  const tpid = 900_000_000_000 + Math.floor(Math.random() * 1e9);
  const set = (tenant: Tenant, add: number) =>
    f.sql("update tenants set tpid = $2 where id = $1", [tenant.id, tpid + add]);
  for (const [n, tenant] of [mine!, foreign!, twin!].entries()) await set(tenant, n);
  const shared = await f.tenant({ eligibleFor: [one] });
  await set(shared, 2);
  const nobody = "00000000-0000-4000-8000-00000000dead";
  const named = [
    tpid + 1,
    foreign!.id,
    foreign!.domain,
    `x@${foreign!.domain}`,
    tpid + 9,
    nobody,
    "nobody.example",
    "x@nobody.example",
  ];
  for (const kind of ["claim", "ask", "resend"] as const) {
    const id = await sent(
      kind,
      ["tenant;workshop", ...named.map((text) => `${text};${one.slug}`)].join("\n"),
    );
    await work(id);
    const told = await rows(id);
    expect(told.map(({ verdictCode }) => verdictCode)).toEqual(
      named.map(() => "import_unknown_tenant"),
    );
    expect(told.map(({ verdictParams }) => verdictParams)).toEqual(
      named.map((text) => ({ value: `${text}` })),
    );
    expect(
      told.every(({ tenantId, payoutMinor }) => tenantId === null && payoutMinor === null),
    ).toBe(true);
  }
  // Of one TPID of several the one that is the company's.
  const own = await sent("claim", `tenant;workshop\n${tpid};${one.slug}\n${tpid + 2};${one.slug}`);
  await work(own);
  expect((await rows(own)).map(({ tenantId }) => tenantId)).toEqual([mine!.id, twin!.id]);
  const forged = await choose({ row: [`${one.slug}:${foreign!.id}`, `${one.slug}:${nobody}`] });
  await work(forged);
  expect((await rows(forged)).map(({ verdictCode, tenantId }) => [verdictCode, tenantId])).toEqual([
    ["not_known", null],
    ["not_known", null],
  ]);
});

test("B2: whatever stands in a file's cells, its dry run comes to an end", async () => {
  const [a] = await customers(1);
  const row = (tenant: string, firstName: string, reason = "") =>
    `${tenant};${one.slug};${firstName};Smit;CIO;noa@${a!.domain};en;${reason}`;
  const id = await sent(
    "ask",
    [
      "tenant;workshop;first name;last name;job title;contact e-mail;language;reason",
      row(a!.id, "N\0oa"),
      row("a\0b", "Noa"),
      row(a!.id, "N".repeat(9_000), "é".repeat(9_000)),
      row("=1+1", "Noa"),
      // What tells of it is cut in the middle of a sign.
      row(`${"x".repeat(59)}\u{1F600}`, "Noa"),
    ].join("\n"),
  );
  await work(id);
  expect(await verdicts(id)).toEqual([
    "not import_encoding",
    "not import_encoding",
    "not import_too_long",
    "not import_formula",
    "not import_unknown_tenant",
  ]);
});

test("P25: the rows of a company that is suspended meanwhile wait, and none is lost", async () => {
  const other = await f.partner();
  const [a] = await customers(1, false);
  await f.known(other, a!);
  const id = await choose({ row: [box(a!)] }, other.admin);
  await work(id);
  await beginRun(f.ctx(other.admin), { id, mails: "" });
  await f.sql(
    "update partners set suspended_at = now(), suspended_by = $2, suspended_why = 'x' where id = $1",
    [other.id, other.admin.userId],
  );
  await work(id);
  expect(await run(id, other.admin)).toMatchObject({
    state: "paused",
    failure: "partner_suspended",
    refused: 0,
  });
  await f.sql(
    "update partners set suspended_at = null, suspended_by = null, suspended_why = null where id = $1",
    [other.id],
  );
  await beginRun(f.ctx(other.admin), { id, mails: "" });
  await work(id);
  expect(await run(id, other.admin)).toMatchObject({ state: "done", done: 1 });
});

test("B7: so many rows a run, runs at once, and the number of e-mails typed", async () => {
  const { getConfig } = await import("@/lib/config");
  const config = getConfig();
  const { BULK_ROWS, BULK_RUNS } = config;
  const some = await customers(3);
  const ids = [await choose({ row: [box(some[0]!)] }), await choose({ row: [box(some[1]!)] })];
  for (const id of ids) await work(id);
  try {
    Object.assign(config, { BULK_ROWS: 2, BULK_RUNS: 1 });
    const many = await choose({ row: some.map((tenant) => box(tenant)) });
    await work(many);
    expect(await run(many)).toMatchObject({ state: "failed", failure: "bulk_too_many" });
    await beginRun(f.ctx(company.admin), { id: ids[0]!, mails: "" });
    expect(await refusedWith(beginRun(f.ctx(company.admin), { id: ids[1]!, mails: "" }))).toBe(
      "bulk_running",
    );
    const looks: string[] = [];
    for (let n = 0; n < 5; n++) looks.push(await choose({ row: [box(some[2]!)] }));
    expect(await refusedWith(choose({ row: [box(some[2]!)] }))).toBe("bulk_looking");
    for (const id of looks) await work(id);
    await choose({ row: [box(some[2]!)] });
  } finally {
    Object.assign(config, { BULK_ROWS, BULK_RUNS });
  }
  await work(ids[0]!);
  await f.sql("update bulk_run_rows set mails = 51 where run_id = $1", [ids[1]]);
  const untyped = await refusal(beginRun(f.ctx(company.admin), { id: ids[1]!, mails: "15" }));
  expect(untyped?.errors).toEqual([
    { field: "mails", code: "bulk_mails_count", params: { count: 51 } },
  ]);
  await beginRun(f.ctx(company.admin), { id: ids[1]!, mails: "51" });
});
