import { expect, test, type Browser, type Page } from "@playwright/test";
import { consented, submitted } from "./acts";
import { attach, fillDays, mailedLink, openRow, row, signedInAs, signIn, visitor } from "./steps";
import { newCustomer, type Customer } from "./world";

/** From consent to payment, and from rejection to the end, as each of its people goes it (section 6). */
/** W3–W9: both documents, both surveys. */
async function prove(page: Page, browser: Browser, customer: Customer, claim: string) {
  await page.goto(claim);
  for (const kind of ["Invoice", "Findings and recommendations document"] as const) {
    await attach(page, customer, kind);
  }
  await page.goto(`${claim}/partner-survey`);
  await page.getByRole("radio", { name: "Yes, all of them" }).check();
  await page.getByRole("radio", { name: "Probably" }).check();
  await page.getByLabel("Which next steps").fill("A pilot with one team.");
  await page.getByRole("radio", { name: "Budget" }).check();
  await page.getByRole("button", { name: "Send answers" }).click();
  await expect(page.locator("#surveys")).toContainText("Answered");

  await fillDays(page, claim);
  await page.getByRole("link", { name: "Send customer survey" }).click();
  await expect(page.getByText(customer.email)).toBeVisible();
  await page.getByRole("button", { name: "Send customer survey" }).click();
  const link = await mailedLink(page, customer.email, "/survey/");
  const context = await visitor(browser, { javaScriptEnabled: false });
  const theirs = await context.newPage();
  await theirs.goto(link);
  await theirs.waitForTimeout(7_000);
  await theirs.getByRole("radio", { name: "Yes, all of it" }).check();
  await theirs.getByLabel("On which day did the workshop end?").fill("2025-01-06");
  for (const about of [/satisfied/, /useful/])
    await theirs.getByRole("group", { name: about }).getByRole("radio", { name: "5" }).check();
  await theirs
    .getByRole("group", { name: /recommend/ })
    .getByRole("radio", { name: "Yes" })
    .check();
  await theirs.getByLabel("Your full name").fill("Ada Lovelace");
  await theirs.getByRole("button", { name: "Send my answers" }).click();
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("Thank you for your answers");
  await context.close();
}

async function submit(page: Page, claim: string): Promise<void> {
  await page.goto(claim);
  await page.getByRole("link", { name: "Submit claim" }).click();
  await page.getByRole("button", { name: "Submit claim" }).click();
  await expect(page.getByText("The claim was submitted.")).toBeVisible();
}

/** What the reviewer reads after each act. */
const told = {
  "Ask for action": "The claim went back to the partner.",
  Approve: "The claim is approved.",
  Reject: "The claim is rejected.",
  "Reject, final": "The claim is rejected for good.",
} as const;

async function decide(
  staff: Page,
  claim: string,
  act: keyof typeof told,
  reason?: string,
): Promise<void> {
  await staff.goto(`/programme${claim}`);
  const start = staff.getByRole("button", { name: "Start review" });
  if (await start.isVisible()) await start.click();
  await staff.getByRole("link", { name: act, exact: true }).click();
  if (reason) {
    await staff.getByLabel(reason).check();
    await staff.getByLabel("Comment for the partner").fill("Please look at page 1.");
  }
  await staff.getByRole("button", { name: act }).click();
  await expect(staff.locator("main")).toContainText(told[act]);
}

test("W2–W14 consent, proof, surveys, submit, action required, fix, approve, paid, and on Complete", async ({
  page,
  browser,
}) => {
  const customer = await newCustomer("Paid");
  const claim = await consented(customer);
  await signIn(page, "Noor van Dijk");
  const submitLink = page.getByRole("link", { name: "Submit claim" });
  await page.goto(claim);
  await expect(submitLink).toHaveAttribute("aria-disabled", "true");
  await prove(page, browser, customer, claim);
  await submit(page, claim);

  const staff = await signedInAs(browser, "Amara Okafor");
  await decide(staff, claim, "Ask for action", "The name of the customer is missing");
  await page.goto(claim);
  await expect(page.locator("main")).toContainText("Please look at page 1.");
  await page.goto(`${claim}/edit/invoice`);
  await page.getByLabel("Invoice number").fill("2026-0042");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your changes were saved.")).toBeVisible();
  await submit(page, claim);
  await decide(staff, claim, "Approve");
  await staff.getByRole("link", { name: "Mark as paid" }).click();
  await staff.getByLabel("Payment reference").fill(`JOURNEY-${claim.slice(-7)}`);
  await staff.getByRole("button", { name: "Mark as paid" }).click();
  await expect(staff.locator("main")).toContainText("The claim is marked as paid.");

  await openRow(page, customer, "complete");
  await expect(row(page, customer)).toContainText("Paid");
  await row(page, customer).getByRole("link", { name: "View workshop claim" }).click();
  await expect(page).toHaveURL(new RegExp(`${claim}$`));
  await expect(page.locator("main")).toContainText(`JOURNEY-${claim.slice(-7)}`);
});

test("rejected, disputed once, and rejected for good", async ({ page, browser }) => {
  const claim = await consented(await newCustomer("Rejected"));
  await submitted(claim);
  await signIn(page, "Noor van Dijk");
  const staff = await signedInAs(browser, "Amara Okafor");
  await decide(staff, claim, "Reject", "It is about another workshop");

  await page.goto(claim);
  await page.getByRole("link", { name: "Dispute the rejection" }).click();
  await page.getByLabel("Why do you dispute").fill("Page 2 names the workshop.");
  await page.getByRole("button", { name: "Dispute the rejection" }).click();
  await expect(page.getByText("The rejection was disputed.")).toBeVisible();

  await decide(staff, claim, "Reject, final", "It is about another workshop");
  await page.goto(claim);
  await expect(page.locator("main")).toContainText("Rejected, final");
  await expect(page.getByRole("link", { name: "Dispute the rejection" })).toHaveCount(0);
});
