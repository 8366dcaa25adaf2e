import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { newOperator, newPerson, openSession } from "./people";
import { among, expectAccessible } from "./steps";
import { sql } from "./world";

/** K4: a list as it is looked at, as a file: from its menu, with and without JavaScript. */
async function download(page: Page, name: string) {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name }).click(),
  ]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}
const linesOf = (bytes: Buffer) => bytes.toString("utf8").slice(1).split("\r\n").slice(0, -1);

/** Somebody new who works at one location of the first persona's company. */
async function clerk(): Promise<string> {
  const userId = await newPerson();
  await sql(
    `insert into role_grants (partner_id, user_id, role, location_id)
     select l.partner_id, $1, 'incentives_user', l.id from locations l join partners p on p.id = l.partner_id
     where p.name = 'Noordzee Cloud' and l.name like '%Amsterdam'`,
    [userId],
  );
  return userId;
}

test("a partner's list goes out as it is looked at, and not once the role is gone", async ({
  browser,
}) => {
  const context = await browser.newContext({
    baseURL: process.env.E2E_URL,
    javaScriptEnabled: false,
  });
  const page = await context.newPage();
  const userId = await clerk();
  await openSession(page, userId);
  await page.goto("/claims?status=done&hide=payout&sort=-name");
  const rows = page.locator("tbody tr");
  const shown = await rows.locator("th").allInnerTexts();
  await page.getByText("View", { exact: true }).click();
  const csv = await download(page, "CSV with commas");
  expect(csv.name).toMatch(/^workshop-claims-\d{4}-\d\d-\d\d\.csv$/);
  const [head = "", ...lines] = linesOf(csv.bytes);
  expect(head).toContain('"Claim ID","Customer"');
  expect(head).not.toContain("Payout");
  expect(among(shown, lines)).toEqual(shown);
  expect(lines.every((line) => line.includes("Amsterdam"))).toBe(true);

  const xlsx = await download(page, "Excel (XLSX)");
  expect(xlsx.name).toMatch(/\.xlsx$/);
  expect(xlsx.bytes.subarray(0, 4).toString("latin1")).toBe("PK\u0003\u0004");

  await sql("delete from role_grants where user_id = $1", [userId]);
  const answer = await page.request.get("/views/list.csv?of=/claims", { maxRedirects: 0 });
  expect(answer.status()).toBe(303);
  expect(answer.headers().location).toContain("/no-access");
  await context.close();
});

test("a list of the programme is looked at as somebody likes, and goes out so", async ({
  page,
}) => {
  await openSession(page, await newOperator("administrator", "reviewer"));
  await page.goto("/programme/tenants?q=bryggeri&sort=-name");
  await expect(page.getByRole("link", { name: "Take away: “bryggeri”" })).toBeVisible();
  await page.getByText("View", { exact: true }).click();
  await page.getByRole("checkbox", { name: "Country" }).click();
  await expect(page).toHaveURL(/hide=country/);
  await expect(page.getByRole("columnheader", { name: "Country" })).toBeHidden();
  const shown = await page.locator("tbody tr th a").allInnerTexts();
  await page.getByText("View", { exact: true }).click();
  const csv = await download(page, "CSV with commas");
  const [head, ...lines] = linesOf(csv.bytes);
  expect(head).toBe('"Customer","E-mail domains","TPID","Tenant ID"');
  expect(shown.length).toBeGreaterThan(2);
  expect(among(shown, lines)).toEqual(shown);
  await expectAccessible(page);

  // The queue takes several states, and a view of them is what it opens with.
  await page.goto("/programme/claims?status=approved&status=paid");
  await expect(page.getByRole("link", { name: "Take away: Paid" })).toBeVisible();
  await page.getByText("View", { exact: true }).click();
  await page.getByRole("link", { name: "Saved views" }).click();
  await page.getByLabel("Name").fill("Money");
  await page.getByLabel("What this list opens with").first().check();
  await page.getByRole("button", { name: "Keep this view" }).click();
  await expect(page).toHaveURL(/\/programme\/claims\?status=approved/);
  await page.goto("/programme/claims");
  await expect(page.getByRole("link", { name: "Take away: Paid" })).toBeVisible();
  await page.getByRole("link", { name: /^Waiting for us/ }).click();
  await expect(page.getByRole("link", { name: /^Take away/ })).toHaveCount(0);
  await expectAccessible(page);
});
