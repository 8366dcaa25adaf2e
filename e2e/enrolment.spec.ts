import { randomInt } from "node:crypto";
import { expect, test, type Page } from "@playwright/test";
import { expectAllAccessible, signIn, signInLink, signedInAs } from "./steps";
import { sql } from "./world";

const IBAN = "NL91 ABNA 0417 1643 00";

/** A location of the first persona's company that was invited just now. */
async function invitedLocation(): Promise<{ id: string; name: string }> {
  const mpn = String(randomInt(1_000_000_000, 9_999_999_999));
  const name = `Journey Location ${mpn}`;
  const [row] = await sql<{ id: string }>(
    `insert into locations (partner_id, mpn_id, name, city, country, time_zone, enrolment, payee_profile)
     select id, $1, $2, 'Utrecht', 'NL', 'Europe/Amsterdam', 'invited', 'missing' from partners where name = 'Noordzee Cloud'
     returning id`,
    [mpn, name],
  );
  return { id: row?.id ?? "", name };
}

const main = (page: Page) => page.locator("main");

for (const javaScript of [true, false]) {
  test(`P27, P28 invitation, payee profile, rejection, correction, enrolment (JavaScript ${javaScript ? "on" : "off"})`, async ({
    browser,
  }) => {
    const { id, name } = await invitedLocation();
    const noor = await signedInAs(browser, "Noor van Dijk", { javaScriptEnabled: javaScript });
    const amara = await signedInAs(browser, "Amara Okafor", { javaScriptEnabled: javaScript });

    await noor.goto("/settings/locations");
    await noor.getByRole("link", { name }).click();
    await noor.getByRole("button", { name: "Accept the invitation" }).click();
    await expect(main(noor)).toContainText("The invitation is accepted.");
    await noor.getByRole("link", { name: "Fill in the payee profile" }).first().click();

    // What is wrong is told at its field; the server gives everything back but the account.
    await noor.getByLabel("Legal name").fill("Noordzee Cloud B.V.");
    await noor.getByLabel("Tax number").fill("NL812345678B01");
    await noor.getByLabel("Currency").fill("EUR");
    await noor.getByRole("textbox", { name: "IBAN" }).fill("NL91 ABNA 0417 1643 01");
    await noor.getByRole("button", { name: "Save the payee profile" }).click();
    await expect(main(noor)).toContainText("This is not a valid IBAN.");
    await expect(noor.getByLabel("Legal name")).toHaveValue("Noordzee Cloud B.V.");
    // A browser with scripts never sent for a new page: what was typed stands there still.
    await expect(noor.getByRole("textbox", { name: "IBAN" })).toHaveValue(
      javaScript ? "NL91 ABNA 0417 1643 01" : "",
    );
    await noor.getByRole("textbox", { name: "IBAN" }).fill(IBAN);
    await noor.getByRole("button", { name: "Save the payee profile" }).click();
    await expect(main(noor)).toContainText("The payee profile is saved.");
    await expect(main(noor)).toContainText("•••• 4300");
    expect(await noor.content()).not.toContain("04171643");

    await amara.goto("/programme/enrolments");
    await amara.getByRole("link", { name }).click();
    await expect(main(amara)).toContainText("•••• 4300");
    await amara.getByLabel("No, reject it").check();
    await amara.getByRole("button", { name: "Save the answer" }).click();
    await expect(main(amara)).toContainText("Say what is wrong with the payee profile");
    await amara.getByLabel("No, reject it").check();
    await amara.getByLabel("What is wrong").fill("The name is not that of the account.");
    await amara.getByRole("button", { name: "Save the answer" }).click();
    await expect(main(amara)).toContainText("The payee profile is rejected.");

    await noor.goto(`/settings/locations/${id}`);
    await expect(main(noor)).toContainText("The name is not that of the account.");
    await noor.getByRole("link", { name: "Correct the payee profile" }).click();
    await noor.getByLabel("Legal name").fill("Noordzee Cloud Utrecht B.V.");
    await noor.getByRole("textbox", { name: "IBAN" }).fill("DE89370400440532013000");
    await noor.getByRole("button", { name: "Save the payee profile" }).click();
    await expect(main(noor)).toContainText("•••• 3000");

    await amara.goto(`/programme/enrolments/${id}`);
    await amara.getByLabel("Yes, it is valid").check();
    await amara.getByRole("button", { name: "Save the answer" }).click();
    await expect(main(amara)).toContainText("The payee profile is valid.");
    await amara.getByLabel("Enrol", { exact: true }).check();
    await amara.getByRole("button", { name: "Save the decision" }).click();
    await expect(main(amara)).toContainText("The decision is saved.");

    await noor.goto(`/settings/locations/${id}`);
    await expect(main(noor)).toContainText("This location can earn with every workshop");
    await noor.context().close();
    await amara.context().close();
  });
}

test("U13 bank details ask to sign in again after 15 minutes; what was typed stays, but for the account", async ({
  page,
}) => {
  const { id } = await invitedLocation();
  await signIn(page, "Noor van Dijk");
  await page.goto(`/settings/locations/${id}`);
  await page.getByRole("button", { name: "Accept the invitation" }).click();
  await page.getByRole("link", { name: "Fill in the payee profile" }).first().click();
  await page.getByLabel("Legal name").fill("Typed before");
  await page.getByLabel("Tax number").fill("NL812345678B01");
  await page.getByLabel("Currency").fill("EUR");
  await page.getByRole("textbox", { name: "IBAN" }).fill(IBAN);
  await sql(
    `update sessions s set created_at = s.created_at - interval '16 minutes' from users u
     where u.id = s.user_id and u.email = 'noor.vandijk@noordzee-cloud.example'`,
  );
  await page.getByRole("button", { name: "Save the payee profile" }).click();
  await expect(page).toHaveURL(/\/sign-in\/factor\?callbackUrl=/);
  await expect(main(page)).toContainText("What you filled in is kept.");
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await page.goto(await signInLink("noor.vandijk@noordzee-cloud.example"));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(main(page)).toContainText("except for the bank account");
  await expect(page.getByLabel("Legal name")).toHaveValue("Typed before");
  await expect(page.getByRole("textbox", { name: "IBAN" })).toHaveValue("");
});

for (const language of ["en", "nl"] as const) {
  test(`the pages of enrolment pass axe, narrow and wide, light and dark (${language})`, async ({
    page,
  }) => {
    const { id } = await invitedLocation();
    const [enrolled] = await sql<{ id: string }>(
      "select id from locations where name = 'Noordzee Cloud Amsterdam'",
    );
    const there = `/settings/locations/${enrolled?.id ?? ""}`;
    await signIn(page, "Noor van Dijk", language);
    await expectAllAccessible(page, language, [
      "/settings/locations",
      `/settings/locations/${id}`,
      there,
      `${there}/payee`,
    ]);
    await page.context().clearCookies();
    await signIn(page, "Amara Okafor", language);
    await expectAllAccessible(page, language, [
      "/programme/enrolments",
      "/programme/enrolments?list=all",
      `/programme/enrolments/${enrolled?.id ?? ""}`,
    ]);
  });
}
