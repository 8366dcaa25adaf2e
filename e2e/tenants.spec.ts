import { expect, test } from "@playwright/test";
import { newOperator, openSession } from "./people";
import { addCustomer, engagement, expectAllAccessible, signedInAs } from "./steps";
import { demonstration, newCustomer, sql } from "./world";

const base = process.env.E2E_URL ?? "";

test("P17, P18 a data steward finds a customer that is there twice, ends one round, and merges", async ({
  browser,
  page,
}) => {
  test.setTimeout(180_000);
  const [twin, customer] = [await newCustomer("Twice"), await newCustomer("Once")];
  const partner = await signedInAs(browser, "Noor van Dijk");
  await addCustomer(partner, twin);
  await addCustomer(partner, customer);

  await openSession(page, await newOperator("data_steward"), base, 1);
  const main = page.locator("main");
  await page.goto(`/programme/tenants?q=${twin.domain}`);
  await page.getByRole("link", { name: twin.name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(twin.name);
  await expect(main).toContainText("Noordzee Cloud");
  await expect(page.locator("main figure svg[role=img]").first()).toBeVisible();
  await expect(main.getByText("at least 300").first()).toBeVisible();

  await page.getByRole("link", { name: "Merge", exact: true }).click();
  await page.getByRole("main").getByLabel("Search").fill(customer.domain);
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(main).toContainText("Noordzee Cloud has a round with both");
  await expect(page.getByRole("button", { name: "Merge them" })).toHaveCount(0);
  await page
    .getByRole("link", { name: `End the round of Noordzee Cloud with ${twin.name}` })
    .click();
  await page.getByLabel("Reason").fill("This customer was in our list twice");
  await page.getByRole("button", { name: "End it and tell them" }).click();
  await expect(main).toContainText("Round ended by the programme");

  await page.goto(`/programme/tenants/${twin.tenantId}/merge?into=${customer.tenantId}`);
  await expect(main).toContainText("Nothing clashes");
  await page.getByRole("button", { name: "Merge them" }).click();
  await page.waitForURL(`**/programme/tenants/${customer.tenantId}?done=merged`);
  await expect(main).toContainText(twin.tenantId);
  await page.goto(`/programme/tenants/${twin.tenantId}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(customer.name);

  // The partner finds the one that is left, also by the ID of the other.
  await partner.goto(`${engagement}?q=${twin.tenantId}`);
  await expect(partner.getByRole("rowheader", { name: customer.name })).toBeVisible();
  await partner.context().close();
});

test("P18 what partners read of a customer that is not allowed", async ({ browser, page }) => {
  const customer = await newCustomer("Barred");
  const partner = await signedInAs(browser, "Noor van Dijk");
  await addCustomer(partner, customer);
  await openSession(page, await newOperator("data_steward"), base, 1);
  await page.goto(`/programme/tenants/${customer.tenantId}`);
  await page.getByRole("link", { name: "Do not allow" }).click();
  await page.getByRole("button", { name: "Do not allow" }).click();
  await expect(page.getByText("Choose why this tenant is not allowed.").first()).toBeVisible();
  await page.getByLabel("Public sector").check();
  await page.getByLabel("In your words").fill("A town");
  await page.getByRole("button", { name: "Do not allow" }).click();
  await expect(page.getByText("no longer allowed to take part")).toBeVisible();
  await partner.goto(`${engagement}/${customer.tenantId}/eligibility`);
  await expect(partner.locator("main")).toContainText(
    "Not allowed: public sector. The programme says: “A town”",
  );
  await page.getByRole("link", { name: "Allow again" }).click();
  await page.getByRole("button", { name: "Allow again" }).click();
  await expect(page.getByText("allowed to take part again")).toBeVisible();
  await partner.context().close();
});

for (const language of ["en", "nl"] as const) {
  test(`the pages of tenants pass axe, narrow and wide, light and dark (${language})`, async ({
    page,
  }) => {
    test.setTimeout(180_000);
    const steward = await newOperator("data_steward");
    await sql("update users set locale = $2 where id = $1", [steward, language]);
    await openSession(page, steward, base, 1);
    const [row] = await sql<{ tenant: string; round: string; partner: string; other: string }>(`
      select a.tenant_id as tenant, a.id as round, a.partner_id as partner, o.tenant_id as other
      from associations a join tenants t on t.id = a.tenant_id and t.${demonstration} join associations o on o.partner_id = a.partner_id and o.engagement_id = a.engagement_id
        and o.tenant_id <> a.tenant_id and o.ended_at is null
      where a.ended_at is null and a.consented_at is null order by a.id limit 1`);
    const { tenant, round, partner, other } = row!;
    const at = `/programme/tenants/${tenant}`;
    await expectAllAccessible(page, language, [
      at,
      "/programme/tenants/new",
      ...["edit", "domains", "bar", "merge", `merge?into=${other}`].map((one) => `${at}/${one}`),
      `/programme/partners/${partner}/rounds/${round}/stop`,
    ]);
  });
}
