import { attacker } from "@/testing/attacker";
import { submitted } from "@/testing/claims";
import { fixture } from "@/testing/fixture";

/** What the worker may do as the product itself is what a job does: it reads of the programme, and writes none of it. */
const them = attacker(() => f);
const f = fixture();
beforeAll(async () => {
  await submitted(f);
  await f.operator();
  await them.connect();
});

const refused = [0, "permission denied"];

test.each([
  ["engagements", "slug"],
  ["engagement_versions", "name"],
  ["engagement_rates", "amount_minor"],
  ["programme", "name"],
  ["partners", "name"],
  ["locations", "name"],
  ["location_qualifications", "valid_until"],
  ["memberships", "ended_at"],
  ["operator_grants", "role"],
  ["role_grants", "role"],
  ["payment_runs", "exported_at"],
  ["metrics", "unit"],
])("the worker reads %s and changes nothing there", async (table, column) => {
  const worker = await them.begin("worker");
  const { rows } = await worker.query(`select count(*)::int as n from ${table}`);
  if (!["payment_runs", "location_qualifications", "engagement_rates"].includes(table))
    expect(rows[0]).not.toEqual({ n: 0 });
  expect(refused).toContain(
    await them.tries(`update ${table} set ${column} = ${column}`, [], worker),
  );
  expect(refused).toContain(await them.tries(`delete from ${table}`, [], worker));
});

test("D4 the worker forgets drafts that nobody touched for a month, and no other", async () => {
  const company = await f.partner();
  const draft = (age: string) =>
    f.sql(
      `insert into drafts (partner_id, user_id, kind, engagement_id, "values", updated_at)
       select $1, $2, 'claim', id, '{}', now() - $3::interval from engagements limit 1`,
      [company.id, company.admin.userId, age],
    );
  await draft("1 hour");
  await draft("31 days");
  const worker = await them.begin("worker");
  expect(await them.tries("delete from drafts where partner_id = $1", [company.id], worker)).toBe(
    1,
  );
});
