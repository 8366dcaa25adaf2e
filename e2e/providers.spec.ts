import { expect, test, type Page } from "@playwright/test";
import { startEntra, startOidcProvider } from "@/testing/identity-providers";
import { anotherServer } from "./later";
import { newPerson, openSession } from "./people";

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
