import { expect, test, type Page } from "@playwright/test";
import { asked } from "./acts";
import { answer, visitor } from "./steps";
import { newCustomer, sql, type Customer } from "./world";

/**
 * D10: machines open links, run scripts, press buttons, fill in and post forms. None of that is an
 * answer; a person always gets through.
 */
const { origin: own } = new URL(process.env.E2E_URL ?? "http://localhost");
let customer: Customer;
let link: string;

test.beforeEach(async () => {
  customer = await newCustomer("Scanned");
  link = (await asked(customer)).path;
});

const answers = async () =>
  (
    await sql(
      "select from consent_decisions d join associations a on a.id = d.association_id where a.tenant_id = $1",
      [customer.tenantId],
    )
  ).length;

async function fillEverything(page: Page, name: string): Promise<void> {
  await page.getByRole("radio", { name: "Accept" }).check();
  for (const input of await page.locator('input[type="text"]:not([tabindex="-1"]):visible').all()) {
    await input.fill(name);
  }
}

test("opening, following every link and running everything answers nothing", async ({
  browser,
}) => {
  const context = await visitor(browser);
  // What stands elsewhere, such as the privacy statement, is not there in a test.
  await context.route(
    ({ origin }) => origin !== own,
    (route) => route.fulfill({ body: "" }),
  );
  const page = await context.newPage();
  await page.goto(link);
  const hrefs = await page
    .locator("a")
    .evaluateAll((links) => links.map((one) => (one as HTMLAnchorElement).href));
  for (const href of hrefs.filter((one) => one.startsWith("http"))) await page.goto(href);
  await page.goto(link, { waitUntil: "networkidle" });
  expect(await answers()).toBe(0);
  await context.close();
});

test("pressing the button at once, with and without everything filled in, answers nothing", async ({
  browser,
}) => {
  const context = await visitor(browser);
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole("button", { name: "Send my answer" }).click({ force: true });
  await page.goto(link);
  await fillEverything(page, "John Smith");
  await page.getByRole("button", { name: "Send my answer" }).click();
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("You accepted");
  expect(await answers()).toBe(0);
  await context.close();
});

test("a patient machine that does not know the contact's name ends at the code, and guesses in vain", async ({
  browser,
}) => {
  const context = await visitor(browser);
  const page = await context.newPage();
  await page.goto(link);
  await page.waitForTimeout(8_000);
  await fillEverything(page, "John Smith");
  await page.getByRole("button", { name: "Send my answer" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Confirm with the code we sent you",
  );
  for (let guess = 0; guess < 7; guess++) {
    const field = page.getByLabel("Code of 6 digits");
    if (!(await field.isVisible())) break;
    await field.fill(String(100_000 + guess));
    await page.getByRole("button", { name: "Confirm" }).click();
  }
  expect(await answers()).toBe(0);
  await context.close();
});

test("posting forged, copied and trapped forms answers nothing", async ({ browser, request }) => {
  const context = await visitor(browser);
  const page = await context.newPage();
  await page.goto(link);
  const stamp = await page.locator('input[name="stamp"]').inputValue();
  await page.waitForTimeout(7_000);
  const good = { decision: "accept", fullName: "Ada Lovelace", reason: "", stamp, more: "" };
  for (const form of [
    { ...good, stamp: "" },
    { ...good, stamp: `${stamp}x` },
    { ...good, more: "http://spam.example" },
    { ...good, fullName: "" },
    { ...good, decision: "" },
    good,
  ]) {
    await request.post(link, { form, headers: { origin: own }, maxRedirects: 0 });
  }
  await request.post(link, {
    form: good,
    headers: { origin: "https://elsewhere.example" },
    maxRedirects: 0,
  });
  expect(await answers()).toBe(0);
  await context.close();
});

for (const javaScriptEnabled of [true, false]) {
  test(`a person ${javaScriptEnabled ? "with" : "without"} JavaScript gets through, also after all that`, async ({
    browser,
  }) => {
    const machine = await visitor(browser);
    const scan = await machine.newPage();
    await scan.goto(link);
    await scan.getByRole("button", { name: "Send my answer" }).click({ force: true });
    await machine.close();
    const context = await visitor(browser, { javaScriptEnabled });
    const page = await context.newPage();
    await answer(page, link, "Accept");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("You accepted");
    expect(await answers()).toBe(1);
    await context.close();
  });
}
