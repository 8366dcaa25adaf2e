import { expect, test } from "@playwright/test";
import { daysLater } from "./later";

test("the product says that it lives and is ready", async ({ page }) => {
  for (const address of ["/livez", "/readyz", "/startupz"]) {
    const answer = await page.goto(address);
    expect(answer?.status()).toBe(200);
    await expect(page.locator("body")).toHaveText("ok");
  }
});

test("a second web server at a later time serves the same data", async ({ page }) => {
  const later = await daysLater(31);
  try {
    expect((await page.goto(`${later.url}/readyz`))?.status()).toBe(200);
  } finally {
    await later.stop();
  }
});
