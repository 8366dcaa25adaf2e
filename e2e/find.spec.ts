import { expect, test } from "@playwright/test";
import { readClock } from "@/lib/time/clock";
import { asked, consented, declined, renamedContact } from "./acts";
import { signedInAs } from "./steps";
import { newCustomer, sql } from "./world";

/** What somebody who has never seen it is asked for: three clicks, or one search, without JavaScript. */
test("whoever has never seen it finds who declined last month and why", async ({ browser }) => {
  const customer = await newCustomer("Declined");
  // On a day of the month before.
  const days = -readClock().getUTCDate() - 1;
  await declined(await asked(customer, { days }), "Our budget is <spent>.", { days });
  const page = await signedInAs(browser, "Noor van Dijk", { javaScriptEnabled: false });
  await page.goto("/engagements/collaborative-apps");
  await page.getByRole("link", { name: "History", exact: true }).click();
  await page.locator("details:has(input[name=reason]) > summary").last().click();
  await page.getByRole("checkbox", { name: "The customer declined" }).check();
  await page.getByRole("button", { name: "Apply" }).click();
  const row = page.getByRole("row").filter({ hasText: customer.name });
  await expect(row).toContainText("Our budget is <spent>.");
  await row.getByRole("link", { name: customer.name }).click();
  const answer = page.locator("#timeline li").filter({ hasText: "Customer declined" });
  await expect(answer).toContainText("Ada Lovelace, customer");
});

test("whoever has never seen it finds the claims of one location whose time runs out this week", async ({
  browser,
}) => {
  const [place] = await sql<{ id: string }>(
    "select mpn_id as id from locations where name = 'Noordzee Cloud Amsterdam'",
  );
  const page = await signedInAs(browser, "Noor van Dijk", { javaScriptEnabled: false });
  await page.goto("/engagements");
  await page.getByRole("link", { name: "Claims", exact: true }).click();
  await page.getByText("Filters", { exact: true }).click();
  await page.locator("select[name=location]").selectOption(place?.id ?? "");
  await page.locator("select[name=due]").selectOption("7");
  await page.getByRole("button", { name: "Apply" }).click();
  const rows = page.locator("tbody tr");
  expect(await rows.count()).toBeGreaterThan(0);
  for (const text of await rows.allInnerTexts())
    expect(text).toMatch(/Amsterdam[^]*(Last day|\b[1-7] days? left)/);
});

test("whoever has never seen it finds who changed a contact", async ({ browser }) => {
  const customer = await newCustomer("Changed");
  await renamedContact(await consented(customer), customer);
  const page = await signedInAs(browser, "Noor van Dijk", { javaScriptEnabled: false });
  await page.goto("/search");
  await page.getByRole("searchbox").fill(customer.name);
  await page.getByRole("searchbox").press("Enter");
  await page.getByRole("link", { name: customer.name }).first().click();
  const change = page.locator("#timeline li").filter({ hasText: "Customer contact changed" });
  await expect(change).toContainText("Noor van Dijk");
});
