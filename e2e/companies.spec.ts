import { randomUUID } from "node:crypto";
import { expect, test, type Page } from "@playwright/test";
import { accept, invite, newcomer } from "./joining";
import { expectAllAccessible, expectAccessible, signedInAs } from "./steps";
import { sql } from "./world";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const newAddress = (name: string) => `${name}-${randomUUID().slice(0, 8)}@elsewhere.example`;

/** Goes on for another company by the menu in the header, which opens without JavaScript. */
async function switchTo(page: Page, company: string) {
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.locator("#account").getByRole("button", { name: company, exact: true }).click();
}

for (const javaScriptEnabled of [true, false]) {
  test(`U3 invited to a second company: two tabs, a form of the other company, and the switch back (JavaScript ${javaScriptEnabled ? "on" : "off"})`, async ({
    browser,
  }) => {
    const email = newAddress("lena");
    const noor = await signedInAs(browser, "Noor van Dijk");
    const henrik = await signedInAs(browser, "Henrik Lindqvist");
    const page = await newcomer(browser, {
      by: noor,
      email,
      name: "Lena Vos",
      role: "admin",
      javaScriptEnabled,
    });
    await invite(henrik, email, "admin");
    await accept(page, email);
    await page.goto("/settings/people/invite");
    const friend = newAddress("friend");
    await page.getByLabel("E-mail addresses").fill(friend);
    await page.getByLabel("Whole company").check();
    await page.getByLabel("Incentives user").check();

    const tab = await page.context().newPage();
    await tab.goto("/settings/people");
    await expect(heading(tab)).toContainText("Noordzee Cloud");
    await switchTo(tab, "Fjordline IT");
    await tab.goto("/settings/people");
    await expect(heading(tab)).toContainText("Fjordline IT");
    await expect(tab.getByText("Noor van Dijk")).toHaveCount(0);

    await page.getByRole("button", { name: "Send invitations" }).click();
    await expect(heading(page)).toHaveText("You switched to another company");
    await expect(page.locator("main")).toContainText(
      "You switched to Fjordline IT. You filled in this form for Noordzee Cloud.",
    );
    if (javaScriptEnabled) {
      const there = page.url();
      for (const language of ["nl", "en"] as const) {
        await sql("update users set locale = $2 where email = $1", [email, language]);
        await expectAllAccessible(page, language, [there]);
      }
    }
    await page.getByRole("button", { name: "Send for Noordzee Cloud" }).click();
    await expect(page.getByLabel("E-mail addresses")).toHaveValue(friend);
    await page.getByRole("button", { name: "Send invitations" }).click();
    await expect(page.getByText("The invitations were sent.")).toBeVisible();
    await expect(heading(page)).toContainText("Noordzee Cloud");
    await expect(page.getByRole("row", { name: friend })).toBeVisible();
    await sql("update users set disabled_at = now() where email = $1", [email]);
    for (const one of [noor, henrik, page]) await one.context().close();
  });

  test(`U4, U5 a role is asked for, given, and lost with the next click (JavaScript ${javaScriptEnabled ? "on" : "off"})`, async ({
    browser,
  }) => {
    const email = newAddress("tom");
    const noor = await signedInAs(browser, "Noor van Dijk");
    const page = await newcomer(browser, {
      by: noor,
      email,
      name: `Tom ${email.slice(4, 12)}`,
      role: "user",
      javaScriptEnabled,
    });
    const change = async (role: string) => {
      await noor.goto("/settings/people");
      await noor.getByRole("link", { name: `Tom ${email.slice(4, 12)}` }).click();
      await noor.getByLabel("Role: Whole company").selectOption(role);
      await noor.getByRole("button", { name: "Save roles" }).click();
      await expect(noor.getByText("The roles were changed.")).toBeVisible();
    };
    await change("");
    await page.goto("/claims");
    await expect(page).toHaveURL(/\/no-access/);
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByLabel("Incentives user").check();
    await page.getByLabel("For which location").selectOption("company");
    await page.getByLabel("Why you need it").fill("I deliver the workshops.");
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await expect(page.locator("main")).toContainText("Your request was sent");

    await noor.goto("/settings/people");
    await expect(noor.getByText("I deliver the workshops.")).toBeVisible();
    const card = noor.locator("#requests > *", { hasText: email.slice(4, 12) });
    await card.getByLabel("Give the role").check();
    await card.getByRole("button", { name: "Send answer" }).click();
    await expect(noor.getByText("Your answer was sent.")).toBeVisible();
    await page.goto("/claims");
    await expect(heading(page)).toHaveText("Workshop claims");

    await change("");
    await page.getByRole("link", { name: "Claims" }).first().click();
    await expect(page).toHaveURL(/\/no-access/);
    for (const one of [noor, page]) await one.context().close();
  });
}
