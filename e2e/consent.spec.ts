import { expect, test } from "@playwright/test";
import { accepted, asked, askedAbout, filledIn } from "./acts";
import {
  addCustomer,
  answer,
  askForConsent,
  claimCustomer,
  engagement,
  expectAccessible,
  fillContact,
  mailedLink,
  openRow,
  row,
  signIn,
  visitor,
} from "./steps";
import { newCustomer, newKnownCustomer, sql } from "./world";

test("S18–S57 add, ask, mailbox, accept without JavaScript: Active", async ({ page, browser }) => {
  const customer = await newCustomer("Bakkerij");
  await signIn(page, "Noor van Dijk");
  await addCustomer(page, customer);
  await openRow(page, customer);
  await expect(row(page, customer)).toContainText("30 days left to get consent");
  await askForConsent(page, customer);
  const link = await mailedLink(page, customer.email, "/consent/");

  const context = await visitor(browser, { javaScriptEnabled: false });
  const theirs = await context.newPage();
  await answer(theirs, link, "Accept");
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("You accepted");
  await context.close();

  await openRow(page, customer);
  await expect(row(page, customer)).toContainText("Active");
  await expect(row(page, customer)).toContainText(
    "90 days left to run the workshop and submit the claim",
  );
  await expect(
    row(page, customer).getByRole("link", { name: "Submit workshop claim" }),
  ).toBeVisible();
});

test("D6 claim, decline: claimable again, and in the history with the reason", async ({
  page,
  browser,
}) => {
  const customer = await newKnownCustomer("Known");
  await signIn(page, "Noor van Dijk");
  await claimCustomer(page, customer);
  const [round] = await sql<{ id: string }>("select id from associations where tenant_id = $1", [
    customer.tenantId,
  ]);
  const link = await askedAbout(round?.id ?? "", customer);
  const context = await visitor(browser);
  const theirs = await context.newPage();
  await answer(theirs, link.path, "Decline", "Not this year");
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("You declined");
  await context.close();

  await openRow(page, customer);
  await expect(row(page, customer).getByRole("link", { name: "Claim customer" })).toBeVisible();
  await page.goto(`/engagements/collaborative-apps/history?q=${encodeURIComponent(customer.name)}`);
  await expect(row(page, customer)).toContainText("The customer declined");
  await expect(row(page, customer)).toContainText("Not this year");
});

test("S55 added, declined: gone from the page, kept in the history", async ({ page, browser }) => {
  const customer = await newCustomer("Passing");
  const link = await asked(customer);
  const context = await visitor(browser, { javaScriptEnabled: false });
  const theirs = await context.newPage();
  await answer(theirs, link.path, "Decline");
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("You declined");
  await context.close();

  await signIn(page, "Noor van Dijk");
  await openRow(page, customer);
  await expect(row(page, customer)).toHaveCount(0);
  await page.goto(`/engagements/collaborative-apps/history?q=${encodeURIComponent(customer.name)}`);
  await expect(row(page, customer)).toContainText("The customer declined");
});

test("S54, D11 a corrected contact gets a new request, and the old link says so", async ({
  page,
  browser,
}) => {
  const customer = await newCustomer("Second");
  const { path: first } = await asked(customer);
  await signIn(page, "Noor van Dijk");
  await openRow(page, customer);
  await row(page, customer).getByRole("link", { name: "Resend customer consent" }).click();
  await expect(page.getByText("You can send again in")).toBeVisible();
  await page.getByRole("link", { name: "Correct the contact" }).click();
  const other = `grace@${customer.domain}`;
  await fillContact(page, other);
  await page.getByRole("button", { name: "Send for consent" }).click();
  const second = await mailedLink(page, other, "/consent/");
  expect(second).not.toBe(first);

  const context = await visitor(browser, { javaScriptEnabled: false });
  const theirs = await context.newPage();
  await theirs.goto(first);
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("This request was replaced");
  await theirs.goto(second);
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText(
    "Do you agree to this workshop?",
  );
  await context.close();
});

test("D8 the first acceptance wins: the rival's row and link say so, and name nobody", async ({
  page: rival,
  browser,
}) => {
  const customer = await newCustomer("Wanted");
  const ours = await asked(customer);
  const theirs = await asked(customer, { by: "competitor" });
  await accepted(ours);

  const context = await visitor(browser, { javaScriptEnabled: false });
  const contact = await context.newPage();
  await contact.goto(theirs.path);
  await expect(contact.getByRole("heading", { level: 1 })).toHaveText(
    "You can no longer answer this request",
  );
  await expect(contact.locator("body")).not.toContainText("Noordzee");
  await context.close();

  await signIn(rival, "Henrik Lindqvist");
  await openRow(rival, customer, "ineligible");
  await expect(row(rival, customer)).toContainText(
    "The customer has given consent to another partner",
  );
  await expect(rival.locator("main")).not.toContainText("Noordzee");
  await row(rival, customer).getByRole("link", { name: "Why?" }).click();
  await expect(rival.locator("main")).not.toContainText("Noordzee");
});

test("D4 a second press of the last button adds once", async ({ page }) => {
  const customer = await newCustomer("Double");
  const draft = await filledIn(customer);
  await signIn(page, "Noor van Dijk");
  const review = `${engagement}/add/review?draft=${draft}`;
  const again = await page.context().newPage();
  for (const tab of [page, again]) await tab.goto(review);
  for (const tab of [page, again]) {
    await tab.getByRole("button", { name: "Add customer" }).click();
    await expect(tab.getByText(`${customer.name} was added`)).toBeVisible();
  }
  const rows = await sql("select from associations where tenant_id = $1", [customer.tenantId]);
  expect(rows).toHaveLength(1);
});

test("S26 an address that leads to no customer is asked for again, with everything typed kept", async ({
  page,
}) => {
  await signIn(page, "Noor van Dijk");
  await page.goto(`${engagement}/add`);
  await page.getByRole("radio", { name: /MPN/ }).first().check();
  await page.getByLabel("Customer e-mail").fill("somebody@nowhere-known.example");
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page).toHaveTitle(/^Error:/);
  await expect(page.getByLabel("Customer e-mail")).toHaveValue("somebody@nowhere-known.example");
  await expectAccessible(page);
});
