import { expect, test } from "@playwright/test";
import { TOTP } from "otpauth";
import { readClock } from "@/lib/time/clock";
import { newPerson, openSession } from "./people";
import { expectAllAccessible } from "./steps";

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
      await openSession(page, userId);
      await page.goto("/settings/security/set-up");
      const codes = page.locator("code");
      const [recovery = "", key = ""] = [
        await codes.first().textContent(),
        await codes.last().textContent(),
      ].map((text) => text ?? "");
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

      await openSession(page, userId);
      await page.goto("/settings/security");
      await expect(page).toHaveURL(/\/sign-in\/factor\?callbackUrl=/);
      const code = page.getByLabel("Code", { exact: true });
      await code.fill(codeOf(secret, 30));
      await page.getByRole("button", { name: "Confirm" }).click();
      await expect(page).toHaveURL(/\/settings\/security$/);

      await openSession(page, userId);
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
  await openSession(page, userId);
  await page.goto("/settings/security/set-up");
  await page.getByLabel("Name of the passkey").fill("Work laptop");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByText("Passkey “Work laptop”, since")).toBeVisible();
  await expectAllAccessible(page, "en", ["/settings/security", "/settings/security/set-up"]);

  await openSession(page, userId);
  await page.goto("/settings/security");
  await expectAllAccessible(page, "en", ["/sign-in/factor"]);
  await page.goto("/settings/security");
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page).toHaveURL(/\/settings\/security$/);
});
