import { expect, test } from "@playwright/test";
import { newPerson, openSession } from "./people";
import { sql } from "./world";

test("U6, U7 one says who one is, and signs other browsers out on their next click", async ({
  page,
  browser,
}) => {
  const userId = await newPerson();
  const others = await Promise.all(
    [1, 2].map(async () => {
      const baseURL = process.env.E2E_URL ?? "";
      const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
      const other = await context.newPage();
      await openSession(other, userId);
      await other.goto("/settings/profile");
      return other;
    }),
  );
  // Without scripts the server says what is missing.
  const [first] = others;
  await first?.getByLabel("Name", { exact: true }).fill("");
  await first?.getByRole("button", { name: "Save profile" }).click();
  await expect(first!.locator(".error-summary")).toBeVisible();
  await openSession(page, userId);
  await page.goto("/settings/profile");
  await page.getByLabel("Time zone").selectOption("Europe/Amsterdam");
  await page.getByRole("button", { name: "Save profile" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Vera de Smit");
  await page.getByRole("button", { name: "Save profile" }).click();
  await expect(page.getByText("Your profile is saved.")).toBeVisible();
  await page.getByRole("button", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");

  await page.goto("/settings/sessions");
  await expect(page.getByRole("row")).toHaveCount(4);
  await page.getByRole("row").nth(2).getByRole("button").click();
  await expect(page.getByText("Signed out there.")).toBeVisible();
  await page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await expect(page.getByRole("row")).toHaveCount(2);
  for (const other of others) {
    await other.reload();
    await expect(other).toHaveURL(/\/sign-in\?callbackUrl=/);
    await other.context().close();
  }
  await page.getByRole("button", { name: "Sign out everywhere", exact: true }).click();
  await expect(page.getByText("You are signed out.")).toBeVisible();
  const open = await sql("select from sessions where user_id = $1 and revoked_at is null", [userId]); // prettier-ignore
  expect(open).toEqual([]);
});
