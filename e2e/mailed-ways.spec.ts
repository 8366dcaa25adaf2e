import { expect, test, type Page } from "@playwright/test";
import { consented } from "./acts";
import { visitor } from "./steps";
import { newCustomer, type Customer } from "./world";

/** The link in an e-mail leads to the very row or page that it is about, also for who is not signed in. */
test.describe.configure({ mode: "parallel" });

/** Opens the e-mail about a customer's answer as its reader does, and follows its link, in a window of its own. */
async function followed(page: Page, customer: Customer): Promise<Page> {
  const [to = ""] = customer.domain.split(".");
  await expect(async () => {
    await page.goto(`/mailbox?q=${to}%40`);
    await page.getByRole("link", { name: `${customer.name} accepted` }).click({ timeout: 5_000 });
  }).toPass({ timeout: 120_000 });
  await page.goto(`${new URL(page.url()).pathname}/html`);
  const opened = page.context().waitForEvent("page");
  await page.getByRole("link").click();
  return opened;
}

async function signedInOnTheWay(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

/** The row that the address names is the customer's, and is seen. */
async function expectAtRow(page: Page, customer: Customer): Promise<void> {
  await expect(page).toHaveURL(/\/customers\?.*#[0-9a-f-]+$/);
  const id = new URL(page.url()).hash.slice(1);
  const row = page.locator(`[id="${id}"]`);
  await expect(row).toContainText(customer.name);
  await expect(row).toBeInViewport();
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with" : "without";

  test(`a partner's mail leads past signing in to the customer's row, ${how} JavaScript`, async ({
    browser,
  }) => {
    const customer = await newCustomer("Mailed");
    await consented(customer);
    const page = await (await visitor(browser, { javaScriptEnabled })).newPage();
    const first = await followed(page, customer);
    await signedInOnTheWay(first, "Noor van Dijk");
    await expectAtRow(first, customer);
    // Who is signed in already gets there at once.
    await expectAtRow(await followed(page, customer), customer);
    await page.context().close();
  });
}
