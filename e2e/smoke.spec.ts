import { expect, test } from "@playwright/test";
import { daysLater } from "./later";

test("the product says that it lives and is ready", async ({ page }) => {
  for (const address of ["/livez", "/readyz", "/startupz"]) {
    const answer = await page.goto(address);
    expect(answer?.status()).toBe(200);
    await expect(page.locator("body")).toHaveText("ok");
  }
});

test("whoever finds a weakness is told whom to tell", async ({ request }) => {
  const answer = await request.get("/.well-known/security.txt");
  expect(answer.headers()["content-type"]).toBe("text/plain; charset=utf-8");
  expect(await answer.text()).toMatch(/^Contact: mailto:\S+@\S+\nExpires: 20\d\d-.+Z\nPreferred-Languages: en, nl\nCanonical: http.+\/security\.txt\n$/); // prettier-ignore
});

test("a second web server at a later time serves the same data", async ({ page }) => {
  const later = await daysLater(31);
  try {
    expect((await page.goto(`${later.url}/readyz`))?.status()).toBe(200);
  } finally {
    await later.stop();
  }
});
