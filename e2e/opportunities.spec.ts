import { expect, test } from "@playwright/test";
import { expectFits, signedInAs } from "./steps";
import { newKnownCustomer, sql } from "./world";

/** The location ID of one of the partner's locations. */
async function numberOf(city: string): Promise<string> {
  const [place] = await sql<{ id: string }>(
    "select mpn_id as id from locations where city = $1 and name like 'Noordzee Cloud%'",
    [city],
  );
  return place?.id ?? "";
}

test("K2 what a customer or a location could still earn is one search, or three clicks, away, without JavaScript", async ({
  browser,
}) => {
  const customer = await newKnownCustomer("Opportunity");
  const page = await signedInAs(browser, "Noor van Dijk", { javaScriptEnabled: false });
  await page.goto("/engagements");
  await page.getByRole("link", { name: "Opportunities", exact: true }).click();
  await page.getByRole("searchbox").fill(customer.name);
  await page.getByRole("searchbox").press("Enter");
  const sum = page.getByText("could still get");
  await expect(sum).toContainText("The customers found could still get 1 workshop, worth");
  const row = page.getByRole("row").filter({ hasText: customer.name });
  await expect(row.getByRole("cell").first()).toHaveText(/^Eligible.*\d,\d{3}$/);

  // On a phone a line for each pair, named.
  await page.setViewportSize({ width: 320, height: 800 });
  await expectFits(page);
  const shown = await row
    .getByRole("link", { name: "Eligible", exact: true })
    .first()
    .evaluate((link) => getComputedStyle(link.closest("td") ?? link, "::before").content);
  expect(shown).toContain("Collaborative Apps");
  // Of many customers each is a line, and its pairs are opened by themselves.
  await page.goto("/opportunities");
  const pairs = page.locator("tbody tr").first();
  await expect(pairs.locator("td:visible")).toHaveCount(0);
  await pairs.locator("summary").click();
  await expect(pairs.locator("td:visible").first()).toBeVisible();
  await page.goBack();
  await page.setViewportSize({ width: 1280, height: 800 });
  await row.getByRole("link", { name: "Eligible", exact: true }).click();
  await expect(page).toHaveURL(
    new RegExp(`/collaborative-apps/customers/${customer.tenantId}/claim\\?draft=`),
  );

  // Of a location: the page, the location, the button.
  await page.getByRole("link", { name: "Opportunities", exact: true }).click();
  await page.getByRole("combobox", { name: "Location" }).selectOption(await numberOf("Amsterdam"));
  await page.getByRole("button", { name: "Apply" }).click();
  await expectFits(page);
  await expect(sum).toContainText(/worth .+\d at Amsterdam together/);
});
