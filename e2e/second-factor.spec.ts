import { randomBytes, randomUUID } from "node:crypto";
import { expect, test, type Page } from "@playwright/test";
import { TOTP } from "otpauth";
import { hashToken } from "@/lib/mail/tokens";
import { readClock } from "@/lib/time/clock";
import { encodeSession } from "@/lib/web/session-token";
import { expectAllAccessible } from "./steps";
import { sql } from "./world";

/** Somebody new of the first persona's company. */
async function newPerson(): Promise<string> {
  const userId = randomUUID();
  await sql("insert into users (id, name, email, locale) values ($1, 'Vera Smit', $2, 'en')", [
    userId,
    `vera-${userId.slice(0, 8)}@noordzee-cloud.example`,
  ]);
  await sql(
    `insert into memberships (partner_id, user_id, joined_at)
     select id, $1, now() from partners where name = 'Noordzee Cloud'`,
    [userId],
  );
  return userId;
}

/** A session of theirs as a mailed link opens it. */
async function signIn(page: Page, userId: string): Promise<void> {
  const [sessionId, secret] = [randomUUID(), randomBytes(32).toString("base64url")];
  await sql(
    `insert into sessions (id, secret_hash, user_id, partner_id, chosen_at, created_at, expires_at)
     select $1, $2, user_id, partner_id, now(), now(), now() + interval '1 hour' from memberships where user_id = $3`,
    [sessionId, hashToken(secret), userId],
  );
  const expiresAt = new Date("2100-01-01T00:00:00Z");
  const value = encodeSession({ secret, sessionId, userId, expiresAt });
  await page.context().addCookies([{ name: "session", value, url: process.env.E2E_URL ?? "" }]);
}

/** What the app on somebody's phone shows next. */
function codeOf(secret: string, later = 0): string {
  const timestamp = readClock().getTime() + later * 1_000;
  return new TOTP({ secret, algorithm: "SHA1", digits: 6, period: 30 }).generate({ timestamp });
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("U13 an app is set up, asked for at the next sign-in, and replaced by a recovery code when it is lost", async ({
      page,
    }) => {
      const userId = await newPerson();
      await signIn(page, userId);
      await page.goto("/settings/security/set-up");
      const codes = page.locator("code");
      const [recovery = "", key = ""] = [await codes.first().textContent(), await codes.last().textContent()].map((text) => text ?? ""); // prettier-ignore
      const secret = key.replaceAll(" ", "");
      const field = page.getByLabel("Code that your app shows");
      await field.fill("000000");
      await page.getByRole("button", { name: "Set up the app" }).click();
      await expect(page.locator(".error-summary")).toContainText("not right");
      // The same key is still there: nothing has to be scanned again.
      await expect(codes.last()).toHaveText(key);
      await field.fill(codeOf(secret));
      await page.getByRole("button", { name: "Set up the app" }).click();
      await expect(page).toHaveURL(/done=factor_added/);
      await expect(page.getByText("You have 10 recovery codes left.")).toBeVisible();

      await signIn(page, userId);
      await page.goto("/settings/security");
      await expect(page).toHaveURL(/\/sign-in\/factor\?callbackUrl=/);
      const code = page.getByLabel("Code", { exact: true });
      await code.fill(codeOf(secret, 30));
      await page.getByRole("button", { name: "Confirm" }).click();
      await expect(page).toHaveURL(/\/settings\/security$/);

      await signIn(page, userId);
      await page.goto("/settings/security");
      await code.fill(recovery);
      await page.getByRole("button", { name: "Confirm" }).click();
      await expect(page.getByText("You have 9 recovery codes left.")).toBeVisible();
    });
  });
}

test("U13 a passkey is made and proves who it is", async ({ page }) => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const userId = await newPerson();
  await signIn(page, userId);
  await page.goto("/settings/security/set-up");
  await page.getByLabel("Name of the passkey").fill("Work laptop");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByText("Passkey “Work laptop”, since")).toBeVisible();
  await expectAllAccessible(page, "en", ["/settings/security", "/settings/security/set-up"]);

  await signIn(page, userId);
  await page.goto("/settings/security");
  await expectAllAccessible(page, "en", ["/sign-in/factor"]);
  await page.goto("/settings/security");
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page).toHaveURL(/\/settings\/security$/);
});
