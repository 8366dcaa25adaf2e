import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { newPerson, openSession } from "./people";
import { answer, expectAllAccessible, expectLater, newestMail, visitor } from "./steps";
import { newKnownCustomer, sql } from "./world";

const base = process.env.E2E_URL ?? "";
const slug = "collaborative-apps";

/** Known customers of the company at the workshop, nobody's but this journey's. */
async function known(count: number, mark: string): Promise<string[]> {
  const made = await sql<{ id: string; name: string }>(
    `with made as (insert into tenants (id, name, country, updated_at) select gen_random_uuid(), $1 || ' ' || n, 'NL', now()
       from generate_series(1, $2::integer) n returning id, name),
     used as (insert into tenant_usage (tenant_id, month, metrics) select m.id, u.month, u.metrics from made m,
       (select month, metrics from tenant_usage x join customers c on c.tenant_id = x.tenant_id and c.status = 'known' and c.known
         and c.engagement_id = (select id from engagements where slug = $3) order by x.month desc limit 1) u),
     met as (insert into tenant_eligibility (tenant_id, engagement_id, met, evaluated_at) select id, (select id from engagements where slug = $3), true, now() from made)
     select id, name from made order by name`,
    [mark, count, slug],
  );
  for (const { id } of made)
    await sql(
      "insert into known_customers (partner_id, tenant_id, since) select id, $1, now() from partners where name = 'Noordzee Cloud'",
      [id],
    );
  return made.map(({ id }) => id);
}

/** Somebody who may do everything at the company. */
async function somebody(): Promise<string> {
  const person = await newPerson();
  await sql(
    "insert into role_grants (partner_id, user_id, role) select id, $1, 'incentives_admin' from partners where name = 'Noordzee Cloud'",
    [person],
  );
  return person;
}

/** B1: the documents of the first claims of a list, and what is told where none was ticked. */
async function takeDocuments(page: Page): Promise<void> {
  await page.goto("/claims");
  const take = page.getByRole("button", { name: "Documents (ZIP)" });
  await page.getByRole("link", { name: "Choose rows" }).click();
  await take.click();
  await expect(page.locator("main")).toContainText("Tick at least one row");
  for (const at of [0, 1]) await page.locator("tbody input[name=row]").nth(at).check();
  const [file] = await Promise.all([page.waitForEvent("download"), take.click()]);
  expect(file.suggestedFilename()).toMatch(/^claim-documents-[\d-]+\.zip$/);
  expect(
    readFileSync(await file.path())
      .subarray(0, 2)
      .toString(),
  ).toBe("PK");
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test.setTimeout(180_000);

  test("B2–B5 a file, its dry run, two rows taken out, a run that is stopped and gone on with, its result", async ({
    page,
  }) => {
    const mark = `Bulk ${randomUUID().slice(0, 6)}`;
    const ids = await known(12, mark);
    const person = await somebody();
    await openSession(page, person, base);
    await page.goto(`/runs/new?kind=claim&workshops=${slug}`);
    // Longer than a form's texts may be.
    const csv = `tenant\n${ids.join("\n")}\n${randomUUID()}\n${"\n".repeat(70_000)}`;
    await page
      .getByLabel("File", { exact: true })
      .setInputFiles({ name: "rows.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
    await page.getByRole("button", { name: "To the dry run" }).click();
    await page.waitForURL(/\/runs\/\d+/);
    const main = page.locator("main");
    await expectLater(page, /This is a dry run/);
    await expect(main).toContainText("No tenant is known by");
    for (const row of [2, 5]) await page.getByLabel(`Do row ${row}: `).uncheck();
    await page.getByRole("button", { name: "Keep the ticked rows" }).click();
    await expect(page.getByRole("button", { name: "Claim 10 customers" })).toBeVisible();
    expect(await sql("select 1 from associations where tenant_id = any($1)", [ids])).toEqual([]);
    await page.getByRole("button", { name: "Claim 10 customers" }).click();
    const address = page.url();
    const pause = page.getByRole("button", { name: "Pause" });
    if (await pause.isVisible()) {
      await pause.click();
      await page.goto(address);
      await expectLater(page, /The run waits|Done \d/);
      const on = page.getByRole("button", { name: "Go on" });
      if (await on.isVisible()) await on.click();
    }
    await page.goto(address);
    await expectLater(page, /Done \d/);
    const file = await page.request.get(`${new URL(address).pathname}/rows.csv`);
    const lines = (await file.text()).trim().split("\r\n");
    expect(lines).toHaveLength(14);
    expect(lines.filter((line) => line.includes("Taken out"))).toHaveLength(2);
    const rounds = await sql("select 1 from associations where tenant_id = any($1)", [ids]);
    expect(rounds).toHaveLength(10);
    await page.goto(`/customers/${ids[0]}`);
    await expect(main).toContainText(/Run \d+/);
    await takeDocuments(page);
  });
});

test("B6 two workshops of one customer are chosen and asked for: one e-mail, and each link answers its own request", async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const customer = await newKnownCustomer("Together");
  await sql(
    "insert into tenant_eligibility (engagement_id, tenant_id, met, evaluated_at) select id, $1, true, now() from engagements on conflict do nothing",
    [customer.tenantId],
  );
  await openSession(page, await somebody(), base);
  await page.goto(`/opportunities?q=${encodeURIComponent(customer.name)}`);
  await expect(page.locator("input[name=row]")).toHaveCount(0);
  await page.getByRole("link", { name: "Choose rows" }).click();
  const boxes = page.locator("tbody input[name=row]");
  for (const at of [0, 1]) await boxes.nth(at).check();
  await page.getByRole("button", { name: "Claim", exact: true }).click();
  await page.waitForURL(/\/runs\/\d+/);
  await page.getByRole("button", { name: "Claim 2 customers" }).click({ timeout: 60_000 });
  await expectLater(page, /Done \d/);
  // Whom the company asked last, of which nothing is left to answer.
  await sql(
    `insert into consent_requests (partner_id, association_id, consent_due_at, contact_first_name, contact_last_name, contact_title, contact_email,
       language, partner_contact_name, partner_contact_email, partner_contact_phone, wording_version, sent_by, sent_at, replaced_at)
     select partner_id, id, consent_due_at, 'Ada', 'Lovelace', 'CIO', $2, 'en', 'P', 'p@partner.example', '', '1', created_by, now(), now()
     from associations where tenant_id = $1 limit 1`,
    [customer.tenantId, customer.email],
  );
  await page.getByRole("button", { name: "Ask these for consent" }).click();
  await page
    .getByRole("button", { name: "Ask 2 customers for consent" })
    .click({ timeout: 60_000 });
  await expectLater(page, /Done \d/);
  const links = async () => {
    const text = await newestMail(page, customer.email);
    return [...new Set(text.match(/\/consent\/[\w-]+/g))];
  };
  await expect.poll(async () => (await links()).length, { timeout: 60_000 }).toBe(2);
  const [first = "", second = ""] = await links();
  await page.goto(`/mailbox?q=${encodeURIComponent(customer.email)}`);
  await expect(page.locator('a[href^="/mailbox/"]')).toHaveCount(1);
  const context = await visitor(browser, { javaScriptEnabled: false });
  const theirs = await context.newPage();
  await answer(theirs, first, "Accept");
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("You accepted");
  await answer(theirs, second, "Decline");
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("You declined");
  await context.close();
  const decided = await sql<{ decision: string }>(
    `select d.decision from consent_decisions d join consent_requests r on r.id = d.request_id and r.association_id = d.association_id
       join associations a on a.id = r.association_id where a.tenant_id = $1 order by 1`,
    [customer.tenantId],
  );
  expect(decided.map(({ decision }) => decision)).toEqual(["accept", "decline"]);
});

test("B2 rows are ticked with keys and shift, and stand in a dry run that everybody can use", async ({
  page,
}) => {
  const mark = `Keys ${randomUUID().slice(0, 6)}`;
  await known(4, mark);
  const person = await somebody();
  await openSession(page, person, base);
  await page.goto(`/engagements/${slug}/customers?q=${encodeURIComponent(mark)}`);
  const boxes = page.locator("tbody input[name=row]");
  // Keys are heard once the page is awake.
  await expect(async () => {
    await page.keyboard.press("j");
    await expect(page.locator("tbody a:focus")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.keyboard.press("x");
  await expect(boxes.first()).toBeChecked();
  await expect(page.locator("tbody tr:has(:checked) a:focus")).toBeVisible();
  await boxes.nth(2).click({ modifiers: ["Shift"] });
  await expect(page.locator("tbody input[name=row]:checked")).toHaveCount(3);
  await page.getByRole("button", { name: "Claim", exact: true }).click();
  await page.waitForURL(/\/runs\/\d+/);
  await expect(page.getByRole("button", { name: "Claim 3 customers" })).toBeVisible({
    timeout: 60_000,
  });
  const pages = [new URL(page.url()).pathname, "/runs", "/runs/new?kind=ask"];
  await expectAllAccessible(page, "en", pages);
  await sql("update users set locale = 'nl' where id = $1", [person]);
  await expectAllAccessible(page, "nl", pages);
  await sql("update users set locale = 'en' where id = $1", [person]);
  await takeDocuments(page);
});
