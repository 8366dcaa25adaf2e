import { Readable } from "node:stream";
import { reading, type Operator } from "@/lib/ctx";
import { receive } from "@/lib/files/receive";
import { customersPage } from "@/lib/views/customers-page";
import { factFaults } from "@/testing/audit-faults";
import { atEightDigits } from "@/testing/claim-numbers";
import { fixture } from "@/testing/fixture";
import { refusedWith } from "@/testing/refusal";
import { beginImport } from "../begin-import";
import { getRun, listRefusals } from "../queries";
import { receiveImport } from "../receive-import";
import { workImport } from "../work";

/** P19: rounds, consents and completions from before this product, on evidence. */
const f = fixture();
let steward: Operator;
beforeAll(async () => {
  steward = await f.operator({ roles: ["data_steward"] });
});

const head =
  "MPN ID,Tenant,Engagement,Asked on,Consented on,Declined on,Expired on,Withdrawn on,Completed on,Evidence,Contact,Contact e-mail";
async function look(rows: readonly string[]) {
  const text = `${head}\n${rows.join("\n")}\n`;
  const file = await receive(Readable.from([Buffer.from(text)]), { most: 1_000_000 });
  const id = await receiveImport(f.ctx(steward), { kind: "history", name: "before.csv", file });
  await workImport(f.system(), id, () => f.now);
  return id;
}
const run = (id: string) => reading(f.ctx(steward), (tx) => getRun(tx, id));
async function counts(id: string) {
  const { state, made, changed, unchanged, refused } = await run(id);
  return { state, made, changed, unchanged, refused };
}
async function take(rows: readonly string[]) {
  const id = await look(rows);
  const before = await counts(id);
  await beginImport(f.ctx(steward), { id });
  await workImport(f.system(), id, () => f.now);
  return { id, before, after: await counts(id) };
}
async function told(id: string) {
  const found = await run(id);
  return reading(f.ctx(steward), async (tx) =>
    (await listRefusals(tx, found, { after: 0, most: 1_000 })).map(
      ({ line, column, code }) => `${line} ${column}:${code}`,
    ),
  );
}
const row = (...cells: (string | null)[]) => cells.map((cell) => cell ?? "").join(",");

test("each round stands as it went: tabs, days, known customers, rivals, claims, log; nobody is mailed; again changes nothing", async () => {
  const company = await f.partner();
  const rival = await f.partner();
  const engagement = await f.engagement();
  const { mpnId } = company.location;
  const tenants = await Promise.all(
    ["live", "completed", "declined", "expired", "open", "withdrawn", "lapsed"].map((name) =>
      f.tenant({ name, eligibleFor: [engagement] }),
    ),
  );
  const of = (name: string) => tenants.find((one) => one.name === name)!;
  const line = (name: string, ...days: (string | null)[]) =>
    row(
      mpnId,
      of(name).id,
      engagement.name,
      ...days,
      `file ${name}`,
      "Sam de Wit",
      `sam@${of(name).domain}`,
    );
  const rows = [
    line("live", "2026-01-05", "2026-01-20", null, null, null, null),
    line("completed", "2025-08-01", "2025-08-10", null, null, null, "2025-12-24"),
    line("declined", "2025-08-01", null, "2025-08-03", null, null, null),
    line("expired", "2025-08-01", null, null, "2025-08-31", null, null),
    line("open", "2026-03-01", null, null, null, null, null),
    line("withdrawn", "2025-08-01", "2025-08-02", null, null, "2025-09-01", null),
    line("lapsed", "2025-08-01", "2025-08-02", null, null, null, null),
  ];
  await Promise.all(tenants.map((tenant) => f.known(rival, tenant)));
  const { before, after } = await take(rows);
  expect(before).toEqual({ state: "previewed", made: 7, changed: 0, unchanged: 0, refused: 0 });
  expect(after).toEqual({ ...before, state: "done" });

  const rounds = await f.sql(
    `select t.name, a.origin, a.created_by as by, to_char(a.ended_at at time zone 'Europe/Amsterdam', 'YYYY-MM-DD') as ended, a.end_reason as why, a.requested_at is null as unasked
     from associations a join tenants t on t.id = a.tenant_id where a.partner_id = $1 order by t.name`,
    [company.id],
  );
  const stands = { origin: "imported", by: null, ended: null, why: null, unasked: false };
  expect(rounds).toEqual([
    { ...stands, name: "completed" },
    { ...stands, name: "declined", ended: "2025-08-03", why: "declined" },
    { ...stands, name: "expired", ended: "2025-08-31", why: "consent_expired" },
    { ...stands, name: "lapsed", ended: "2025-11-01", why: "delivery_expired" },
    { ...stands, name: "live" },
    { ...stands, name: "open", unasked: true },
    { ...stands, name: "withdrawn", ended: "2025-09-01", why: "withdrawn" },
  ]);
  const page = (who: typeof company, tab: string) =>
    reading(f.ctx(who.admin), async (tx) => {
      const { rows: lines } = await customersPage(tx, { slug: engagement.slug, search: { tab } });
      return lines.map(({ name, state, evidence }) => [
        name,
        state.kind,
        "daysLeft" in state ? state.daysLeft : null,
        evidence,
      ]);
    });
  expect(await page(company, "eligible")).toEqual([
    ["open", "to_ask", 21, "file open"],
    ["live", "active", 41, "file live"],
    ["lapsed", "known", null, null],
    ["withdrawn", "known", null, null],
  ]);
  expect(await page(company, "complete")).toEqual([
    ["completed", "completed", null, "file completed"],
  ]);
  // S12, S13.
  expect(
    await f.sql(
      "select name, status from customers where partner_id = $1 and engagement_id = $2 and tab = 'ineligible' order by name",
      [rival.id, engagement.id],
    ),
  ).toEqual([
    { name: "completed", status: "done" },
    { name: "live", status: "consent" },
  ]);
  expect(
    await f.sql(
      "select t.name from known_customers k join tenants t on t.id = k.tenant_id where k.partner_id = $1 and imported_by = $2 order by 1",
      [company.id, steward.userId],
    ),
  ).toEqual(["completed", "lapsed", "live", "withdrawn"].map((name) => ({ name })));
  expect(
    await f.sql(
      `select t.name, c.status, c.contact_first_name as contact, c.partner_contact_email as ours,
         to_char((c.delivery_due_at - interval '1 ms') at time zone c.time_zone, 'YYYY-MM-DD') as until
       from workshop_claims c join tenants t on t.id = c.tenant_id where c.partner_id = $1`,
      [company.id],
    ),
  ).toEqual([
    {
      name: "live",
      status: "editing",
      contact: "Sam de Wit",
      ours: company.admin.email,
      until: "2026-04-20",
    },
  ]);
  expect(await f.sql("select from emails where partner_id = $1", [company.id])).toEqual([]);
  expect(
    await f.sql(
      "select actor_kind, actor_id from audit_log where event = 'round.imported' and chain = $1",
      [company.id],
    ),
  ).toEqual(rows.map(() => ({ actor_kind: "operator", actor_id: steward.userId })));
  expect(await factFaults(f, company.id)).toEqual([]);
  const again = await take(rows).catch((error: unknown) => error);
  expect(again).toMatchObject({ after: { made: 0, unchanged: 7, refused: 0 } });
});

test("what clashes is told by row, in the look at it as in taking it in", async () => {
  const company = await f.partner();
  const other = await f.partner();
  const lonely = await f.location(company);
  const engagement = await f.engagement({
    availableFrom: "2025-07-01",
    lastDayToAdd: "2026-06-30",
  });
  const [free, asked, mine, twice] = (await Promise.all(
    [0, 1, 2, 3].map(() => f.tenant({ eligibleFor: [engagement] })),
  )) as [
    Awaited<ReturnType<typeof f.tenant>>,
    Awaited<ReturnType<typeof f.tenant>>,
    Awaited<ReturnType<typeof f.tenant>>,
    Awaited<ReturnType<typeof f.tenant>>,
  ];
  await f.association(company, mine, engagement, { createdAt: new Date("2026-03-01T09:00:00Z") });
  const round = await f.association(other, asked, engagement);
  await f.sql(
    `insert into consent_requests (partner_id, association_id, consent_due_at, contact_first_name, contact_last_name, contact_title, contact_email, language,
       partner_contact_name, partner_contact_email, partner_contact_phone, wording_version, sent_by, sent_at)
     values ($1, $2, $3, 'Sam', '', '', $4, 'en', 'Robin', 'robin@partner.example', '', '1', $5, $6)`,
    [other.id, round.id, round.consentDueAt, `sam@${asked.domain}`, other.admin.userId, f.now],
  );
  const at =
    (place: { mpnId: string }, tenant: { id: string; domain: string }) =>
    (...days: (string | null)[]) =>
      row(place.mpnId, tenant.id, engagement.slug, ...days, "file", "Sam", `sam@${tenant.domain}`);
  const one = at(company.location, free);
  const rows = [
    one("2026-03-11", null, null, null, null, null),
    one("2026-02-01", "2026-01-31", null, null, null, null),
    one("2026-02-01", "2026-02-02", "2026-02-02", null, null, null),
    one("2026-02-01", null, null, null, null, "2026-02-05"),
    one("2026-02-01", "2026-02-02", null, null, "2026-02-03", "2026-02-03"),
    one("2025-06-30", null, "2025-07-03", null, null, null),
    one("44000", null, null, null, null, null),
    row("1", free.id, engagement.slug, "2026-02-01", null, null, null, null, null, "file"),
    row(
      company.location.mpnId,
      "nowhere.example",
      engagement.slug,
      "2026-02-01",
      null,
      null,
      null,
      null,
      null,
      "file",
    ),
    row(
      company.location.mpnId,
      free.id,
      "No such workshop",
      "2026-02-01",
      null,
      null,
      null,
      null,
      null,
      "file",
    ),
    row(
      company.location.mpnId,
      free.id,
      engagement.slug,
      "2026-02-01",
      null,
      null,
      null,
      null,
      null,
      "",
    ),
    row(
      company.location.mpnId,
      free.id,
      engagement.slug,
      "2026-02-01",
      "2026-02-02",
      null,
      null,
      null,
      null,
      "file",
      "Sam",
    ),
    row(
      company.location.mpnId,
      free.id,
      engagement.slug,
      "2026-02-01",
      "2026-02-02",
      null,
      null,
      null,
      null,
      "file",
      "Sam",
      company.admin.email,
    ),
    at(company.location, mine)("2026-02-20", null, null, null, null, null),
    at(company.location, mine)("2026-02-20", null, "2026-03-02", null, null, null),
    at(company.location, asked)("2026-02-01", "2026-02-03", null, null, null, null),
    at(company.location, twice)("2026-02-01", "2026-02-03", null, null, null, null),
    at(other.location, twice)("2026-02-01", "2026-02-04", null, null, null, null),
    at(company.location, twice)("2026-02-05", null, null, null, null, null),
    at(lonely, twice)("2025-08-01", null, "2025-08-02", null, null, null),
  ];
  const { id, before, after } = await take(rows);
  expect(after).toEqual({ ...before, state: "done" });
  expect(before).toMatchObject({ made: 2, refused: 18 });
  expect(await told(id)).toEqual([
    "2 askedOn:import_day_to_come",
    "3 consentedOn:dates_out_of_order",
    "4 declinedOn:import_two_answers",
    "5 completedOn:import_consent_first",
    "6 completedOn:import_two_answers",
    "7 askedOn:import_engagement_then",
    "8 askedOn:import_day_number",
    "9 mpnId:import_unknown_location",
    "10 tenant:import_unknown_tenant",
    "11 engagement:import_unknown_engagement",
    "12 evidence:import_required",
    "13 contactEmail:import_contact_needed",
    "14 contactEmail:contact_own_person",
    "15 askedOn:import_round_open",
    "16 askedOn:import_round_open",
    "17 consentedOn:import_being_asked",
    "19 consentedOn:import_consents_given",
    "20 askedOn:import_round_open",
  ]);
  const otherwise = await look([
    at(company.location, twice)("2026-02-01", "2026-02-02", null, null, null, null),
  ]);
  expect(await told(otherwise)).toEqual(["2 askedOn:import_round_stands"]);
});

test("U13 only a data steward who has just proven who they are takes it in", async () => {
  const id = await look([row("1", "x", "y", "2026-01-01", null, null, null, null, null, "file")]);
  await f.sql("update import_runs set made = 1 where id = $1", [id]);
  const old = { ...steward, signedInAt: new Date(f.now.getTime() - 16 * 60_000) };
  expect(await refusedWith(beginImport(f.ctx(old), { id }))).toBe("sign_in_again");
  const manager = await f.operator({ roles: ["partner_manager"] });
  expect(await refusedWith(beginImport(f.ctx(manager), { id }))).toBe("forbidden");
  expect((await run(id)).state).toBe("previewed");
});

test("a claim whose number is taken has the next one that is free", async () => {
  const company = await f.partner();
  const engagement = await f.engagement();
  await atEightDigits(f, async () => {
    for (const name of ["one", "two"]) {
      const { id } = await f.tenant({ name, eligibleFor: [engagement] });
      await take([
        row(
          company.location.mpnId,
          id,
          engagement.name,
          "2026-01-05",
          "2026-01-20",
          null,
          null,
          null,
          null,
          "file",
          "Sam de Wit",
          "sam@two.example",
        ),
      ]);
    }
  });
  const made = await f.sql<{ number: number }>(
    "select number from workshop_claims where partner_id = $1 order by number",
    [company.id],
  );
  expect(made.map(({ number }) => String(number).length)).toEqual([7, 8]);
});
