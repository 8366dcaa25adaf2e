import { expect, test } from "@playwright/test";
import { daysLater } from "./later";
import { accepted, asked, askedAbout, consented } from "./acts";
import { attach, expectAccessible, openRow, row, signIn, visitor } from "./steps";
import { newCustomer } from "./world";

test("S46, S56 a request that nobody answered ends after its last day, and not before", async ({
  page,
  browser,
}) => {
  const customer = await newCustomer("Silent");
  const { path: link } = await asked(customer);

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

test("D17, P1 a claim that was not sent in runs out after its last day, and is begun anew with everything", async ({
  page,
  browser,
}) => {
  const customer = await newCustomer("Late");
  const claim = await consented(customer);
  await signIn(page, "Noor van Dijk");
  await page.goto(claim);
  const name = await attach(page, customer, "Invoice");

  const lastDay = await daysLater(90);
  try {
    const then = await browser.newContext({ baseURL: lastDay.url, locale: "en-GB" });
    const theirs = await then.newPage();
    await signIn(theirs, "Noor van Dijk");
    await openRow(theirs, customer);
    await expect(row(theirs, customer)).toContainText("Last day to run the workshop");
    await theirs.goto(claim);
    await expect(theirs.getByLabel("Choose files for “Invoice”")).toBeVisible();
    await then.close();
  } finally {
    await lastDay.stop();
  }

  const after = await daysLater(91);
  try {
    const then = await browser.newContext({ baseURL: after.url, locale: "en-GB" });
    const theirs = await then.newPage();
    await signIn(theirs, "Noor van Dijk");
    await openRow(theirs, customer);
    await expect(row(theirs, customer).getByRole("link", { name: "Claim customer" })).toBeVisible();
    await theirs.goto(claim);
    await expect(theirs.locator("main")).toContainText("Not submitted, expired");
    await expect(theirs.getByLabel("Choose files for “Invoice”")).toHaveCount(0);
    await expect(theirs.getByRole("link", { name: "Submit claim" })).toHaveCount(0);
    await theirs.getByRole("link", { name: "Begin anew" }).click();
    await expectAccessible(theirs);
    await theirs.getByRole("button", { name: "Begin anew" }).click();
    await theirs.waitForURL(/\/consent/);

    const [, round = ""] = /rounds\/([^/]+)\/consent/.exec(theirs.url()) ?? [];
    const renewed = await accepted(await askedAbout(round, customer, { days: 91 }), { days: 91 });
    expect(renewed).not.toBe(claim);
    await theirs.goto(renewed);
    await expect(theirs.getByRole("row", { name })).toContainText("PDF");
    await theirs.goto(claim);
    await expect(theirs.locator("main")).toContainText(`Begun anew as claim ${renewed.slice(-7)}`);
    await then.close();
  } finally {
    await after.stop();
  }
});
