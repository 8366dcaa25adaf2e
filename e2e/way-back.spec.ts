import { expect, test, type Browser, type Page } from "@playwright/test";
import { asked, consented, numberOf, reported } from "./acts";
import { signedInAs } from "./steps";
import { newCustomer, type Customer } from "./world";

/**
 * The way back: from each list into a row and back, the list is as it was, at the row. Lists whose rows
 * lead nowhere (a workshop's history, e-mails that were not delivered) have no way to come back from.
 */
const partner = "Noor van Dijk";
const staff = "Amara Okafor";
const workshop = "/engagements/collaborative-apps";
const lists: [who: string, list: string, search: string][] = [
  [partner, "/engagements", "availability=active"],
  [partner, `${workshop}/customers`, "tab=eligible&status=asked"],
  [partner, `${workshop}/customers`, "tab=eligible&status=known&sort=-name"],
  [partner, `${workshop}/customers`, "tab=ineligible"],
  [partner, `${workshop}/customers`, "tab=complete&sort=-name"],
  [partner, "/claims", "status=to_do&sort=name"],
  [partner, "/attention", "kind=claims"],
  [partner, "/mailbox", "q=noordzee"],
  [partner, "/settings/locations", ""],
  [partner, "/settings/people", ""],
  [staff, "/programme/claims", "status=all&sort=-age"],
  [staff, "/programme/contacts", ""],
  [staff, "/programme/catalogue", ""],
  [staff, "/programme/tenants", "q=van"],
  [staff, "/programme/partners", ""],
  [staff, "/programme/enrolments", "list=all"],
  [staff, "/programme/operators", ""],
  [staff, "/programme/reports", "show=open"],
];

let customer: Customer;
let report: string;
let claim: string;
test.beforeAll(async () => {
  customer = await newCustomer("Returning");
  report = await reported(await asked(customer), "We do not know them.");
  claim = await consented(await newCustomer("Returned"));
});

async function as(browser: Browser, who: string, javaScriptEnabled: boolean): Promise<Page> {
  const page = await signedInAs(browser, who, { javaScriptEnabled });
  page.setDefaultTimeout(15_000);
  return page;
}

const addressed = (list: string, search: string, row: string) =>
  `${list}${search === "" ? "" : `?${search}`}#${row}`;
const wayBack = (page: Page, list: string) =>
  page.locator(`main a[href^="${list}?"][href*="again="]`).first();

for (const javaScript of [true, false])
  test(`from each list into a row and back (JavaScript ${javaScript ? "on" : "off"})`, async ({
    browser,
  }) => {
    const pages: Record<string, Page> = {
      [partner]: await as(browser, partner, javaScript),
      [staff]: await as(browser, staff, javaScript),
    };
    for (const [who, list, search] of lists) {
      const page = pages[who] as Page;
      await page.goto(`${list}?${search}`);
      const rows = page.locator("main tbody tr[id]:has(a)");
      // New e-mails, which other journeys cause, push the last one off the page.
      const row = list === "/mailbox" ? rows.first() : rows.last();
      const id = (await row.getAttribute("id")) ?? "";
      // The first act; a customer's name leads to the customer, from the lists of workshops alone to this row.
      await row.locator('a:not([href^="/customers/"])').first().click();
      await expect(page).not.toHaveURL(new RegExp(`${list}(\\?|$)`));
      await wayBack(page, list).click();
      await expect(page, `${list} from a row`).toHaveURL(addressed(list, search, id));
      await expect(page.locator(`[id="${id}"]`), `${list} at its row`).toBeInViewport();
    }
    for (const page of Object.values(pages)) await page.context().close();
  });

test("K1 from a customer's name to the customer and back, at its row", async ({ browser }) => {
  const page = await as(browser, partner, true);
  for (const [, list, search] of lists.filter(([, at]) => at === `${workshop}/customers`)) {
    await page.goto(`${list}?${search}`);
    const row = page.locator("main tbody tr[id]").last();
    const id = (await row.getAttribute("id")) ?? "";
    await row.locator('th a[href^="/customers/"]').click();
    await wayBack(page, list).click();
    await expect(page, `${list} from a name`).toHaveURL(addressed(list, search, id));
  }
  await page.context().close();
});

for (const javaScript of [true, false])
  test(`after an act on a row (JavaScript ${javaScript ? "on" : "off"})`, async ({ browser }) => {
    const ours = await as(browser, partner, javaScript);
    const theirs = await as(browser, staff, javaScript);

    // A claim gets a name of the partner's own.
    const number = String(numberOf(claim));
    await ours.goto("/claims?status=to_do&sort=name");
    await ours.goto(`${claim}/edit/name`);
    await ours.getByLabel("Friendly name").fill(`Journey ${String(javaScript)}`);
    await ours.getByRole("button", { name: "Save" }).click();
    await expect(ours.getByText("Your changes were saved.")).toBeVisible();
    await wayBack(ours, "/claims").click();
    await expect(ours).toHaveURL(`/claims?status=to_do&sort=name#claim-${number}`);

    // A customer is left as it was.
    const search = `tab=eligible&q=${encodeURIComponent("Returning Journey").replace("%20", "+")}`;
    await ours.goto(`${workshop}/customers?${search}`);
    const row = ours.getByRole("row", { name: customer.name });
    const id = (await row.getAttribute("id")) ?? "";
    await row.getByRole("link", { name: "Resend customer consent" }).click();
    await ours.getByRole("button", { name: /^Turn reminders/ }).click();
    await ours.getByRole("link", { name: "Back to Customers" }).click();
    await expect(ours).toHaveURL(addressed(`${workshop}/customers`, search, id));

    // A report is looked at: the list as it was, with what was done.
    await theirs.goto("/programme/reports");
    await theirs.goto(`/programme/reports/${report}`);
    await theirs.getByRole("radio", { name: "Looked at, still open" }).check();
    await theirs.getByRole("button", { name: "Save" }).click();
    await expect(theirs.getByText("Saved.")).toBeVisible();
    await expect(theirs).toHaveURL(/\/programme\/reports\?done=saved(#|$)/);
    await ours.context().close();
    await theirs.context().close();
  });
