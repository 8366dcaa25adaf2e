import { randomBytes, randomUUID } from "node:crypto";
import { expect, test, type Page } from "@playwright/test";
import { hashToken } from "@/lib/mail/tokens";
import { decodeSession, encodeSession } from "@/lib/web/session-token";
import { expectAllAccessible, signInLink } from "./steps";
import { sql } from "./world";

const admin = "noor.vandijk@noordzee-cloud.example";
const add = `/engagements/collaborative-apps/customers/add`;

async function signInAs(page: Page, persona: string, callbackUrl = "/") {
  await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(callbackUrl)}`);
  await page.locator(`button[value="${persona}"]`).click();
}

/** Ends the session behind the page's cookie, as if an admin had done so elsewhere. */
async function loseSession(page: Page) {
  const cookies = await page.context().cookies();
  const value = cookies.find(({ name }) => name === "session")?.value;
  const id = decodeSession(value)?.sessionId;
  expect(
    await sql("update sessions set revoked_at = now() where id = $1 returning id", [id]),
  ).toHaveLength(1);
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a mailed link signs in once, by its button alone, and leads where one was going", async ({
      page,
      request,
    }) => {
      const email = javaScriptEnabled ? "lucas.moreau@noordzee-cloud.example" : admin;
      const going = "/engagements/collaborative-apps/customers?tab=ineligible";
      await page.goto(going);
      await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
      await page.getByLabel("Work e-mail address").fill("nobody");
      await page.getByRole("button", { name: "Mail me a link" }).click();
      await expect(page.locator(".error-summary")).toContainText("name@company.com");
      await expect(page.getByLabel("Work e-mail address")).toHaveValue("nobody");
      await page.getByLabel("Work e-mail address").fill(email.toUpperCase());
      await page.getByRole("button", { name: "Mail me a link" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Look in your mailbox");

      const link = await signInLink(email);
      for (let scan = 0; scan < 3; scan++) expect((await request.get(link)).status()).toBe(200);
      await page.goto(link);
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page).toHaveURL(going);

      await page.goto(link);
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByText("This link does not work any more")).toBeVisible();
      await expect(page).toHaveTitle(/^Error: Sign in/);
    });

    test("what was typed survives a lost session, for the one who typed it", async ({ page }) => {
      const at = `${add}?draft=${randomUUID()}`;
      await signInAs(page, "admin", at);
      await expect(page).toHaveURL(at);
      await page.getByLabel("Customer e-mail").fill("kept@somewhere.example");
      await loseSession(page);
      await page.getByRole("button", { name: "Next" }).click();
      await expect(page.getByText("What you filled in is kept")).toBeVisible();

      await page.locator('button[value="user"]').click();
      await expect(page).toHaveURL(at);
      await expect(page.getByLabel("Customer e-mail")).toHaveValue("");

      await signInAs(page, "admin", at);
      await expect(page.getByLabel("Customer e-mail")).toHaveValue("kept@somewhere.example");
    });
  });
}

test("an unknown address gets the same page and no mail", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("Work e-mail address").fill("nobody@unknown.example");
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Look in your mailbox");
  expect(await sql("select from emails where recipient = 'nobody@unknown.example'")).toEqual([]);
});

test("signing out ends it; the next page asks to sign in", async ({ page, context }) => {
  await signInAs(page, "operator");
  // Who reviews begins with what waits for a review.
  await expect(page).toHaveURL("/programme/claims");
  const cookies = await context.cookies();
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByText("You are signed out.")).toBeVisible();
  await context.addCookies(cookies);
  await page.goto("/programme");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Fprogramme/);
});

test("without a role one sees who can give it; it works on the very next request", async ({
  page,
}) => {
  await signInAs(page, "colleague", "/engagements");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You need a role to open this");
  await expect(page.getByRole("link", { name: admin })).toBeVisible();
  const who =
    "select id, partner_id from users join memberships on user_id = id where email = 'sanne.bakker@noordzee-cloud.example'";
  await sql(
    `insert into role_grants (user_id, partner_id, role)
     select id, partner_id, 'incentives_user' from (${who}) u`,
  );
  await page.getByRole("link", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Engagements");
  await sql(`delete from role_grants where user_id = (select id from (${who}) u)`);
  await page.reload();
  await expect(page).toHaveURL(/\/no-access/);
});

test("the programme's pages and those of partners stay apart", async ({ page }) => {
  await signInAs(page, "admin", "/programme/tenants");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "This page is for the programme",
  );
  await signInAs(page, "operator", "/engagements");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This page is for partners");
});

test("other sites can neither sign anybody in nor out, nor lead anybody away", async ({
  page,
  request,
}) => {
  for (const origin of ["https://evil.example", "null", undefined]) {
    for (const path of ["callback/demo", "signout"]) {
      const answer = await request.post(`/api/auth/${path}`, {
        form: { persona: "admin" },
        headers: origin ? { origin, "x-forwarded-host": "evil.example" } : {},
        maxRedirects: 0,
      });
      expect(answer.headers().location).toBe("/sign-in?error=wrong_origin");
      expect(answer.headers()["set-cookie"]).toBeUndefined();
    }
  }
  for (const path of ["session", "csrf", "providers", "signin", "error"])
    expect((await request.get(`/api/auth/${path}`)).ok()).toBe(false);
  await signInAs(page, "operator", "https://evil.example/");
  await expect(page).toHaveURL("/programme/claims");
});

const pages: [string | null, string[]][] = [
  [
    null,
    ["/sign-in?error=sign_in_link", "/sign-in/sent", `/sign-in/confirm?token=${"a".repeat(43)}`],
  ],
  ["admin", ["/settings/profile", "/settings/sessions", "/settings/people/sign-in"]],
  ["colleague", ["/no-access?from=/engagements"]],
  [
    "operator",
    [
      "/no-access?from=/engagements",
      "/programme",
      "/programme/catalogue",
      "/programme/catalogue/collaborative-apps",
      "/programme/tenants?q=ko",
      "/programme/reports",
      "/programme/mail",
      "/programme/partners",
      "/programme/settings",
    ],
  ],
];

for (const [locale, language] of [
  ["en-GB", "en"],
  ["nl-NL", "nl"],
] as const) {
  test.describe(locale, () => {
    test.use({ locale });

    test("every page is accessible, fits, and runs under its policy without a complaint", async ({
      page,
    }) => {
      const said: string[] = [];
      const answers: Record<string, string>[] = [];
      page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) said.push(message.text());
      });
      page.on("pageerror", (error) => said.push(error.message));
      page.on("response", (answer) => {
        const shown = answer.request().isNavigationRequest() && answer.status() === 200;
        if (shown) answers.push(answer.headers());
      });
      for (const [persona, paths] of pages) {
        if (persona) await signInAs(page, persona, "/sign-in");
        await expectAllAccessible(page, language, paths);
      }
      expect(said).toEqual([]);
      const policies = new Set(answers.map((headers) => headers["content-security-policy"]));
      expect(policies.size).toBe(answers.length);
      const looked = pages.flatMap(([, paths]) => paths).length;
      expect(answers.length).toBeGreaterThanOrEqual(looked);
      for (const headers of answers) {
        expect(headers["content-security-policy"]).toMatch(
          /script-src 'self' 'nonce-[^']+' 'strict-dynamic';/,
        );
        expect(headers["cache-control"]).toContain("no-store");
      }
    });
  });
}

test("U3 somebody of two companies goes on for the other one, and loses it on the next request", async ({
  page,
}) => {
  const [person] = await sql<{ id: string; other: string }>(
    `select u.id, p.id as other from users u, partners p
     where u.email = 'pieter.dewit@noordzee-cloud.example' and p.name = 'Atelier Saône'`,
  );
  const membership = [person?.other, person?.id];
  await sql(
    "insert into memberships (partner_id, user_id, joined_at) values ($1, $2, now())",
    membership,
  );
  await sql(
    "insert into role_grants (partner_id, user_id, role) values ($1, $2, 'incentives_admin')",
    membership,
  );
  const session = randomUUID();
  const secret = randomBytes(32).toString("base64url");
  await sql(
    `insert into sessions (id, secret_hash, user_id, partner_id, chosen_at, created_at, expires_at)
     select $3, $4, m.user_id, m.partner_id, now(), now(), now() + interval '1 hour'
     from memberships m where m.user_id = $2 and m.partner_id <> $1`,
    [...membership, session, hashToken(secret)],
  );
  const value = encodeSession({
    secret,
    sessionId: session,
    userId: person?.id ?? "",
    expiresAt: new Date("2100-01-01T00:00:00Z"),
  });
  await page.goto("/sign-in");
  await page.context().addCookies([{ name: "session", value, url: page.url() }]);
  await page.goto("/engagements");
  const company = page.locator(".topbar-partner");
  await expect(company).toHaveText("Noordzee Cloud");
  await page.getByRole("button", { name: "Account van Pieter de Wit" }).click();
  await page.getByRole("button", { name: "Atelier Saône" }).click();
  await expect(company).toHaveText("Atelier Saône");
  await expect(page).toHaveURL(/\/engagements$/);
  await sql(
    "update memberships set ended_at = now() where partner_id = $1 and user_id = $2",
    membership,
  );
  await page.reload();
  await expect(page).toHaveURL(/\/sign-in/);
});
