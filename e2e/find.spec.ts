import { expect, test, type Browser, type Locator, type Page } from "@playwright/test";
import { readClock } from "@/lib/time/clock";
import { asked, consented, declined, renamedContact } from "./acts";
import { signedInAs } from "./steps";
import { newCustomer, newKnownCustomer, sql } from "./world";

/** What somebody who has never seen it is asked for: three clicks, choices or searches at most. */
const MOST = 3;

/** A person at a page, and each thing that they do there. */
async function whoever(
  browser: Browser,
  at: string,
  options: { javaScriptEnabled?: boolean } = {},
) {
  const page = await signedInAs(browser, "Noor van Dijk", options);
  await page.goto(at);
  let done = 0;
  const does = async (act: Promise<unknown>) => {
    await act;
    done += 1;
    expect(done).toBeLessThanOrEqual(MOST);
  };
  return {
    page,
    click: (what: Locator) => does(what.click()),
    choose: (what: Locator, value: string) => does(chosen(page, what, value)),
    search: async (word: string) => {
      await page.getByRole("searchbox").fill(word);
      await does(page.getByRole("searchbox").press("Enter"));
    },
  };
}

/** With JavaScript a choice acts at once. */
async function chosen(page: Page, what: Locator, value: string): Promise<void> {
  const name = (await what.getAttribute("name")) ?? "";
  await what.selectOption(value);
  await page.waitForURL((url) => url.searchParams.get(name) === value);
}

async function placeIn(city: string): Promise<string> {
  const [place] = await sql<{ id: string }>("select mpn_id as id from locations where name = $1", [
    `Noordzee Cloud ${city}`,
  ]);
  return place?.id ?? "";
}

test("whoever has never seen it finds who declined last month and why", async ({ browser }) => {
  const customer = await newCustomer("Declined");
  // On a day of the month before.
  const days = -readClock().getUTCDate() - 1;
  await declined(await asked(customer, { days }), "Our budget is <spent>.", { days });
  const { page, click } = await whoever(browser, "/engagements", { javaScriptEnabled: false });
  await click(page.getByRole("link", { name: "Collaborative Apps", exact: true }));
  await click(page.getByRole("link", { name: "History", exact: true }));
  await click(page.getByRole("link", { name: "Declined last month" }));
  const row = page.getByRole("row").filter({ hasText: customer.name });
  await expect(row).toContainText("Our budget is <spent>.");
  // Who it was stands on the customer's page; this month nobody of that name did.
  await row.getByRole("link", { name: customer.name }).click();
  const answer = page.locator("#timeline li").filter({ hasText: "Customer declined" });
  await expect(answer).toContainText("Ada Lovelace, customer");
  await page.goBack();
  await page.getByRole("link", { name: "Declined this month" }).click();
  await expect(row).toHaveCount(0);
});

test("whoever has never seen it finds the claims of one location whose time runs out this week", async ({
  browser,
}) => {
  const { page, click, choose } = await whoever(browser, "/engagements");
  await click(page.getByRole("link", { name: "Claims", exact: true }));
  await choose(page.locator("select[name=location]"), await placeIn("Amsterdam"));
  await choose(page.locator("select[name=due]"), "7");
  const rows = page.locator("tbody tr");
  expect(await rows.count()).toBeGreaterThan(0);
  for (const text of await rows.allInnerTexts())
    expect(text).toMatch(/Amsterdam[^]*(Last day|\b[1-7] days? left)/);
});

test("whoever has never seen it finds what one location could still earn with a customer", async ({
  browser,
}) => {
  const customer = await newKnownCustomer("Earning");
  const { page, click, choose, search } = await whoever(browser, "/engagements");
  await click(page.getByRole("link", { name: "Opportunities", exact: true }));
  await choose(page.getByRole("combobox", { name: "Location" }), await placeIn("Amsterdam"));
  await search(customer.name);
  await expect(page.getByText("could still get")).toContainText(
    /The customers found could still get 1 workshop, worth .+\d at Amsterdam/,
  );
});

test("whoever has never seen it finds who changed a contact", async ({ browser }) => {
  const customer = await newCustomer("Changed");
  await renamedContact(await consented(customer), customer);
  const { page, click, search } = await whoever(browser, "/search", { javaScriptEnabled: false });
  await search(customer.name);
  await click(page.getByRole("link", { name: customer.name }).first());
  const change = page.locator("#timeline li").filter({ hasText: "Customer contact changed" });
  await expect(change).toContainText("Noor van Dijk");
});
