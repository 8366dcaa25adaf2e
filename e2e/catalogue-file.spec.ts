import { expect, test, type Page } from "@playwright/test";
import { expectAccessible, expectAllAccessible, signedInAs } from "./steps";

type Entry = {
  slug: string;
  name: string;
  windows_days: { consent: number };
  customer_criteria_all_of: object[];
};

const main = (page: Page) => page.locator("main");

async function expectBothAccessible(page: Page) {
  const address = page.url();
  for (const language of ["nl", "en"] as const) {
    await page
      .context()
      .addCookies([{ name: "locale", value: language, url: process.env.E2E_URL ?? "" }]);
    await expectAllAccessible(page, language, [address]);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

async function send(page: Page, file: unknown) {
  await page.goto("/programme/catalogue/file");
  const text = typeof file === "string" ? file : JSON.stringify(file);
  await page.getByLabel("Catalogue file").setInputFiles({
    name: "catalogue.json",
    mimeType: "application/json",
    buffer: Buffer.from(text),
  });
  await page.getByRole("button", { name: "Look at the changes" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("catalogue.json");
}

for (const javaScriptEnabled of [true, false]) {
  test(`P11, P16 a catalogue editor takes the catalogue out, changes a day and a criterion, and brings it in (JavaScript ${javaScriptEnabled ? "on" : "off"})`, async ({
    browser,
  }) => {
    const page = await signedInAs(browser, "Amara Okafor", { javaScriptEnabled });
    await page.goto("/programme/catalogue");
    await page.getByRole("link", { name: "Catalogue as a file" }).click();
    await expect(page.getByRole("link", { name: "Download catalogue" })).toBeVisible();
    const answer = await page.request.get("/programme/catalogue/file/catalogue.json");
    expect(answer.headers()["content-disposition"]).toBe('attachment; filename="catalogue.json"');
    const file = (await answer.json()) as { engagements: Entry[] };

    await send(page, file);
    await expect(main(page)).toContainText("There is nothing to import.");

    const one = file.engagements.at(javaScriptEnabled ? -1 : -2)!;
    one.windows_days.consent = 19;
    one.customer_criteria_all_of = [{ metric: "teams_pau", operator: ">=", value: 42 }];
    await send(page, { ...file, typo: true });
    await expect(main(page)).toContainText("typo");
    await expect(main(page)).toContainText("A catalogue has no such field.");
    if (javaScriptEnabled) await expectBothAccessible(page);

    await send(page, file);
    await expect(main(page)).toContainText("Nothing was changed yet.");
    await expect(main(page)).toContainText("Days to get consent");
    await expect(main(page)).toContainText("teams_pau >= 42");
    if (javaScriptEnabled) await expectBothAccessible(page);
    await page.getByRole("button", { name: "Import" }).click();
    await expect(main(page)).toContainText("imported this file");

    await page.goto(`/programme/catalogue/${one.slug}/edit/customers`);
    await page.getByRole("textbox", { name: "Criteria (optional)" }).fill("teams_pau >= 1");
    await page.getByRole("button", { name: "Count", exact: true }).click();
    await expect(
      main(page).getByRole("status").filter({ hasText: "tenants meet these criteria now" }),
    ).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Criteria (optional)" })).toHaveValue(
      "teams_pau >= 1",
    );
    if (javaScriptEnabled) await expectAccessible(page);

    await page.goto(`/programme/catalogue/${one.slug}/publish`);
    await expect(main(page)).toContainText("teams_pau >= 42");
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await expect(main(page)).toContainText("The version was published.");
    await send(page, file);
    await expect(main(page)).toContainText("There is nothing to import.");
    await page.context().close();
  });
}
