import { expect, test } from "@playwright/test";
import { daysLater } from "./later";
import { addCustomer, askForConsent, mailedLink, openRow, row, signIn, visitor } from "./steps";
import { newCustomer } from "./world";

test("S46, S56 a request that nobody answered ends after its last day, and not before", async ({
  page,
  browser,
}) => {
  const customer = await newCustomer("Silent Journey");
  await signIn(page, "Noor van Dijk");
  await addCustomer(page, customer);
  await askForConsent(page, customer);
  const link = await mailedLink(page, customer.email, "/consent/");

  const lastDay = await daysLater(30);
  const context = await visitor(browser, { javaScriptEnabled: false });
  const theirs = await context.newPage();
  try {
    await theirs.goto(`${lastDay.url}${link}`);
    await expect(theirs.getByRole("heading", { level: 1 })).toHaveText(
      "Do you agree to this workshop?",
    );
  } finally {
    await lastDay.stop();
  }

  const after = await daysLater(31);
  try {
    await theirs.goto(`${after.url}${link}`);
    await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("This request has ended");
    await page.goto(`${after.url}/sign-in`);
    await page.getByRole("button", { name: "Noor van Dijk" }).click();
    await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    const search = encodeURIComponent(customer.name);
    const workshop = `${after.url}/engagements/collaborative-apps`;
    await page.goto(`${workshop}/customers?q=${search}`);
    await expect(row(page, customer)).toHaveCount(0);
    await page.goto(`${workshop}/history?q=${search}`);
    await expect(row(page, customer)).toContainText("No consent in time");
  } finally {
    await after.stop();
    await context.close();
  }

  await signIn(page, "Noor van Dijk");
  await openRow(page, customer);
  await expect(row(page, customer)).toContainText("30 days left to get consent");
});
