import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { newOperator, openSession } from "./people";
import { expectAllAccessible, expectLater } from "./steps";
import { sql } from "./world";

const base = process.env.E2E_URL ?? "";

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test.setTimeout(120_000);
  test("P19–P22 a long file is looked at, taken in, and its bad row comes back with the reason", async ({
    page,
  }) => {
    const mark = randomUUID().slice(0, 8);
    const rows = Array.from(
      { length: 8_000 },
      (_, n) => `${randomUUID()},Imported ${mark} ${n},NL,,${mark}-${n}.example,2026-10,120`,
    );
    const csv = [
      "tenant_id,name,country,tpid,domains,as_of,teams_mau",
      ...rows,
      "4.1E+15,Broken,NL,,,2026-10,1",
    ];
    await openSession(page, await newOperator("data_steward"), base, 1);
    await page.goto("/programme/imports/new?kind=tenants");
    await page.getByLabel("CSV file or workbook (.xlsx)").setInputFiles({
      name: "tenants.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(`${csv.join("\r\n")}\r\n`),
    });
    await page.getByRole("button", { name: "Look at what it changes" }).click();
    await page.waitForURL(/\/programme\/imports\/[0-9a-f-]{36}/);
    const main = page.locator("main");
    await expectLater(page, /New\s+8,000/);
    await expect(main).toContainText(`Imported ${mark} 0`);
    await page.getByRole("button", { name: /Take in 8,000/ }).click();
    await expectLater(page, /Taken in \d/);
    const [kept] = await sql<{ count: string }>(
      "select count(*) from tenants where name like 'Imported ' || $1 || ' %'",
      [mark],
    );
    expect(kept?.count).toBe("8000");
    const refused = await page.request.get(`${new URL(page.url()).pathname}/refused.csv`);
    expect(await refused.text()).toMatch(/^4\.1E\+15,Broken,.*,"?\S.*$/m);
  });

  test("P23 what the whole list leaves out is shown, and goes once its number is typed", async ({
    page,
  }) => {
    const [company] = await sql<{ id: string }>(
      "insert into partners (id, name, country) values (gen_random_uuid(), 'Whole list', 'NL') returning id",
    );
    const tenants = await sql<{ id: string }>(
      "insert into tenants (id, name, country, updated_at) select gen_random_uuid(), 'Listed ' || n, 'NL', now() from generate_series(1, 3) n returning id",
    );
    const manager = await newOperator("partner_manager");
    await openSession(page, manager, base, 1);
    const main = page.locator("main");
    const looked = (text: RegExp) => expectLater(page, text);
    const look = async (some: { id: string }[]) => {
      const csv = `Partner ID,Tenant\n${some.map(({ id }) => `${company?.id},${id}\n`).join("")}`;
      await page.goto("/programme/imports/new?kind=known");
      await page
        .getByLabel("CSV file or workbook (.xlsx)")
        .setInputFiles({ name: "known.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
      await page.getByRole("button", { name: "Look at what it changes" }).click();
      await page.waitForURL(/\/programme\/imports\/[0-9a-f-]{36}/);
    };
    await look(tenants);
    await looked(/New\s+3/);
    await page.getByRole("button", { name: "Take in 3 changes" }).click();
    await looked(/Taken in \d/);
    await look(tenants.slice(0, 1));
    await looked(/Unchanged\s+1/);
    await page.getByLabel("This file is the whole list").check();
    await page.getByRole("button", { name: "Look again" }).click();
    await looked(/2 are not in the file/);
    await expect(main).toContainText("Whole list: Listed 3");
    await page.getByLabel("To remove them, type 2").fill("3");
    await page.getByRole("button", { name: "Remove 2" }).click();
    await expect(main).toContainText("type how many they are: 2");
    await page.getByLabel("To remove them, type 2").fill("2");
    await page.getByRole("button", { name: "Remove 2" }).click();
    await looked(/Removed\s+2/);
    const missing = await page.request.get(`${new URL(page.url()).pathname}/missing.csv`);
    expect(await missing.text()).toContain(
      "Whole list: Listed 2,Is no known customer any more,Removed",
    );
    const known = await sql("select from known_customers where partner_id = $1", [company?.id]);
    expect(known).toHaveLength(1);
  });
});

test("P19 a consent from before this product is taken in by who just proved who they are, and its partner goes on with it", async ({
  page,
}) => {
  const [found] = await sql<{
    mpn: string;
    partner: string;
    tenant: string;
    domain: string;
    slug: string;
    name: string;
    admin: string;
  }>(`
    select l.mpn_id as mpn, l.partner_id as partner, t.id as tenant, d.domain, e.slug, t.name, g.user_id as admin
    from engagements e join locations l on l.enrolment = 'enrolled'
      join lateral (select g.user_id from role_grants g where g.partner_id = l.partner_id and g.location_id is null and g.role = 'incentives_admin'
        and not exists (select from memberships m where m.user_id = g.user_id and m.partner_id <> l.partner_id) limit 1) g on true
      join tenants t on true join tenant_domains d on d.tenant_id = t.id
    where e.available_from < current_date - 40 and coalesce(e.last_day_to_add, e.available_until, 'infinity') > current_date
      and has_customers(e.id) and not exists (select from associations a where a.engagement_id = e.id and a.tenant_id = t.id)
      and not exists (select from known_customers k where k.tenant_id = t.id and k.partner_id = l.partner_id)
    order by random() limit 1`);
  if (!found) throw new Error("nothing to import");
  const [days] = await sql<Record<"asked" | "consented" | "later", string>>(
    "select (current_date - 30)::text as asked, (current_date - 20)::text as consented, (current_date + 3)::text as later",
  );
  if (!days) throw new Error("no day");
  const head =
    "MPN location ID,Tenant,Engagement,Asked on,Consented on,Declined on,Completed on,Evidence,Contact,Contact e-mail";
  const good = `${found.mpn},${found.tenant},${found.slug},${days.asked},${days.consented},,,Archive 17/4,Sam de Wit,sam.de.wit@${found.domain}`;
  const bad = `${found.mpn},${found.tenant},${found.slug},${days.later},,,,Archive 17/5,,`;
  const steward = await newOperator("data_steward");
  await openSession(page, steward, base, 1);
  await page.goto("/programme/imports/new?kind=history");
  await page.getByLabel("CSV file or workbook (.xlsx)").setInputFiles({
    name: "before.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`${head}\n${good}\n${bad}\n`),
  });
  await page.getByRole("button", { name: "Look at what it changes" }).click();
  await page.waitForURL(/\/programme\/imports\/[0-9a-f-]{36}/);
  const main = page.locator("main");
  await expectLater(page, /New\s+1/);
  await expect(main).toContainText("This day is still to come");
  await page.getByRole("button", { name: /Take in 1 change/ }).click();
  await expectLater(page, /Taken in \d/);
  await openSession(page, found.admin, base, 2);
  await page.goto(`/engagements/${found.slug}/customers?q=${encodeURIComponent(found.tenant)}`);
  await expect(main).toContainText("Archive 17/4");
  // Whoever administers the partner reads its language.
  await page.locator('main a[href^="/claims/"]').click();
  await expect(main).toContainText("Sam de Wit");
  await expect(main).toContainText("Archive 17/4");
});

for (const language of ["en", "nl"] as const) {
  test(`the pages of imports pass axe, narrow and wide, light and dark (${language})`, async ({
    page,
  }) => {
    const reader = await newOperator("data_steward", "partner_manager");
    await sql("update users set locale = $2 where id = $1", [reader, language]);
    await openSession(page, reader, base, 1);
    const [last] = await sql<{ id: string }>(
      "select id from import_runs order by made_at desc limit 1",
    );
    const pages = ["tenants", "partners", "people", "known", "history"].map(
      (kind) => `/programme/imports/new?kind=${kind}`,
    );
    await expectAllAccessible(page, language, [
      "/programme/imports",
      ...pages,
      ...(last ? [`/programme/imports/${last.id}`] : []),
    ]);
  });
}
