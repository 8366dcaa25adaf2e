import type { Actor } from "@/lib/ctx";
import { consented, type Consented } from "@/testing/claims";
import { attacker } from "@/testing/attacker";
import { fixture, type Company, type Engagement, type Tenant } from "@/testing/fixture";

/** P8, P13: what was published, and what was paid by, stays, whoever writes to the database as the web server. */
const them = attacker(() => f);
const f = fixture();
let editor: Actor & { userId: string };
let reader: Actor & { userId: string };
let engagement: Engagement;
let company: Company;
let tenant: Tenant;
let paid: Consented["claim"];

beforeAll(async () => {
  editor = await f.operator({ roles: ["catalogue_editor"] });
  reader = await f.operator({ roles: ["reader", "reviewer", "administrator"] });
  engagement = await f.engagement();
  company = await f.partner();
  tenant = await f.tenant({ eligibleFor: [engagement] });
  const priced = await f.engagement();
  await f.sql(
    "insert into engagement_rates (engagement_id, band, valid_from, amount_minor) values ($1, 'C', '2026-01-01', 400000)",
    [priced.id],
  );
  paid = (await consented(f, { engagement: priced })).claim;
  await them.connect();
  // Each of them proved just now who they are (U13).
  await f.sql("update sessions set proven_at = now()");
});

const update = (set: string, where = "number = 1") =>
  `update engagement_versions set ${set}, changed_by = app_user() where engagement_id = '${engagement.id}' and ${where}`;
const draft = (number: number, more = "", values = "") =>
  `insert into engagement_versions (engagement_id, number, name, summary, consent_days, delivery_days, review_days, dispute_days,
     partner_criteria, customer_criteria, poe, resources, changed_by${more})
   select engagement_id, ${number}, 'Next', summary, 1, 1, 1, 1, partner_criteria, customer_criteria, poe, resources, app_user()${values}
   from engagement_versions where engagement_id = '${engagement.id}' and number = 1`;
const published = (day: string, at = "now()") =>
  [", holds_from, published_at", `, ${day}, ${at}`] as const;

test.each([
  ["consent_days = 1", "engagement_versions_stay"],
  ["name = 'Other'", "engagement_versions_stay"],
  ["customer_criteria = '[]', poe = '[]'", "engagement_versions_stay"],
  ["published_at = null", "engagement_versions_stay"],
  ["holds_from = '2030-01-01'", "engagement_versions_stay"],
])("a published version never changes: %s", async (set, why) => {
  await them.begin(editor);
  expect(await them.tries(update(set))).toBe(why);
});

test("it is not taken back once it holds, and not deleted", async () => {
  await them.begin(editor);
  const withdraws =
    "update engagement_versions set withdrawn_at = now(), withdrawn_by = app_user()";
  expect(await them.tries(`${withdraws} where engagement_id = '${engagement.id}'`)).toBe(
    "engagement_versions_hold",
  );
  expect(await them.tries("delete from engagement_versions")).toBe("permission denied");
  expect(await them.tries(`select delete_draft('${engagement.id}')`)).toBe(1);
  expect(await f.sql("select from engagements where id = $1", [engagement.id])).toHaveLength(1);
});

test("another one is for a day to come, by itself on it, published now and by a catalogue editor", async () => {
  await them.begin(reader);
  expect(await them.tries(draft(2))).toBe("row-level security");
  await them.begin(editor);
  expect(await them.tries(draft(2, ...published("current_date - 1")))).toBe(
    "engagement_versions_later",
  );
  expect(await them.tries(draft(2, ...published("'2020-01-01'")))).toBe(
    "engagement_versions_later",
  );
  expect(
    await them.tries(draft(2, ...published("current_date + 9", "now() - interval '1 day'"))),
  ).toBe("engagement_versions_now");
  await them.client().query(draft(2, ...published("current_date + 9")));
  expect(await them.tries(draft(3, ...published("current_date + 9")))).toBe(
    "engagement_versions_later",
  );
  await them.client().query(draft(3));
  expect(await them.tries(draft(4))).toBe("engagement_versions_one_draft");
});

test("a round begins under the version that holds, and keeps it", async () => {
  const [other] = await f.sql<{ id: string }>(
    `insert into engagement_versions (engagement_id, number, name, summary, consent_days, delivery_days, review_days, dispute_days,
       partner_criteria, customer_criteria, poe, resources, holds_from, published_at)
     select engagement_id, 9, 'Later', summary, 5, 5, 5, 5, partner_criteria, customer_criteria, poe, resources, '2999-01-01', now()
     from engagement_versions where engagement_id = $1 and number = 1 returning id`,
    [engagement.id],
  );
  await them.begin(company.admin);
  const begin = (version: string) =>
    them.tries(
      `insert into associations (partner_id, location_id, tenant_id, engagement_id, version_id, origin, customer_email, created_at, created_by, time_zone, consent_due_at)
       values ($1, $2, $3, $4, $5, 'added', 'x@y.example', now(), $6, 'UTC', '2099-01-01')`,
      [company.id, company.location.id, tenant.id, engagement.id, version, company.admin.userId],
    );
  expect(await begin(other!.id)).toBe("associations_version");
  expect(await begin(engagement.versionId)).toBe(1);
  const moved = await them.tries(`update associations set version_id = '${other!.id}'`);
  expect(moved).toBe("permission denied");
});

test("a rate by which was paid stays, and none comes between it and the day of that consent", async () => {
  await them.begin(editor);
  const rate = (day: string) =>
    them.tries(
      `insert into engagement_rates (engagement_id, band, valid_from, amount_minor, proposed_by)
       values ('${paid.engagementId}', 'C', '${day}', 100, app_user())`,
    );
  const last = claimDay(paid.createdAt);
  expect(await rate("2025-12-31")).toBe(1);
  expect(await rate("2026-01-02")).toBe("engagement_rates_fixed");
  expect(await rate(last)).toBe("engagement_rates_fixed");
  expect(await rate("2099-01-01")).toBe(1);
  const change = (set: string) =>
    them.tries(
      `update engagement_rates set ${set}, agreed_by = app_user() where engagement_id = '${paid.engagementId}'`,
    );
  expect(await change("amount_minor = 1")).toBe("engagement_rates_fixed");
  expect(await them.tries(`select delete_rate('${paid.engagementId}', '2026-01-01', 'C')`)).toBe(
    "engagement_rates_fixed",
  );
});

/** In the zone of the location. */
const claimDay = (at: Date) =>
  new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Amsterdam", dateStyle: "short" }).format(at);
