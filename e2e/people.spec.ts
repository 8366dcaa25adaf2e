import { randomUUID } from "node:crypto";
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible, mailed } from "./steps";
import { sql } from "./world";

/** Who works where: invited, given roles, taken away, by a company's admin and by the programme (U1–U9). */
async function signInAs(page: Page, persona: string, callbackUrl: string) {
  await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(callbackUrl)}`);
  await page.locator(`button[value="${persona}"]`).click();
}

async function look(page: Page, name: string) {
  if (!process.env.E2E_LOOK) return;
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: `test-results/look/${name}-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 720 });
}

test("invited, in, given another role, and out on the next click", async ({ page, browser }) => {
  const email = `noa-${randomUUID().slice(0, 8)}@elsewhere.example`;
  await signInAs(page, "admin", "/settings/people");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("People of Noordzee Cloud");
  await expectAccessible(page);
  await look(page, "people");
  await page.getByRole("link", { name: "Invite people" }).click();
  await expectAccessible(page);
  await look(page, "invite");
  await page.getByLabel("E-mail addresses").fill(email);
  await page.getByRole("button", { name: "Send invitations" }).click();
  await expect(page.locator(".error-summary")).toContainText("Choose for which locations");
  await expect(page.getByLabel("E-mail addresses")).toHaveValue(email);
  await page.getByLabel("Whole company").check();
  await page.getByRole("button", { name: "Send invitations" }).click();
  await expect(page.getByText("The invitations were sent.")).toBeVisible();
  await expect(page.getByRole("row", { name: email })).toContainText("Invited");

  const theirs = await (await browser.newContext()).newPage();
  const link = await mailed(email, "invitation");
  await theirs.goto(link);
  await theirs.goto(link);
  await expectAccessible(theirs);
  await look(theirs, "invitation");
  expect(await sql("select 1 from users where email = $1", [email])).toEqual([]);
  await theirs.getByLabel("Your name").fill("Noa Vermeer");
  await theirs.getByRole("button", { name: "Accept invitation" }).click();
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText(
    "You accepted this invitation",
  );
  await theirs.getByRole("link", { name: "Go and sign in" }).click();
  await theirs.getByLabel("Work e-mail address").fill(email);
  await theirs.getByRole("button", { name: "Mail me a link" }).click();
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("Look in your mailbox");
  await theirs.goto(await mailed(email, "sign-in"));
  await theirs.getByRole("button", { name: "Sign in" }).click();
  await theirs.goto("/claims");
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("Workshop claims");

  await page.goto("/settings/people");
  await page.getByRole("link", { name: "Noa Vermeer" }).click();
  await expectAccessible(page);
  await look(page, "person");
  await page.getByLabel("Role: Whole company").selectOption("");
  await page.getByRole("button", { name: "Save roles" }).click();
  await expect(page.getByText("The roles were changed.")).toBeVisible();
  await theirs.goto("/claims");
  await expect(theirs).toHaveURL(/\/no-access/);
  await look(theirs, "ask-role");

  await page.getByRole("link", { name: "Noa Vermeer" }).click();
  await page.getByRole("button", { name: "Disable" }).click();
  await expect(page.getByText("This person is disabled and signed out.")).toBeVisible();
  await theirs.goto("/claims");
  await expect(theirs).toHaveURL(/\/sign-in/);
});

test("the programme invites a partner's first admin, and its own staff", async ({ page }) => {
  await signInAs(page, "operator", "/programme/operators");
  await expectAccessible(page);
  await look(page, "operators");
  await page.getByRole("link", { name: "Invite people" }).click();
  await look(page, "invite-operators");
  await expectAccessible(page);
  const [partner] = await sql<{ id: string }>("select id from partners where name like 'Atelier%'");
  await page.goto(`/programme/partners/${partner!.id}/people/invite`);
  const email = `first-${randomUUID().slice(0, 8)}@elsewhere.example`;
  await page.getByLabel("E-mail addresses").fill(`${email};admin`);
  await page.getByLabel("Whole company").check();
  await page.getByRole("button", { name: "Send invitations" }).click();
  await expect(page.getByRole("row", { name: email })).toContainText("Incentives admin");
  await page
    .getByRole("row", { name: email })
    .getByRole("button", { name: /Take back/ })
    .click();
  await expect(page.getByText("The invitation was taken back.")).toBeVisible();
});
