import { expect, test } from "@playwright/test";
import { consented } from "./acts";
import { expectAccessible, signedInAs, signIn } from "./steps";
import { newCustomer } from "./world";

test("K5 keys open the search over everything, where nobody types, until they are turned off", async ({
  page,
  browser,
}) => {
  const customer = await newCustomer("Palette");
  const claim = await consented(customer);
  await signIn(page, "Noor van Dijk");
  await page.goto("/claims");
  const palette = page.getByRole("dialog", { name: "Search" });
  const field = palette.getByRole("searchbox");
  await page.getByRole("searchbox").press("/");
  await expect(palette).toBeHidden();

  // The list has a search of its own (K4), which `/` leads to; the one over everything is a chord away.
  await page.locator("h1").click();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await expect(palette).toBeHidden();
  await page.locator("h1").click();
  await page.keyboard.press("Control+k");
  await expect(field).toBeFocused();
  await field.fill(customer.tenantId);
  await expect(palette.getByRole("link", { name: customer.name }).first()).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("ArrowDown");
  await expect(palette.getByRole("link").first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();
  await page.keyboard.press("Control+k");
  await field.press("Enter");
  await expect(page).toHaveURL(`/customers/${customer.tenantId}`);

  await page.goto("/settings/profile");
  await page
    .getByRole("group", { name: /^Keyboard shortcuts/ })
    .getByRole("button", { name: "Off" })
    .click();
  await page.waitForLoadState();
  await page.keyboard.press("Control+k");
  await expect(palette).toBeHidden();

  // The page of results, without JavaScript; and the programme's own.
  const plain = await signedInAs(browser, "Noor van Dijk", { javaScriptEnabled: false });
  await plain.getByRole("link", { name: "Search", exact: true }).click();
  await plain.getByRole("searchbox").fill(claim.split("/").at(-1) ?? "");
  await plain.getByRole("searchbox").press("Enter");
  await plain.getByRole("region", { name: "Claims" }).getByRole("link").first().click();
  await expect(plain).toHaveURL(claim);
  const staff = await signedInAs(browser, "Amara Okafor", { javaScriptEnabled: false });
  await staff.goto(`/search?q=${customer.domain}`);
  await staff.getByRole("link", { name: customer.name }).click();
  await expect(staff).toHaveURL(`/programme/tenants/${customer.tenantId}`);
});
