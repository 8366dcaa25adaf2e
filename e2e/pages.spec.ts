import { expect, test } from "@playwright/test";
import { expectAccessible, signIn } from "./steps";
import { sql } from "./world";

const base = "/engagements/collaborative-apps";

/** Every page of the console with something on it, for the persona that has most of it. */
async function addresses(): Promise<string[]> {
  const [one] = await sql<{ asking: string; known: string; why: string; claim: number }>(
    `select
      (select association_id from customers where engagement_id = e.id and partner_id = p.id and status = 'asked' limit 1) as asking,
      (select tenant_id from customers where engagement_id = e.id and partner_id = p.id and status = 'known' limit 1) as known,
      (select tenant_id from customers where engagement_id = e.id and partner_id = p.id and tab = 'ineligible' limit 1) as why,
      (select claim_number from customers where engagement_id = e.id and partner_id = p.id and status = 'active' limit 1) as claim
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
    `${base}/customers/${one.asking}/consent`,
    `${base}/customers/${one.why}/eligibility`,
    "/claims",
    "/claims?q=nothing-is-called-this",
    "/attention",
    "/attention?kind=claims",
    `/claims/${String(one.claim)}`,
    "/mailbox",
  ];
}

for (const language of ["en", "nl"]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`every page passes axe and fits 320 px (${language}, ${colorScheme})`, async ({
      browser,
    }) => {
      test.setTimeout(240_000);
      const context = await browser.newContext({
        baseURL: process.env.E2E_URL,
        colorScheme,
        viewport: { width: 320, height: 800 },
      });
      const page = await context.newPage();
      await signIn(page, "Noor van Dijk", language);
      for (const address of await addresses()) {
        const answer = await page.goto(address);
        expect([address, answer?.status()]).toEqual([address, 200]);
        await expect(page.locator("html")).toHaveAttribute("lang", language);
        await expectAccessible(page);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect([address, overflow]).toEqual([address, 0]);
      }
      await context.close();
    });
  }
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
