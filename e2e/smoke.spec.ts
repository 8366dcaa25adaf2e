import { expect, test } from "@playwright/test";

test("the product says that it lives and is ready", async ({ page }) => {
  for (const address of ["/livez", "/readyz"]) {
    const answer = await page.goto(address);
    expect(answer?.status()).toBe(200);
    await expect(page.locator("body")).toHaveText("ok");
  }
});
