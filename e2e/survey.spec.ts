import { expect, test, type Page } from "@playwright/test";
import { consented } from "./acts";
import { expectAccessible, fillDays, mailedLink, signIn, visitor } from "./steps";
import { newCustomer, sql, type Customer } from "./world";

/**
 * W4–W9: the surveys of a claim. Machines open links, run scripts, fill in and post forms; none of
 * that answers a survey. A person always gets through, with and without JavaScript.
 */
test.describe.configure({ mode: "parallel" });

let customer: Customer;
let claim: string;

test.beforeEach(async ({ page }) => {
  customer = await newCustomer("Surveyed");
  claim = await consented(customer);
  await signIn(page, "Noor van Dijk");
  await page.goto(claim);
});

const surveys = (page: Page) => page.locator("#surveys");
const answersOf = () =>
  sql<{ kind: string; name: string; answers: Record<string, unknown> }>(
    `select s.kind, s.answered_name as name, s.answers from claim_surveys s
     join workshop_claims c on c.id = s.claim_id where c.tenant_id = $1 and s.answered_at is not null`,
    [customer.tenantId],
  );

async function sendToCustomer(page: Page): Promise<string> {
  await surveys(page).getByRole("link", { name: "Send customer survey" }).click();
  // D20: first the days of the workshop, then who gets what.
  await expect(page.getByText("Fill in the days of the workshop first")).toBeVisible();
  await fillDays(page, claim);
  await surveys(page).getByRole("link", { name: "Send customer survey" }).click();
  await expect(page.getByText(`Ada Lovelace (${customer.email})`)).toBeVisible();
  await page.getByRole("button", { name: "Send customer survey" }).click();
  await expect(page.getByText("The customer survey is on its way")).toBeVisible();
  return mailedLink(page, customer.email, "/survey/");
}

async function fillIn(page: Page, name: string): Promise<void> {
  await page.getByRole("radio", { name: "Yes, all of it" }).check();
  await page.getByLabel("On which day did the workshop end?").fill("2025-01-06");
  await page
    .getByRole("group", { name: /satisfied/ })
    .getByRole("radio", { name: "5" })
    .check();
  await page
    .getByRole("group", { name: /useful/ })
    .getByRole("radio", { name: "4" })
    .check();
  await page
    .getByRole("group", { name: /recommend/ })
    .getByRole("radio", { name: "Yes" })
    .check();
  await page.getByLabel("What could have been better?").fill("More time");
  await page.getByLabel("Your full name").fill(name);
}

for (const javaScriptEnabled of [true, false]) {
  test(`W7, W9: the customer answers ${javaScriptEnabled ? "with" : "without"} JavaScript, and the partner reads it`, async ({
    page,
    browser,
  }) => {
    const link = await sendToCustomer(page);
    const context = await visitor(browser, { javaScriptEnabled });
    const theirs = await context.newPage();
    await theirs.goto(link);
    if (javaScriptEnabled) await expectAccessible(theirs);
    await theirs.waitForTimeout(7_000);
    await fillIn(theirs, "Ada Lovelace");
    await theirs.getByRole("button", { name: "Send my answers" }).click();
    await expect(theirs.getByRole("heading", { level: 1 })).toHaveText(
      "Thank you for your answers",
    );
    await expect(theirs.getByText("5 of 5")).toBeVisible();
    await context.close();
    expect(await answersOf()).toMatchObject([
      { kind: "customer", name: "Ada Lovelace", answers: { satisfaction: 5, recommend: "yes" } },
    ]);

    await page.goto(claim);
    await expect(surveys(page)).toContainText("Answered by Ada Lovelace");
    await surveys(page).getByText("Read the answers").click();
    await expect(surveys(page).getByText("More time")).toBeVisible();
  });
}

test("D10: whatever a scanner does, it answers nothing, and the person still gets through", async ({
  page,
  browser,
  request,
}) => {
  const link = await sendToCustomer(page);
  const machine = await visitor(browser);
  const scan = await machine.newPage();
  await scan.goto(link, { waitUntil: "networkidle" });
  await scan.getByRole("button", { name: "Send my answers" }).click({ force: true });
  await scan.goto(link);
  await fillIn(scan, "John Smith");
  await scan.getByRole("button", { name: "Send my answers" }).click();
  // A patient one, that fills in everything and presses every button that comes.
  await scan.goto(link);
  await scan.waitForTimeout(7_000);
  await fillIn(scan, "John Smith");
  for (let press = 0; press < 3; press++) {
    await scan.locator("main form button").first().click();
    await scan.waitForTimeout(3_500);
  }
  await expect(scan.getByRole("alert")).toContainText("Type your name as it stands");
  await scan.goto(link);
  const stamp = await scan.locator('input[name="stamp"]').inputValue();
  await scan.waitForTimeout(7_000);
  await machine.close();

  const origin = new URL(process.env.E2E_URL ?? "").origin;
  const good = {
    stamp,
    more: "",
    fullName: "Ada Lovelace",
    q_delivered: "no",
    q_better: "",
  };
  for (const form of [
    { ...good, stamp: "" },
    { ...good, stamp: `${stamp}x` },
    { ...good, more: "http://spam.example" },
    { ...good, fullName: "" },
    { ...good, confirm: "1" },
    good,
  ]) {
    await request.post(link, { form, headers: { origin }, maxRedirects: 0 });
  }
  await request.post(link, {
    form: good,
    headers: { origin: "https://elsewhere.example" },
    maxRedirects: 0,
  });
  expect(await answersOf()).toEqual([]);

  const context = await visitor(browser, { javaScriptEnabled: false });
  const theirs = await context.newPage();
  await theirs.goto(link);
  await theirs.waitForTimeout(3_500);
  await fillIn(theirs, "Ada Lovelace");
  await theirs.getByRole("button", { name: "Send my answers" }).click();
  // Hasty, so once more; on a slow machine it was not.
  const confirm = theirs.getByRole("button", { name: "Confirm my answers" });
  const thanks = theirs.getByRole("heading", { name: "Thank you for your answers" });
  await expect(confirm.or(thanks)).toBeVisible();
  if (await confirm.isVisible()) {
    await theirs.waitForTimeout(3_500);
    await theirs.getByLabel("Your full name").fill("Ada Lovelace");
    await confirm.click();
  }
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("Thank you for your answers");
  expect(await answersOf()).toHaveLength(1);
  await context.close();
});

test("W5: the partner survey goes to a colleague, then to another; the first link says so", async ({
  page,
  browser,
}) => {
  const send = async (link: string, name: string) => {
    const email = `${name.toLowerCase().replace(" ", ".")}@${customer.domain}`;
    await surveys(page).getByRole("link", { name: link }).click();
    await page.getByRole("button", { name: "Send survey" }).click();
    await expect(page.locator(".error-summary")).toContainText("name of your colleague");
    await page.getByLabel("Name of your colleague").fill(name);
    await page.getByLabel("E-mail of your colleague").fill(email);
    await page.getByRole("button", { name: "Send survey" }).click();
    await expect(page.getByText("The partner survey is on its way")).toBeVisible();
    return mailedLink(page, email, "/survey/");
  };
  const first = await send("Send to a colleague", "Sanne Visser");
  await page.goto(claim);
  const second = await send("Send to another colleague", "Jan Bakker");

  const context = await visitor(browser, { javaScriptEnabled: false });
  const theirs = await context.newPage();
  await theirs.goto(first);
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText(
    "This survey now asks somebody else",
  );
  await theirs.goto(second);
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("Partner survey");

  await page.goto(`${claim}/partner-survey`);
  await expectAccessible(page);
  await page.getByRole("radio", { name: "Yes, all of them" }).check();
  await page.getByRole("radio", { name: "Probably" }).check();
  await page.getByLabel("Which next steps").fill("A pilot with two teams");
  await page.getByRole("radio", { name: "Budget" }).check();
  await page.getByRole("button", { name: "Send answers" }).click();
  await expect(page.getByText("Your answers to the partner survey are stored")).toBeVisible();
  await expectAccessible(page);
  await theirs.goto(second);
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("This survey was answered");
  await context.close();
});
