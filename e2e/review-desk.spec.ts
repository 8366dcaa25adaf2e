import { expect, test, type Page } from "@playwright/test";
import { consented, decided, numberOf, submitted } from "./acts";
import { newOperator, openSession } from "./people";
import { expectAllAccessible, newestMail, signedInAs } from "./steps";
import { newCustomer, sql } from "./world";

const main = (page: Page) => page.locator("main");
const claims = "/programme/claims";
/** A partner in whose part of the queue stands what a journey put there: it is the oldest of it. */
const sentIn = async (words: string) => submitted(await consented(await newCustomer(words)));
const cameOn = (number: number, at: string) =>
  sql("update workshop_claims set submitted_at = $2 where number = $1", [number, at]);

for (const javaScript of [true, false]) {
  test(`W12 the queue: what is over its target, the next claim, handed over with a line (JavaScript ${javaScript ? "on" : "off"})`, async ({
    browser,
  }) => {
    const number = await sentIn("Desk");
    const amara = await signedInAs(browser, "Amara Okafor", { javaScriptEnabled: javaScript });
    const jonas = await signedInAs(browser, "Jonas Weber", { javaScriptEnabled: javaScript });
    await amara.goto(`${claims}?q=${number}`);
    const row = amara.getByRole("row", { name: new RegExp(String(number)) });
    await expect(row).toContainText("due in 5 working days");
    // Before what the other one of these put there.
    await cameOn(number, javaScript ? "2020-01-02T10:00:00Z" : "2019-01-02T10:00:00Z");
    await amara.goto(`${claims}?sort=target&target=over`);
    await expect(amara.getByRole("row").nth(1)).toContainText(String(number));
    await expect(row).toContainText(/working days over/);
    await expect(amara.getByRole("link", { name: "Over its target" })).toBeVisible();
    await amara.getByRole("button", { name: "Next claim" }).click();
    await expect(amara).toHaveURL(new RegExp(`${claims}/${number}`));
    await expect(main(amara)).toContainText("You have the claim in review now.");
    await expect(main(amara)).toContainText(/working days over/);
    await amara.getByRole("link", { name: "Hand over" }).click();
    await amara.getByLabel("Colleague", { exact: true }).selectOption({ label: "Jonas Weber" });
    await amara.getByLabel("A line for your colleague").fill("You know this partner.");
    await amara.getByRole("button", { name: "Hand over" }).click();
    await expect(main(amara)).toContainText("You handed the claim over.");
    await jonas.goto(`${claims}?status=mine`);
    await jonas.getByRole("link", { name: String(number), exact: true }).click();
    await expect(main(jonas)).toContainText("You know this partner.");
  });

  test(`W14 several claims are marked as paid at once, and one came back from the bank (JavaScript ${javaScript ? "on" : "off"})`, async ({
    browser,
  }) => {
    test.slow();
    const [one, two, three] = await Promise.all(
      ["First", "Second", "Third"].map(async (word) =>
        numberOf(await decided(await newCustomer(`${word} Paid`), "approved")),
      ),
    );
    const context = await browser.newContext({
      baseURL: process.env.E2E_URL,
      javaScriptEnabled: javaScript,
    });
    const payer = await context.newPage();
    await openSession(payer, await newOperator("payments"));
    await payer.goto(`${claims}?status=approved&sort=-age`);
    for (const number of [one, two, three])
      await payer.getByLabel(`Choose claim ${number}`).check();
    await payer.getByRole("button", { name: "Mark the chosen claims as paid" }).click();
    await payer.getByLabel("Beginning of all references").fill(`DESK-${String(javaScript)}`);
    await payer.getByLabel(`Reference of ${two}`).fill("=wrong");
    await payer.getByRole("button", { name: "Mark 3 claims as paid" }).click();
    await expect(main(payer)).toContainText("letters");
    await payer.getByLabel(`Reference of ${two}`).fill("");
    await sql("update workshop_claims set friendly_name = 'meanwhile' where number = $1", [three]);
    await payer.getByRole("button", { name: "Mark 3 claims as paid" }).click();
    await expect(main(payer)).toContainText("Marked as paid: 2. Not marked: 1");
    const row = (number: number | undefined) =>
      payer.getByRole("row", { name: new RegExp(String(number)) });
    await expect(row(one)).toContainText(`DESK-${String(javaScript)}-${one}`);
    await expect(row(three)).toContainText("Somebody changed this claim");
    await payer.getByRole("button", { name: "Mark 1 claim as paid" }).click();
    await expect(main(payer)).toContainText("The claim is marked as paid.");
    if (javaScript) {
      const { pathname, search } = new URL(payer.url());
      await expectAllAccessible(payer, "en", [pathname + search, `${claims}?status=approved`]);
    }

    await payer.goto(`${claims}/${one}`);
    await payer.getByRole("link", { name: "The payment came back" }).click();
    const [today] = await sql<{ day: string }>("select now()::date::text as day");
    await payer.getByLabel("Day on which it came back").fill(today!.day);
    await payer.getByLabel("What the bank said").fill("The account is closed.");
    await payer.getByRole("button", { name: "The payment came back" }).click();
    await expect(main(payer)).toContainText("waits to be paid anew");
    const noor = await signedInAs(browser, "Noor van Dijk", { javaScriptEnabled: javaScript });
    const [claim] = await sql<{ contact: string }>(
      "select partner_contact_email as contact from workshop_claims where number = $1",
      [one],
    );
    await expect.poll(() => newestMail(noor, claim!.contact)).toContain("The account is closed.");
    await noor.goto("/payments");
    await expect(main(noor)).toContainText("The account is closed.");
  });
}
