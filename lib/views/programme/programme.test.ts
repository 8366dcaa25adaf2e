import { reading, type Actor, type Tx } from "../../ctx";
import { usd } from "@/testing/money";
import { fixture } from "@/testing/fixture";
import { exportCatalogue } from "@/lib/engagements/exchange/export-catalogue";
import { programmeCatalogue } from "./catalogue";
import { editPart } from "./edit-engagement";
import { programmeEngagement } from "./engagement";
import { programmeHealth } from "./health";
import { programmeMail } from "./mail";
import { programmeOverview } from "./overview";
import { programmeReports } from "./reports";
import { programmeTenant } from "./tenant";
import { programmeTenants } from "./tenants";

const f = fixture();
const as = <T>(actor: Actor, view: (tx: Tx) => Promise<T>) => reading(f.ctx(actor), view);
const views: [string, (tx: Tx) => Promise<unknown>][] = [
  ["overview", (tx) => programmeOverview(tx)],
  ["reports", (tx) => programmeReports(tx, { search: {} })],
  ["mail", (tx) => programmeMail(tx, { search: {} })],
  ["health", (tx) => programmeHealth(tx)],
  ["catalogue", (tx) => programmeCatalogue(tx, { search: {} })],
  ["engagement", (tx) => programmeEngagement(tx, { slug: "x" })],
  ["tenants", (tx) => programmeTenants(tx, { search: {} })],
  ["tenant", (tx) => programmeTenant(tx, { id: "00000000-0000-4000-8000-000000000000" })],
];

test.each(views)("%s is for the programme alone", async (_, view) => {
  const { admin } = await f.partner();
  await expect(as(admin, view)).rejects.toThrow("forbidden");
  await expect(as(f.system().actor, view)).rejects.toThrow("forbidden");
});

test("tenants are found by name, domain in either spelling, TPID and tenant ID, page by page", async () => {
  const operator = await f.operator();
  const find = async (q: string) =>
    (await as(operator, (tx) => programmeTenants(tx, { search: { q } }))).rows.map(({ id }) => id);
  const one = await f.tenant({
    name: "Bäckerei 100% Zürich",
    tpid: 7_654_321,
    domains: ["xn--bckerei-5wa.example"],
  });
  const other = await f.tenant({ name: "Anders" });
  expect(await find("zürich")).toEqual([one.id]);
  expect(await find("100% Z")).toEqual([one.id]);
  expect(await find("101% Z")).toEqual([]);
  expect(await find("bäckerei.example")).toEqual([one.id]);
  expect(await find("xn--bck")).toEqual([one.id]);
  expect(await find("7654321")).toEqual([one.id]);
  expect(await find(`{${one.id.toUpperCase()}}`)).toEqual([one.id]);
  expect(await find("'; drop table tenants --")).toEqual([]);
  expect(await find("")).toEqual(expect.arrayContaining([one.id, other.id]));
});

test("the list of tenants goes on where it stopped, without gaps or repetitions", async () => {
  const operator = await f.operator();
  for (let n = 0; n < 60; n++) await f.tenant({ name: `Zzz same name` });
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await as(operator, (tx) =>
      programmeTenants(tx, { search: { q: "zzz same", after } }),
    );
    seen.push(...page.rows.map(({ id }) => id));
    after = page.next ?? undefined;
  } while (after);
  expect(new Set(seen).size).toBe(60);
  expect(seen).toHaveLength(60);
});

test("a tenant's facts stand by month, with what each engagement makes of them", async () => {
  const operator = await f.operator();
  const engagement = await f.engagement({
    customerCriteria: [{ metric: "teams_pau", operator: ">=", value: 100 }],
  });
  const tenant = await f.tenant({ usage: { teams_pau: 40 } });
  const view = await as(operator, (tx) => programmeTenant(tx, { id: tenant.id }));
  expect(view.facts).toEqual([{ metric: "teams_pau", values: [40] }]);
  expect(view.engagements.find(({ slug }) => slug === engagement.slug)).toMatchObject({
    met: false,
    criteria: [{ required: 100, actual: 40, met: false }],
  });
  await expect(as(operator, (tx) => programmeTenant(tx, { id: "x" }))).rejects.toThrow("not_found");
});

test("P7, P8 an engagement all of whose versions were taken back is listed, and edited on", async () => {
  const operator = await f.operator();
  const { slug, id, name } = await f.engagement();
  await f.sql(
    "update engagement_versions set withdrawn_at = $2, withdrawn_by = $3 where engagement_id = $1",
    [id, f.now, operator.userId],
  );
  const { rows } = await as(operator, (tx) => programmeCatalogue(tx, { search: {} }));
  expect(rows.find((one) => one.slug === slug)).toMatchObject({ name, state: "draft" });
  expect(await as(operator, (tx) => editPart(tx, { slug, part: "basics" }))).toMatchObject({
    fields: { name },
  });
  expect(await exportCatalogue(f.ctx(operator))).toContain(slug);
});

test("the catalogue and its rules are the programme's to read", async () => {
  const operator = await f.operator();
  const { slug } = await f.engagement({ name: "Rules" });
  await f.sql(
    `insert into engagement_rates (engagement_id, band, valid_from, amount_minor)
     select id, 'A', '2025-01-01', 500000 from engagements where slug = $1`,
    [slug],
  );
  const { rows } = await as(operator, (tx) => programmeCatalogue(tx, { search: { q: slug } }));
  expect(rows).toMatchObject([{ slug, state: "active", draft: false }]);
  const none = { search: { q: slug, state: "draft" } };
  expect((await as(operator, (tx) => programmeCatalogue(tx, none))).rows).toEqual([]);
  const rules = await as(operator, (tx) => programmeEngagement(tx, { slug }));
  expect(rules).toMatchObject({
    engagement: { name: "Rules" },
    rates: [{ amount: usd(5000) }, {}, {}],
  });
  await expect(as(operator, (tx) => programmeEngagement(tx, { slug: "no" }))).rejects.toThrow(
    "not_found",
  );
});

test("reports say who asked whom for what, the newest first", async () => {
  const operator = await f.operator();
  const company = await f.partner({ name: "Asker" });
  const engagement = await f.engagement({ name: "Asked for" });
  const tenant = await f.tenant({ name: "Surprised" });
  const { id, consentDueAt } = await f.association(company, tenant, engagement);
  const [asked] = await f.sql<{ id: string }>(
    `insert into consent_requests (partner_id, association_id, consent_due_at, contact_first_name,
       contact_last_name, contact_title, contact_email, language, partner_contact_name,
       partner_contact_email, partner_contact_phone, wording_version, sent_by, sent_at)
     values ($1, $2, $3, 'A', 'B', '', 'a@b.example', 'en', 'P', 'p@p.example', '', '1', $4, $5)
     returning id`,
    [company.id, id, consentDueAt, company.admin.userId, f.now],
  );
  for (const n of [1, 2, 3])
    await f.sql(
      `insert into consent_reports (partner_id, request_id, message, created_at)
       values ($1, $2, $3, $4)`,
      [company.id, asked?.id, `Report ${n}`, new Date(f.now.getTime() + n)],
    );
  const first = await as(operator, (tx) => programmeReports(tx, { search: {}, size: 2 }));
  expect(first.rows.map(({ message }) => message)).toEqual(["Report 3", "Report 2"]);
  const after = first.next ?? undefined;
  expect(
    await as(operator, (tx) => programmeReports(tx, { search: { after }, size: 2 })),
  ).toMatchObject({
    rows: [{ message: "Report 1", partner: "Asker", tenant: "Surprised", engagement: "Asked for" }],
    next: null,
  });
});

test("e-mails that did not arrive are listed by state, the newest first", async () => {
  const operator = await f.operator();
  const { id } = await f.partner({ name: "Sender" });
  const mail = (state: string, minutes: number) =>
    f.sql(
      `insert into emails (partner_id, template, language, recipient, variables, state, created_at, state_at)
       values ($1, 'consent-request', 'en', $2, '{}', $3, $4, $4)`,
      [id, `${state}@x.example`, state, new Date(f.now.getTime() + minutes * 60_000)],
    );
  for (const [at, state] of ["bounced", "sent", "failed", "complained"].entries())
    await mail(state, at);
  const states = async (state?: string) =>
    (await as(operator, (tx) => programmeMail(tx, { search: { state } }))).rows.map(
      (row) => row.state,
    );
  expect(await states()).toEqual(["complained", "failed", "bounced"]);
  expect(await states("failed")).toEqual(["failed"]);
  const first = await as(operator, (tx) => programmeMail(tx, { search: {}, size: 2 }));
  const rest = await as(operator, (tx) =>
    programmeMail(tx, { search: { after: first.next ?? undefined }, size: 2 }),
  );
  expect(rest).toMatchObject({ rows: [{ state: "bounced", partner: "Sender" }], next: null });
  expect((await as(operator, (tx) => programmeOverview(tx))).counts.undelivered).toBe(3);
});
