import { randomUUID } from "node:crypto";
import { expect, test, type Page } from "@playwright/test";
import { startEntra, startOidcProvider } from "@/testing/identity-providers";
import { decided } from "./acts";
import { anotherServer } from "./later";
import { newOperator, newPerson, openSession } from "./people";
import { invite } from "./joining";
import { expectAccessible, mailed } from "./steps";
import { newCustomer, sql } from "./world";

const tenant = "9188040d-6c67-4c5b-b112-36a304b66dad";
const email = "vera@contoso.example";
const second = "mila@contoso.example";
let oidc: Awaited<ReturnType<typeof startOidcProvider>>;
let entra: Awaited<ReturnType<typeof startEntra>>;
let server: Awaited<ReturnType<typeof anotherServer>>;

test.beforeAll(async () => {
  server = await anotherServer(async (url) => {
    oidc = await startOidcProvider([`${url}/api/auth/callback/acme`]);
    const people = [email, second].map((one) => ({ email: one, tenant_id: tenant }));
    entra = await startEntra(people, [`${url}/api/auth/callback/entra`]);
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

/** The admin of a company of their own: what it asks of its people is nobody else's. */
async function newAdmin(): Promise<{ admin: string; partnerId: string }> {
  const [partnerId, admin] = [randomUUID(), randomUUID()];
  await sql("insert into partners (id, name, country) values ($1, $2, 'NL')", [
    partnerId,
    `Own ${partnerId.slice(0, 8)}`,
  ]);
  await sql("insert into users (id, name, email, locale) values ($1, 'Ada Own', $2, 'en')", [
    admin,
    `ada-${admin.slice(0, 8)}@own.example`,
  ]);
  await sql("insert into memberships (partner_id, user_id, joined_at) values ($1, $2, now())", [
    partnerId,
    admin,
  ]);
  await sql(
    "insert into role_grants (partner_id, user_id, role) values ($1, $2, 'incentives_admin')",
    [partnerId, admin],
  );
  return { admin, partnerId };
}

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

test("U11, U12 an invitation is opened with a provider; who never linked the company's own is mailed a link for it", async ({
  page,
  browser,
}) => {
  const { admin, partnerId } = await newAdmin();
  await openSession(page, admin, server.url);
  const domain = `invited-${admin.slice(0, 8)}.example`;
  const email = `mila@${domain}`;
  await invite(page, email, "admin", `${server.url}/settings/people/invite`);

  const mila = await (await browser.newContext({ locale: "en-GB" })).newPage();
  const link = new URL(await mailed(email, "invitation"), server.url).toString();
  await mila.goto(link);
  await expectAccessible(mila);
  await mila.getByRole("button", { name: "Go on with Acme" }).click();
  await atAcme(mila, `mila ${domain}`);
  await expect(mila.getByText("You came back from Acme")).toBeVisible();
  await expectAccessible(mila);
  await mila.getByLabel("Your name").fill("Mila Smit");
  await mila.getByRole("button", { name: "Accept, and sign in with Acme from now on" }).click();
  await expect(mila.getByRole("heading", { level: 1 })).toHaveText("You accepted this invitation");
  await mila.getByRole("link", { name: "Go and sign in" }).click();
  await mila.getByRole("button", { name: "Sign in with Acme" }).click();
  await mila.waitForURL(
    (url) => url.href.startsWith(server.url) && !url.pathname.startsWith("/sign-in"),
  );

  // Her company lets its people in with Microsoft alone, and of that with its own tenant.
  await sql("insert into partner_domains (partner_id, domain) values ($1, $2)", [
    partnerId,
    domain,
  ]);
  await page.goto(`${server.url}/settings/people/sign-in`);
  await page.getByLabel("Only with this provider").selectOption("entra");
  await page.getByLabel("Who can always use a link").selectOption(admin);
  await page.getByLabel("Everybody decides for themselves").check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Enter the tenant ID of your company").first()).toBeVisible();
  await page.getByLabel("Tenant ID of your company").fill(tenant);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("How people sign in is changed.")).toBeVisible();
  await page.getByRole("link", { name: "Mila Smit" }).click();
  await page.getByRole("button", { name: "Mail the link" }).click();
  await expect(page.getByText("The link is on its way.")).toBeVisible();
  await expect(async () => {
    const asked = new URL(await mailed(email, "invitation"), server.url).toString();
    expect(asked).not.toBe(link);
    await mila.goto(asked);
  }).toPass({ timeout: 60_000 });
  await expectAccessible(mila);
  await mila.getByRole("button", { name: "Go on with Microsoft" }).click();
  await atEntra(mila, second);
  await mila.getByRole("button", { name: "Link my account" }).click();
  await expect(mila.getByRole("heading", { level: 1 })).toHaveText("Your account is linked");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("U13 a payment asks anew who one is, at the provider, and the form comes back as it was typed", async ({
    page,
    browser,
  }) => {
    const claim = await decided(await newCustomer("Confirm"), "approved");
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
