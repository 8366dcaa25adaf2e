import { expect, test } from "@playwright/test";
import { newPerson, openSession } from "./people";
import { expectAccessible } from "./steps";
import { sql } from "./world";

/** Somebody new, whose views nobody else of the journeys opens a list with. */
async function reader(): Promise<string> {
  const userId = await newPerson();
  await sql(
    "insert into role_grants (partner_id, user_id, role) select partner_id, $1, 'incentives_user' from memberships where user_id = $1",
    [userId],
  );
  return userId;
}

/** K3, K4: a list is narrowed down, kept as what it opens with, pinned, and taken away again. Without JavaScript: nothing of it is needed. */
test("a view of the claims is kept, opens the list, stands in the navigation and goes again", async ({
  browser,
}) => {
  const context = await browser.newContext({
    baseURL: process.env.E2E_URL,
    javaScriptEnabled: false,
  });
  const page = await context.newPage();
  await openSession(page, await reader());
  await page.goto("/claims?status=paid&status=approved&hide=location");
  await expect(page.getByRole("columnheader", { name: "Location" })).toBeHidden();
  await page.getByRole("link", { name: "Take away: Approved" }).click();
  await expect(page).toHaveURL(/\/claims\?status=paid&hide=location$/);

  await page.getByText("View", { exact: true }).click();
  await page.getByRole("link", { name: "Saved views" }).click();
  await page.getByLabel("Name").fill("Paid ones");
  await page.getByLabel("What this list opens with").first().check();
  await page.getByLabel("In the navigation").first().check();
  await page.getByRole("button", { name: "Keep this view" }).click();
  await expect(page).toHaveURL(/\/claims\?status=paid&hide=location$/);

  // The bare address opens it; what is said in an address counts.
  await page.goto("/claims");
  await expect(page.getByRole("link", { name: "Take away: Paid" })).toBeVisible();
  await expect(page.getByRole("link", { name: /^Paid ones/ })).toBeVisible();
  await page.getByRole("link", { name: "Take away: Paid" }).click();
  await expect(page.getByRole("link", { name: "Take away: Paid" })).toHaveCount(0);
  await page.goto("/claims?view=all");
  await expect(page.getByRole("link", { name: /^Take away/ })).toHaveCount(0);

  await page.goto("/views?of=/claims");
  await page.getByRole("button", { name: "Remove Paid ones" }).click();
  await expect(page.getByText("No view is kept of this list yet.")).toBeVisible();
  await context.close();
});

test("the page of views can be used by everybody", async ({ page }) => {
  await openSession(page, await reader());
  expect((await page.goto("/views?of=/claims?status=paid"))?.status()).toBe(200);
  await expectAccessible(page);
});
