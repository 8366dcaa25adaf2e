import { expect, test } from "@playwright/test";
import { asked } from "./acts";
import { expectAccessible, expectFits, signedInAs, signIn } from "./steps";
import { newCustomer } from "./world";

for (const [language, words] of [
  [
    "en",
    {
      help: "Help",
      next: "What happens next",
      search: "Search",
      find: "withdrawn",
      found: "After your answer",
      of: "Customers",
    },
  ],
  [
    "nl",
    {
      help: "Hulp",
      next: "Wat er daarna gebeurt",
      search: "Zoeken",
      find: "ingetrokken",
      found: "Na uw antwoord",
      of: "Klanten",
    },
  ],
] as const)
  test(`K9 help is a key away, beside the page, and found by plain words (${language})`, async ({
    page,
  }) => {
    await signIn(page, "Noor van Dijk", language);
    await page.goto("/engagements/collaborative-apps/customers");
    const panel = page.getByRole("dialog", { name: words.of });
    const link = page.getByRole("banner").getByRole("link", { name: words.help, exact: true });
    // Nobody is interrupted while typing.
    await page.getByRole("searchbox").press("?");
    await expect(page.getByRole("searchbox")).toHaveValue("?");
    await page.locator("h1").click();
    await page.keyboard.press("?");
    await expect(panel.getByRole("heading", { level: 2 })).toBeFocused();
    await expect(panel).toContainText(words.next);
    await expect(panel).toContainText("30 ");
    await expectAccessible(page);
    await page.setViewportSize({ width: 320, height: 640 });
    await expectFits(page);
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(panel).toBeHidden();
    await expect(link).toBeFocused();
    await page.setViewportSize({ width: 1280, height: 720 });

    await link.click();
    await expect(panel).toBeVisible();
    // The page goes on to work beside it.
    await page.getByRole("main").getByRole("link").first().focus();
    await link.click();
    await expect(panel).toBeHidden();

    await page.goto("/help");
    await page.getByRole("searchbox").fill(words.find);
    await page.getByRole("searchbox").press("Enter");
    await expectAccessible(page);
    await page.getByRole("main").getByRole("link", { name: words.found }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.found);
    await expectAccessible(page);
    for (const list of ["glossary", "reasons"]) {
      await page.goto(`/help/${list}`);
      await expectAccessible(page);
    }
  });

test("K9 without JavaScript help is a page with a way back; staff's is staff's; customers need no account", async ({
  browser,
}) => {
  const plain = await signedInAs(browser, "Noor van Dijk", { javaScriptEnabled: false });
  await plain.goto("/claims?status=editing");
  await plain.getByRole("banner").getByRole("link", { name: "Help", exact: true }).click();
  await expect(plain).toHaveURL(/\/help\/claims\?from=/);
  await expect(plain.getByRole("heading", { level: 1 })).toHaveText("Workshop claims");
  await plain.getByRole("link", { name: "Back to the page" }).click();
  await expect(plain).toHaveURL("/claims?status=editing");
  expect((await plain.goto("/help/review"))?.status()).toBe(404);
  const staff = await signedInAs(browser, "Amara Okafor", { javaScriptEnabled: false });
  await staff.goto("/help/review");
  await expect(staff.getByRole("heading", { level: 1 })).toHaveText("Review of claims");

  const { path } = await asked(await newCustomer("Help"));
  const context = await browser.newContext({ javaScriptEnabled: false });
  const customer = await context.newPage();
  await customer.goto(`${path}?lang=nl`);
  await customer.getByRole("contentinfo").getByRole("link", { name: "Hulp" }).click();
  await expect(customer.getByRole("heading", { level: 1 })).toHaveText("Hulp voor klanten");
  await customer.getByRole("textbox").fill("intrekken");
  await customer.getByRole("button", { name: "Zoeken" }).click();
  await expect(customer.getByRole("heading", { level: 2 })).toHaveText(["Na uw antwoord"]);
  await customer.goto("/help/customers");
  await expect(customer).toHaveURL(/\/sign-in\?/);
  await customer.goto("/help/signing-in");
  await expect(customer.getByRole("heading", { level: 1 })).toBeVisible();
  await context.close();
});
