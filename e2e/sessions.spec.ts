import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { newOperator, newPerson, openSession } from "./people";
import { expectAccessible, signedInAs } from "./steps";
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
  const open = await sql("select from sessions where user_id = $1 and revoked_at is null", [
    userId,
  ]);
  expect(open).toEqual([]);
});

test("U7, U9 an admin signs a person out everywhere, and an administrator one of the staff", async ({
  browser,
}) => {
  const ways = [
    { persona: "Noor van Dijk", userId: await newPerson(), list: "/settings/people" },
    { persona: "Amara Okafor", userId: await newOperator("reader"), list: "/programme/operators" },
  ];
  for (const { persona, userId, list } of ways) {
    const baseURL = process.env.E2E_URL ?? "";
    const theirs = await (await browser.newContext({ baseURL })).newPage();
    await openSession(theirs, userId);
    await theirs.goto("/settings/profile");
    await expect(theirs).toHaveURL(/\/settings\/profile$/);
    const javaScriptEnabled = persona === "Amara Okafor";
    const page = await signedInAs(browser, persona, { javaScriptEnabled });
    await page.goto(`${list}/${userId}`);
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByRole("button", { name: "Sign out everywhere" }).click();
    await expect(page.locator("main")).toContainText("This person is signed out.");
    await theirs.reload();
    await expect(theirs).toHaveURL(/\/sign-in\?callbackUrl=/);
    await theirs.context().close();
    await page.context().close();
  }
});

test("U9, U13 a partner manager says that a company's people need a second step", async ({
  browser,
}) => {
  const [company] = await sql<{ id: string }>(
    "insert into partners (name, country) values ($1, 'NL') returning id",
    [`Sign-in Journey ${randomUUID().slice(0, 8)}`],
  );
  const page = await signedInAs(browser, "Amara Okafor");
  const at = `/programme/partners/${company?.id ?? ""}/people/sign-in`;
  await page.goto(at);
  await expectAccessible(page);
  await page.getByLabel("Everybody needs a second step").check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL((url) => !url.pathname.endsWith("/sign-in"));
  await page.goto(at);
  await expect(page.getByLabel("Everybody needs a second step")).toBeChecked();
  await page.context().close();
});
