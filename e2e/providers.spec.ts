import { expect, test, type Page } from "@playwright/test";
import { startEntra, startOidcProvider } from "@/testing/identity-providers";
import { decided } from "./acts";
import { anotherServer } from "./later";
import { newOperator, newPerson, openSession } from "./people";
import { expectAccessible } from "./steps";
import { newCustomer, sql } from "./world";

const tenant = "9188040d-6c67-4c5b-b112-36a304b66dad";
const email = "vera@contoso.example";
let oidc: Awaited<ReturnType<typeof startOidcProvider>>;
let entra: Awaited<ReturnType<typeof startEntra>>;
let server: Awaited<ReturnType<typeof anotherServer>>;

test.beforeAll(async () => {
  server = await anotherServer(async (url) => {
    oidc = await startOidcProvider([`${url}/api/auth/callback/acme`]);
    entra = await startEntra([{ email, tenant_id: tenant }], [`${url}/api/auth/callback/entra`]);
    const { issuer, clientId, clientSecret } = oidc;
    return {
      ENTRA_CLIENT_ID: entra.clientId,
      ENTRA_CLIENT_SECRET: entra.clientSecret,
      ENTRA_AUTHORITY: entra.authority,
      OIDC_PROVIDERS: JSON.stringify([
        { id: "acme", label: "Acme", issuer, clientId, clientSecret },
      ]),
    };
  });
});
test.afterAll(() => Promise.all([server.stop(), oidc.close(), entra.close()]));

/** Proves who one is on the provider's own page. */
async function atAcme(page: Page, subject: string): Promise<void> {
  await page.waitForURL((url) => url.href.startsWith(oidc.issuer));
  await page.locator("[name=login]").fill(subject);
  await page.locator("[name=password]").fill("x");
  await page.locator("[type=submit]").click();
  await page.locator("[type=submit]").click();
}

async function atEntra(page: Page, email: string): Promise<void> {
  await page.waitForURL((url) => url.href.startsWith(entra.authority));
  await page.locator("button", { hasText: email }).click();
}

test("U10, U11, U14 a provider is linked, signs in, and is signed out of too; Microsoft the same", async ({
  page,
}) => {
  const userId = await newPerson();
  await openSession(page, userId, server.url);
  const security = `${server.url}/settings/security`;
  await page.goto(security);
  await page.getByRole("button", { name: "Link Acme" }).click();
  await atAcme(page, "vera");
  await expect(page.getByText("Linked. You can sign in with it from now on.")).toBeVisible();
  await page.getByRole("button", { name: "Link Microsoft" }).click();
  await atEntra(page, email);
  await expect(page.getByText("Linked. You can sign in with it from now on.")).toBeVisible();

  await page.context().clearCookies();
  await page.goto(`${server.url}/settings/sessions`);
  await expect(page.getByText("Choose how you sign in.")).toBeVisible();
  await page.getByRole("button", { name: "Sign in with Microsoft" }).click();
  await atEntra(page, email);
  await expect(page).toHaveURL(`${server.url}/settings/sessions`);
  await expect(page.getByRole("row", { name: /with Microsoft/ })).toBeVisible();

  await page.context().clearCookies();
  await page.goto(`${server.url}/settings/sessions`);
  await page.getByRole("button", { name: "Sign in with Acme" }).click();
  await atAcme(page, "vera");
  await expect(page).toHaveURL(`${server.url}/settings/sessions`);
  // Out of all sessions here, and at the provider too, which asks who it is the next time.
  await page.getByRole("button", { name: "Sign out everywhere", exact: true }).click();
  await page.waitForURL((url) => url.href.startsWith(oidc.issuer));
  await page.locator("button[name=logout]").click();
  await expect(page).toHaveURL(`${server.url}/sign-in`);
  await page.getByRole("button", { name: "Sign in with Acme" }).click();
  await page.waitForURL((url) => url.href.startsWith(oidc.issuer));
  await expect(page.locator("[name=login]")).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("U13 a payment asks anew who one is, at the provider, and the form comes back as it was typed", async ({
    page,
    browser,
  }) => {
    const claim = await decided(await newCustomer("Confirm Journey"), "approved");
    const userId = await newOperator("payments", "reader");
    await sql(
      `insert into identities (user_id, issuer, subject, provider, name, linked_at, linked_by)
       values ($1, $2, 'otto', 'acme', 'otto', now(), 'holder')`,
      [userId, oidc.issuer],
    );
    await openSession(page, userId, server.url, 20);
    await page.goto(`${server.url}/programme${claim}?do=pay`);
    await page.getByLabel("Payment reference").fill(`ANEW-${userId.slice(0, 8)}`);
    await page.getByRole("button", { name: "Mark as paid" }).click();
    await expect(page.getByText("Sign in once more with your provider")).toBeVisible();
    const storageState = await page.context().storageState();
    const looking = await (
      await browser.newContext({ storageState, javaScriptEnabled: true })
    ).newPage();
    await looking.goto(page.url());
    await expectAccessible(looking);
    await looking.context().close();
    await page.getByRole("button", { name: "Confirm with Acme" }).click();
    await atAcme(page, "otto");
    await expect(page.getByLabel("Payment reference")).toHaveValue(`ANEW-${userId.slice(0, 8)}`);
    await page.getByRole("button", { name: "Mark as paid" }).click();
    await expect(page.locator("main")).toContainText("The claim is marked as paid.");
  });
});
