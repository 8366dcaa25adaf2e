import { expect, test } from "@playwright/test";
import { consented, decided } from "./acts";
import { expectAccessible, expectAllAccessible, signIn, visitor } from "./steps";
import { newCustomer, sql } from "./world";

test("a claim is edited, checked and sent in again, and a rejection disputed", async ({ page }) => {
  const asked = await decided(await newCustomer("Asked"), "action_required");
  const rejected = await decided(await newCustomer("Disputed"), "rejected");
  await signIn(page, "Noor van Dijk");
  await page.goto(asked);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Change Invoice number" }).click();
  await page.getByLabel("Invoice number").fill("2026-0042");
  await page.getByLabel("Invoice amount").fill("a lot");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("link", { name: "Enter an amount such as 4,500.00." })).toBeVisible();
  await expect(page).toHaveTitle(/^Error:/);
  await expect(page.getByLabel("Invoice number")).toHaveValue("2026-0042");
  await expectAccessible(page);
  await page.getByLabel("Invoice amount").fill("4.500,00");
  await page.getByLabel("Currency").fill("eur");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your changes were saved.")).toBeVisible();
  await expect(page.getByText("€4,500", { exact: true })).toBeVisible();

  await page.getByRole("link", { name: "Submit claim" }).click();
  await expect(
    page.getByText("You can submit anyway.").or(page.getByText("found nothing")),
  ).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Comment for the reviewer").fill("The invoice names the customer now.");
  await page.getByRole("button", { name: "Submit claim" }).click();
  await expect(page.getByText("The claim was submitted.")).toBeVisible();
  await expect(page.getByText("Claim submitted again")).toBeVisible();

  await page.goto(rejected);
  await page.getByRole("link", { name: "Dispute the rejection" }).click();
  await page.getByRole("button", { name: "Dispute the rejection" }).click();
  await expect(
    page.getByRole("link", { name: "Say why you dispute the rejection." }),
  ).toBeVisible();
  await page.getByLabel("Why do you dispute").fill("Page 2 names the workshop.");
  await page.getByRole("button", { name: "Dispute the rejection" }).click();
  await expect(page.getByText("The rejection was disputed.")).toBeVisible();
});

test("without JavaScript: what is open is told, and a workshop is given up after asking", async ({
  browser,
}) => {
  const editing = await consented(await newCustomer("Cancelled"));
  const context = await visitor(browser, { javaScriptEnabled: false });
  const page = await context.newPage();
  await signIn(page, "Noor van Dijk", "nl");
  await page.goto(editing);
  const submit = page.getByRole("link", { name: "Claim indienen" });
  await expect(submit).toHaveAttribute("aria-disabled", "true");
  await expect(submit).toHaveAccessibleDescription(/kan nog niet worden ingediend/);
  await page.goto(`${editing}/submit`);
  await expect(page.getByText("kan nog niet worden ingediend")).toBeVisible();
  await page.goto(editing);
  await page.getByRole("link", { name: "Workshop annuleren" }).click();
  await page.getByRole("button", { name: "Ja, workshop annuleren" }).click();
  await expect(page.getByText("De workshop is geannuleerd.")).toBeVisible();
  await context.close();
});

for (const language of ["en", "nl"] as const) {
  test(`each page of a claim passes axe, narrow and wide, light and dark (${language})`, async ({
    page,
  }) => {
    const rows = await sql<{ number: string; status: string }>(
      `select distinct on (c.status) c.status::text, c.number::text from workshop_claims c
       join partners p on p.id = c.partner_id where p.name = 'Noordzee Cloud' order by c.status, c.number`,
    );
    await signIn(page, "Noor van Dijk", language);
    const acts = ["submit", "cancel", "dispute", "renew", "edit/name", "edit/customer"];
    const addresses = [
      ...rows.map(({ number }) => `/claims/${number}`),
      ...acts.map((act) => `/claims/${rows[0]!.number}/${act}`),
    ];
    await expectAllAccessible(page, language, addresses);
  });
}
