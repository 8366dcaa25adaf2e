import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { consented, submitted } from "./acts";
import { expectAllAccessible, expectFits, newestMail, signIn, signedInAs } from "./steps";
import { newCustomer, sql } from "./world";
import { readClock } from "@/lib/time/clock";
import { dateIn } from "@/lib/time/deadline";

const main = (page: Page) => page.locator("main");

/** A claim that Amara approves just now. */
async function approvedBy(amara: Page, name: string): Promise<number> {
  const number = await submitted(await consented(await newCustomer(name)));
  await amara.goto(`/programme/claims/${number}`);
  await amara.getByRole("button", { name: "Start review" }).click();
  await amara.getByRole("link", { name: "Approve" }).click();
  await amara.getByRole("button", { name: "Approve" }).click();
  await expect(main(amara)).toContainText("Approved");
  return number;
}

for (const javaScript of [true, false]) {
  test(`P30 approved, gathered, frozen, downloaded, answered by a file, seen by the partner (JavaScript ${javaScript ? "on" : "off"})`, async ({
    browser,
  }) => {
    test.slow();
    const options = { javaScriptEnabled: javaScript };
    const amara = await signedInAs(browser, "Amara Okafor", options);
    const jonas = await signedInAs(browser, "Jonas Weber", options);
    const noor = await signedInAs(browser, "Noor van Dijk", options);
    const number = await approvedBy(amara, "Paid");

    await jonas.goto("/programme/payments");
    await jonas.getByRole("button", { name: "New run" }).click();
    await expect(main(jonas)).toContainText(String(number));
    const here = new URL(jonas.url()).pathname;
    const [run] = await sql<{ number: number }>("select number from payment_runs where id = $1", [
      here.split("/").at(-1),
    ]);

    await amara.goto(here);
    await jonas.getByRole("checkbox", { name: `Choose claim ${number}` }).check();
    await jonas.getByRole("button", { name: "Take out" }).click();
    await expect(main(jonas)).toContainText("The claims were taken out.");
    // Somebody else was first: Amara is told, and nothing is overwritten (P4).
    await amara.getByRole("button", { name: "Cancel run" }).click();
    await expect(main(amara)).toContainText("changed this since you opened the page");
    await jonas.getByRole("checkbox", { name: `Choose claim ${number}` }).check();
    await jonas.getByRole("button", { name: "Put back" }).click();
    await expect(main(jonas)).toContainText("The claims were put back.");

    await jonas.getByRole("button", { name: "Freeze" }).click();
    await expect(main(jonas)).toContainText("The run is frozen.");
    await expect(async () => {
      await jonas.goto(here);
      await expect(jonas.getByRole("button", { name: "Download CSV" })).toBeVisible({
        timeout: 500,
      });
    }).toPass();
    const texts: string[] = [];
    for (let time = 0; time < 2; time++) {
      const [download] = await Promise.all([
        jonas.waitForEvent("download"),
        jonas.getByRole("button", { name: "Download CSV" }).click(),
      ]);
      expect(download.suggestedFilename()).toBe(`payments-${run!.number}.csv`);
      texts.push(readFileSync(await download.path(), "utf8"));
    }
    expect(texts[1]).toBe(texts[0]);
    expect(texts[0]).toContain(String(number));
    await jonas.goto(here);
    await expect(jonas.getByRole("button", { name: "Cancel run" })).toHaveCount(0);

    const [payment] = await sql<{ place: number }>(
      "select p.place from payments p join payment_lines l on l.payment_id = p.id join workshop_claims c on c.id = l.claim_id where c.number = $1",
      [number],
    );
    const reference = `JOURNEY-${run!.number}`;
    const today = dateIn(readClock(), "Europe/Amsterdam");
    const row = `P${run!.number}-${payment!.place},paid,${reference},${today}`;
    const send = async (rows: string[]) => {
      await jonas.goto(here);
      await jonas.getByLabel("File with results").setInputFiles({
        name: "results.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(["payment,state,reference,date", ...rows].join("\r\n")),
      });
      await jonas.getByRole("button", { name: "Take in results" }).click();
    };
    await send([row, `P${run!.number}-9999,paid,X-1,${today}`]);
    await expect(main(jonas)).toContainText("Taken in: 1. Known already: 0. Not taken in: 1");
    await expect(main(jonas)).toContainText("Line 3, payment P");
    await send([row]);
    await expect(main(jonas)).toContainText("Known already: 1.");

    await noor.goto("/payments");
    await expect(main(noor)).toContainText(reference);
    await noor.getByRole("link", { name: String(number) }).click();
    await expect(main(noor)).toContainText(reference);
    await expect(main(noor)).toContainText("Payment run");
    const csv = await noor.request.get("/views/list.csv?of=/payments");
    expect(await csv.text()).toContain(reference);
    const [claim] = await sql<{ contact: string }>(
      "select partner_contact_email as contact from workshop_claims where number = $1",
      [number],
    );
    expect(await newestMail(noor, claim!.contact)).toContain(reference);
    for (const page of [amara, jonas, noor]) await page.context().close();
  });
}

test("P30 by hand: what the bank gave back is told to the partner, who mends its payee profile; pages in both languages", async ({
  browser,
}) => {
  test.slow();
  const amara = await signedInAs(browser, "Amara Okafor");
  const jonas = await signedInAs(browser, "Jonas Weber");
  const number = await approvedBy(amara, "Failed");
  await jonas.goto("/programme/payments");
  await jonas.getByRole("button", { name: "New run" }).click();
  await expect(main(jonas)).toContainText(String(number));
  const here = new URL(jonas.url()).pathname;
  const pictures = process.env.PICTURES;
  const picture = async (name: string) => {
    if (pictures === undefined) return;
    for (const width of [1280, 320]) {
      await jonas.setViewportSize({ width, height: 900 });
      await jonas.screenshot({ path: `${pictures}/${name}-${width}.png`, fullPage: true });
    }
  };
  await picture("run-open");
  await jonas.getByRole("button", { name: "Freeze" }).click();
  await expect(main(jonas)).toContainText("The run is frozen.");
  await expect(async () => {
    await jonas.goto(here);
    await expect(jonas.getByRole("button", { name: "Download CSV" })).toBeVisible({ timeout: 500 });
  }).toPass();
  await picture("run-frozen");
  const download = jonas.waitForEvent("download");
  await jonas.getByRole("button", { name: "Download CSV" }).click();
  await download;
  await jonas.goto(here);
  await picture("run-waiting");
  const [payment] = await sql<{ id: string; name: string; location: string }>(
    "select p.id, 'P' || p.run_number || '-' || p.place as name, p.location_id as location from payments p join payment_lines l on l.payment_id = p.id join workshop_claims c on c.id = l.claim_id where c.number = $1",
    [number],
  );
  await jonas.getByRole("link", { name: `Enter the result of ${payment!.name}` }).click();
  await picture("result");
  await jonas.getByLabel("Failed", { exact: true }).check();
  await jonas.getByRole("button", { name: "Save result" }).click();
  await expect(main(jonas)).toContainText("Choose one");
  await jonas.getByLabel("Something else").check();
  await jonas.getByLabel("What the bank says").fill("AM04 not enough funds");
  await jonas.getByRole("button", { name: "Save result" }).click();
  await expect(main(jonas)).toContainText("The result was saved.");
  await expect(main(jonas)).toContainText("AM04 not enough funds");
  await picture("run-failed");
  await jonas.goto("/programme/payments");
  await picture("runs");
  for (const language of ["en", "nl"] as const) {
    const looks: [string, string[]][] = [
      ["Jonas Weber", ["/programme/payments", here, `${here}?list=claims`]],
      ["Noor van Dijk", ["/payments"]],
    ];
    for (const [name, addresses] of looks) {
      const page = await (await browser.newContext()).newPage();
      await signIn(page, name, language);
      await expectAllAccessible(page, language, addresses);
      for (const width of pictures === undefined ? [] : [1280, 320]) {
        await page.setViewportSize({ width, height: 900 });
        const file = `${pictures ?? ""}/${name.slice(0, 4)}-${language}-${String(width)}.png`;
        await page.screenshot({ path: file, fullPage: true });
      }
      await page.context().close();
    }
  }
  await jonas.setViewportSize({ width: 320, height: 800 });
  await jonas.goto(here);
  await expectFits(jonas);
});
