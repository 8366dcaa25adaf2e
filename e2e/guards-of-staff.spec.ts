import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { z } from "zod";
import { asked, reported } from "./acts";
import { signIn } from "./steps";
import { newCustomer, sql } from "./world";

/** D19: what staff keep so that nobody consents for their own customer, in both languages. */
const texts = z.object({
  partners: z.object({
    domain: z.string(),
    add: z.string(),
    done: z.object({ added: z.string(), removed: z.string() }),
  }),
  reports: z.object({
    stopLink: z.string(),
    liftLink: z.string(),
    stop: z.object({ reason: z.string(), submit: z.string(), done: z.string() }),
    lift: z.object({ why: z.string(), submit: z.string(), done: z.string() }),
  }),
});
const errors = z.object({ domain_free_mail: z.string() });
const read = (file: string): unknown => JSON.parse(readFileSync(`messages/${file}.json`, "utf8"));

for (const [language, javaScriptEnabled] of [
  ["en", false],
  ["nl", true],
] as const) {
  test(`partner domains are added, refused and removed; an address is stopped and let be asked again (${language})`, async ({
    browser,
  }) => {
    const { partners: p, reports: r } = texts.parse(read(`${language}/programme`));
    const { domain_free_mail: refusal } = errors.parse(read(`${language}/errors`));
    const customer = await newCustomer("Guarded");
    const report = await reported(await asked(customer), "Who is this?");
    const context = await browser.newContext({ baseURL: process.env.E2E_URL, javaScriptEnabled });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await signIn(page, "Amara Okafor", language);
    const main = page.locator("main");

    const [partner] = await sql<{ id: string }>(
      "select id from partners where name = 'Atelier Saône'",
    );
    await page.goto(`/programme/partners/${partner?.id ?? ""}`);
    await expect(page).toHaveTitle(/Atelier Saône/);
    const domain = `own-${customer.domain}`;
    await page.getByLabel(p.domain, { exact: true }).fill(domain);
    await page.getByRole("button", { name: p.add }).click();
    await expect(main.getByText(p.done.added)).toBeVisible();
    const row = page.getByRole("row", { name: domain });
    await expect(row).toBeVisible();

    // What went well before gives way to what is wrong now; what was typed stays.
    await page.getByLabel(p.domain, { exact: true }).fill("gmail.com");
    await page.getByRole("button", { name: p.add }).click();
    await expect(main.getByText(refusal).first()).toBeVisible();
    await expect(main.getByText(p.done.added)).toBeHidden();
    await expect(page.getByLabel(p.domain, { exact: true })).toHaveValue("gmail.com");
    await row.getByRole("button").click();
    await expect(main.getByText(p.done.removed)).toBeVisible();
    await expect(row).toHaveCount(0);

    await page.goto(`/programme/reports/${report}`);
    await page.getByRole("link", { name: r.stopLink }).click();
    await page.getByLabel(r.stop.reason).fill("Nobody there knows this partner.");
    await page.getByRole("button", { name: r.stop.submit }).click();
    await expect(main.getByText(r.stop.done)).toBeVisible();
    await page.goto(`/programme/reports/${report}`);
    await page.getByRole("link", { name: r.liftLink }).click();
    await page.getByLabel(r.lift.why).fill("They have met since.");
    await page.getByRole("button", { name: r.lift.submit }).click();
    await expect(main.getByText(r.lift.done)).toBeVisible();
    await context.close();
  });
}
