import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { z } from "zod";
import { asked } from "./acts";
import { signIn } from "./steps";
import { newCustomer, sql } from "./world";

/** O22, O24, O25: what people ask of their data, in both languages, one of them without scripts. */
const texts = z.object({
  page: z.object({ kept: z.string() }),
  console: z.object({
    address: z.string(),
    look: z.string(),
    give: z.string(),
    erase: z.string(),
    why: z.object({ hold: z.string() }),
    done: z.object({ placed: z.string(), lifted: z.string(), erasing: z.string() }),
  }),
  hold: z.object({ place: z.string(), lift: z.string(), reason: z.string() }),
});

for (const [language, javaScriptEnabled] of [
  ["en", false],
  ["nl", true],
] as const) {
  test(`a person is held, then erased (${language})`, async ({ browser }) => {
    const t = texts.parse(JSON.parse(readFileSync(`messages/${language}/privacy.json`, "utf8")));
    const customer = await newCustomer("Erased");
    await asked(customer);
    const { email, tenantId: tenant } = customer;
    const [request] = await sql<{ id: string }>(
      "select id from consent_requests where contact_email = $1",
      [email],
    );
    if (!request) throw new Error("nobody was asked");
    const context = await browser.newContext({ baseURL: process.env.E2E_URL, javaScriptEnabled });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(`/privacy?lang=${language}`);
    await expect(page.getByRole("heading", { name: t.page.kept })).toBeVisible();
    await signIn(page, "Amara Okafor", language);
    const main = page.locator("main");
    const hold = `/programme/privacy/holds/tenant/${tenant}`;

    await page.goto(hold);
    await page.getByLabel(t.hold.reason).fill("Case 7");
    await page.getByRole("button", { name: t.hold.place }).click();
    await expect(main.getByText(t.console.done.placed)).toBeVisible();
    await page.goto(`/programme/tenants/${tenant}`);
    await expect(main.getByText("Case 7").first()).toBeVisible();

    await page.goto("/programme/privacy");
    await page.getByLabel(t.console.address).fill(email);
    await page.getByRole("button", { name: t.console.look }).click();
    await page.waitForURL(/privacy\/[0-9a-f-]{36}$/);
    await expect(main.getByText(t.console.why.hold).first()).toBeVisible();
    const at = page.url();
    const given = page.waitForEvent("download");
    await page.getByRole("button", { name: t.console.give }).click();
    expect((await given).suggestedFilename()).toMatch(/^person-[0-9a-f]{8}\.zip$/);
    const zip = readFileSync(await (await given).path(), "latin1");
    expect([zip.slice(0, 4), zip.includes("person.json")]).toEqual(["PK\x03\x04", true]);
    await page.goto(hold);
    await page.getByLabel(t.hold.reason).fill("Over");
    await page.getByRole("button", { name: t.hold.lift }).click();
    await expect(main.getByText(t.console.done.lifted)).toBeVisible();

    await page.goto(at);
    await expect(main.getByText(t.console.why.hold)).toHaveCount(0);
    await page.getByRole("button", { name: t.console.erase }).click();
    await expect(main.getByText(t.console.done.erasing)).toBeVisible();
    await expect
      .poll(
        () =>
          sql("select from consent_requests where id = $1 and contact_last_name = '…'", [
            request.id,
          ]),
        { timeout: 20_000 },
      )
      .toHaveLength(1);
    await context.close();
  });
}
