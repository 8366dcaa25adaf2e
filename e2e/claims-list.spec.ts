import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { among, beforeItListens, expectAccessible, signIn } from "./steps";

/** The list of claims, its export, and what needs attention. */
for (const javaScriptEnabled of [true, false]) {
  test(`filters, searches, sorts and exports claims (JavaScript: ${String(javaScriptEnabled)})`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ baseURL: process.env.E2E_URL, javaScriptEnabled });
    const page = await context.newPage();
    await signIn(page, "Noor van Dijk");
    await page.getByRole("link", { name: "Claims", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Workshop claims");
    const rows = page.locator("tbody tr");
    const all = await rows.count();

    // Whose turn it is; the address keeps it, and the way back works.
    await page.getByRole("link", { name: /^To do/ }).click();
    await expect(page).toHaveURL(/status=to_do/);
    const toDo = await rows.count();
    expect(toDo).toBeLessThan(all);
    await page.getByRole("combobox", { name: "Deadline" }).selectOption("14");
    // At once with JavaScript, with the button without.
    if (!javaScriptEnabled) await page.getByRole("button", { name: "Apply" }).click();
    await expect(page).toHaveURL(/due=14/);
    for (const text of await page.locator("tbody tr td:nth-child(6) > span").allTextContents())
      expect(text).toMatch(/^(Last day|(\d|1[0-4]) days? left)$/);
    await page.goBack();
    await expect(page).not.toHaveURL(/due=14/);
    await expect(page.locator("select[name=due]")).toHaveValue("");

    // A claim is found by its ID and by its customer.
    const number = await rows.first().locator("th").innerText();
    const customer = (await rows.first().locator("td").first().innerText()).split("\n")[0] ?? "";
    for (const words of [number, customer]) {
      await page.goto("/claims");
      await page.getByRole("searchbox").fill(words);
      await page.getByRole("searchbox").press("Enter");
      await expect(page.getByRole("link", { name: number, exact: true })).toBeVisible();
    }
    await page.goto("/claims");
    await page.getByRole("link", { name: "Customer", exact: true }).click();
    await expect(page).toHaveURL(/sort=name/);

    // What is shown is what the file has.
    await page.goto("/claims?status=done");
    const shown = await rows.locator("th").allInnerTexts();
    await page.getByText("View", { exact: true }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "All fields (CSV)", exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^workshop-claims-\d{4}-\d\d-\d\d\.csv$/);
    const text = readFileSync(await download.path(), "utf8");
    expect(text.startsWith('\u{FEFF}"Claim ID","Status"')).toBe(true);
    const lines = text.split("\r\n").slice(1, -1);
    expect(among(shown, lines).toSorted()).toEqual(shown.toSorted());
    const over = /^[^,]*,"(Paid|Rejected, final|Cancelled|[^"]*expired)"/;
    expect(lines.filter((line) => !over.test(line))).toEqual([]);

    await page.goto("/claims?q=nothing-is-called-this");
    await page.getByRole("link", { name: "Clear search and filters" }).click();
    await expect(page).toHaveURL(/\/claims$/);
    await context.close();
  });
}

test("what is chosen before the page listens acts once it does", async ({ page }) => {
  await signIn(page, "Noor van Dijk");
  const due = page.locator("select[name=due]");
  await beforeItListens(page, "/claims", () => due.selectOption("7"));
  await page.waitForURL("/claims?due=7");
  await expect(due).toHaveValue("7");
});

test("what needs attention is counted in the navigation, and each thing leads on", async ({
  page,
}) => {
  await signIn(page, "Noor van Dijk");
  const entry = page.getByRole("link", { name: /^Attention required ?, .* for you$/ });
  await entry.click();
  await page.waitForURL(/\/attention/);
  const said = await entry.locator(".count").innerText();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Attention required (${said})`);
  await expectAccessible(page);
  await page.goto("/engagements");
  const now = await entry.locator(".count").innerText();
  await expect(page.getByRole("link", { name: `Attention required (${now})` })).toBeVisible();

  for (const [kind, address] of [
    ["not_sent", /\/consent/],
    ["mail_failed", /\/(consent|claims)/],
    ["consent_ends", /\/consent/],
    ["delivery_ends", /\/claims\/\d{7}$/],
    ["claims", /\/claims\/\d{7}$/],
  ] as const) {
    await page.goto(`/attention?kind=${kind}`);
    await page.locator("tbody tr td:last-child a").first().click();
    await expect(page).toHaveURL(address);
    expect((await page.reload())?.status()).toBe(200);
  }
});

test("View workshop claim on the Complete tab opens the claim", async ({ page }) => {
  await signIn(page, "Noor van Dijk");
  await page.goto("/engagements/collaborative-apps/customers?tab=complete");
  const links = page.getByRole("link", { name: /^View workshop claim/ });
  const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  expect(addresses.length).toBeGreaterThan(5);
  for (const address of addresses) {
    expect(address).toMatch(/^\/claims\/\d{7}$/);
    expect((await page.goto(address ?? ""))?.status()).toBe(200);
  }
});
