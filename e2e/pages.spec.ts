import { expect, test } from "@playwright/test";
import { expectAccessible, expectAllAccessible, signIn } from "./steps";
import { demonstration, sql } from "./world";

const base = "/engagements/collaborative-apps";

/** Every page of the console with something on it, for the persona that has most of it. */
async function addresses(): Promise<string[]> {
  const [one] = await sql<{ asking: string; known: string; why: string; claim: number }>(
    `select
      (select association_id from customers where engagement_id = e.id and partner_id = p.id and status = 'asked' and ${demonstration} limit 1) as asking,
      (select tenant_id from customers where engagement_id = e.id and partner_id = p.id and status = 'known' and ${demonstration} limit 1) as known,
      (select tenant_id from customers where engagement_id = e.id and partner_id = p.id and tab = 'ineligible' and ${demonstration} limit 1) as why,
      (select claim_number from customers where engagement_id = e.id and partner_id = p.id and status = 'active' and ${demonstration} limit 1) as claim
     from engagements e, partners p where e.slug = 'collaborative-apps' and p.name = 'Noordzee Cloud'`,
  );
  if (!one) throw new Error("the demonstration data is not there");
  return [
    "/engagements",
    base,
    `${base}/eligibility`,
    `${base}/customers`,
    `${base}/customers?tab=ineligible`,
    `${base}/customers?tab=complete`,
    `${base}/customers?q=nothing-is-called-this`,
    `${base}/history`,
    `${base}/customers/add`,
    `${base}/customers/${one.known}/claim`,
    `${base}/rounds/${one.asking}/consent`,
    `${base}/customers/${one.why}/eligibility`,
    "/opportunities?choose=1",
    "/opportunities?q=nothing-is-called-this",
    "/insight?by=location",
    "/runs",
    "/runs/new?kind=ask",
    "/insight/rounds?plot=funnel&part=asked",
    "/claims?choose=1",
    "/claims?q=nothing-is-called-this",
    `/customers/${one.known}`,
    "/attention",
    "/attention?kind=claims",
    `/claims/${String(one.claim)}`,
    "/mailbox",
  ];
}

for (const language of ["en", "nl"] as const) {
  test(`every page passes axe, narrow and wide, light and dark (${language})`, async ({ page }) => {
    await signIn(page, "Noor van Dijk", language);
    await expectAllAccessible(page, language, await addresses());
  });
}

test("S4 somebody without a role sees what is missing and who can help", async ({ page }) => {
  await signIn(page, "Sanne Bakker");
  await page.goto(`${base}/customers`);
  await expect(page).toHaveURL(/\/no-access/);
  await expect(page.locator("main")).toContainText("Noor van Dijk");
  await expectAccessible(page);
});

test("nobody signed in is sent to the sign-in page and back", async ({ page }) => {
  await page.goto(`${base}/customers?tab=ineligible`);
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Noor van Dijk" }).click();
  await expect(page).toHaveURL(/customers\?tab=ineligible/);
});
