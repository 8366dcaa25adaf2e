import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { newOperator, openSession } from "./people";
import { expectAllAccessible } from "./steps";
import { sql } from "./world";

const base = process.env.E2E_URL ?? "";

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test.setTimeout(120_000);
  test("P19–P22 a long file is looked at, taken in, and its bad row comes back with the reason", async ({
    page,
  }) => {
    const mark = randomUUID().slice(0, 8);
    const rows = Array.from(
      { length: 8_000 },
      (_, n) => `${randomUUID()},Imported ${mark} ${n},NL,,${mark}-${n}.example,2026-10,120`,
    );
    const csv = ["tenant_id,name,country,tpid,domains,as_of,teams_mau", ...rows, "4.1E+15,Broken,NL,,,2026-10,1"]; // prettier-ignore
    await openSession(page, await newOperator("data_steward"), base, 1);
    await page.goto("/programme/imports/new?kind=tenants");
    await page.getByLabel("CSV file or workbook (.xlsx)").setInputFiles({ name: "tenants.csv", mimeType: "text/csv", buffer: Buffer.from(`${csv.join("\r\n")}\r\n`) }); // prettier-ignore
    await page.getByRole("button", { name: "Look at what it changes" }).click();
    await page.waitForURL(/\/programme\/imports\/[0-9a-f-]{36}/);
    const main = page.locator("main");
    await expect
      .poll(async () => (await page.reload(), main.innerText()), { timeout: 60_000 })
      .toMatch(/New\s+8,000/);
    await expect(main).toContainText(`Imported ${mark} 0`);
    await page.getByRole("button", { name: /Take in 8,000/ }).click();
    await expect
      .poll(async () => (await page.reload(), main.innerText()), { timeout: 60_000 })
      .toMatch(/Taken in \d/);
    const [kept] = await sql<{ count: string }>(
      "select count(*) from tenants where name like 'Imported ' || $1 || ' %'",
      [mark],
    );
    expect(kept?.count).toBe("8000");
    const refused = await page.request.get(`${new URL(page.url()).pathname}/refused.csv`);
    expect(await refused.text()).toMatch(/^4\.1E\+15,Broken,.*,"?\S.*$/m);
  });
});

for (const language of ["en", "nl"] as const) {
  test(`the pages of imports pass axe, narrow and wide, light and dark (${language})`, async ({
    page,
  }) => {
    const reader = await newOperator("data_steward", "partner_manager");
    await sql("update users set locale = $2 where id = $1", [reader, language]);
    await openSession(page, reader, base, 1);
    const [last] = await sql<{ id: string }>("select id from import_runs order by made_at desc limit 1"); // prettier-ignore
    const pages = ["tenants", "partners", "people", "known", "history"].map((kind) => `/programme/imports/new?kind=${kind}`); // prettier-ignore
    await expectAllAccessible(page, language, ["/programme/imports", ...pages, ...(last ? [`/programme/imports/${last.id}`] : [])]); // prettier-ignore
  });
}
