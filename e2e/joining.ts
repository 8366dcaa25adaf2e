import { expect, type Browser, type Page } from "@playwright/test";
import { mailed } from "./steps";

/** An admin, or the programme, invites somebody to the whole company, by the page with the form. */
export async function invite(
  by: Page,
  email: string,
  role: string,
  form = "/settings/people/invite",
) {
  await by.goto(form);
  await by.getByLabel("E-mail addresses").fill(`${email};${role}`);
  await by.getByLabel("Whole company").check();
  await by.getByRole("button", { name: "Send invitations" }).click();
  await expect(by.getByText("The invitations were sent.")).toBeVisible();
}

/** Whoever was invited accepts by the mailed link. */
export async function accept(page: Page, email: string, name?: string): Promise<void> {
  await page.goto(await mailed(email, "invitation"));
  if (name !== undefined) await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: "Accept invitation" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You accepted this invitation");
}

/** Somebody signs in by a mailed link. */
export async function signInByMail(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Work e-mail address").fill(email);
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Look in your mailbox");
  await page.goto(await mailed(email, "sign-in"));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

/** Somebody new in a browser of their own, who was invited, accepted and signed in. */
export async function newcomer(
  browser: Browser,
  {
    by,
    email,
    name,
    role,
    javaScriptEnabled = true,
  }: { by: Page; email: string; name: string; role: string; javaScriptEnabled?: boolean },
): Promise<Page> {
  await invite(by, email, role);
  const context = await browser.newContext({
    baseURL: process.env.E2E_URL,
    locale: "en-GB",
    javaScriptEnabled,
  });
  const page = await context.newPage();
  await accept(page, email, name);
  await signInByMail(page, email);
  return page;
}
