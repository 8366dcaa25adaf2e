import { expect, test } from "@playwright/test";
import { engagement, expectAccessible, expectFits, signIn } from "./steps";

const reasons = [
  { filter: "criteria", en: "does not meet the criteria", nl: "voldoet niet aan de criteria" },
  { filter: "consent", en: "consent to another partner", nl: "andere partner" },
  { filter: "done", en: "another partner", nl: "andere partner" },
];

for (const language of ["en", "nl"] as const) {
  test(`S10–S13 "Why?" shows each rule and the way back (${language})`, async ({ page }) => {
    await signIn(page, "Noor van Dijk", language);
    for (const { filter, ...words } of reasons) {
      await page.goto(`${engagement}?tab=ineligible&status=${filter}`);
      const row = page.locator("tbody tr").first();
      const customer = (await row.locator("th").textContent()) ?? "";
      await row.getByRole("link").last().click();
      await expect(page.getByRole("heading", { level: 1 })).toContainText(customer);
      await expect(page.locator(".bar")).toContainText(words[language]);
      await expect(page.locator('td [data-tone="danger"]').first()).toBeVisible();
      await expectAccessible(page);
      await page
        .getByRole("link", { name: language === "en" ? "Back to customers" : "Terug naar klanten" })
        .click();
      await expect(page).toHaveURL(/tab=ineligible/);
    }
  });
}

test("the page of a customer of nobody here is not found", async ({ page }) => {
  await signIn(page, "Noor van Dijk");
  const answer = await page.goto(`${engagement}/00000000-0000-4000-8000-000000000000/eligibility`);
  expect(answer?.status()).toBe(404);
});

test.describe("without JavaScript, on a narrow screen", () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });

  test("the rules are there, and nothing sticks out", async ({ page }, info) => {
    await signIn(page, "Noor van Dijk");
    await page.goto(`${engagement}?tab=ineligible&status=criteria`);
    await page.locator("tbody tr").first().getByRole("link").last().click();
    await expect(page.getByText("Rules for the customer").first()).toBeVisible();
    await page.screenshot({ path: info.outputPath("why-320.png"), fullPage: true });
    await expectFits(page);
  });
});
