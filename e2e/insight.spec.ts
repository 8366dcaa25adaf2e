import { expect, test } from "@playwright/test";
import { readClock } from "@/lib/time/clock";
import { asked, consented } from "./acts";
import { expectAllAccessible, signedInAs, signIn } from "./steps";
import { newCustomer } from "./world";

test("K8 a figure leads to as many rounds, as of its day, and to a file, without JavaScript", async ({
  browser,
}) => {
  const [waits, agreed] = [await newCustomer("Still Asked"), await newCustomer("Now Agreed")];
  await asked(waits);
  await consented(agreed);
  const page = await signedInAs(browser, "Noor van Dijk", { javaScriptEnabled: false });
  await page.goto("/insight?by=engagement&engagement=collaborative-apps");
  const consent = page.getByRole("region", { name: "Consent", exact: true });
  await expect(consent).toContainText("of those who were asked consented");
  const figures = consent.getByRole("row", { name: /^All/ }).getByRole("link");
  await figures.nth(1).click();
  await expect(page).toHaveURL(
    /\/insight\/rounds\?until=\d{4}-\d{2}-\d{2}&.*plot=consent&part=open/,
  );
  await expect(page.getByRole("row", { name: waits.name })).toContainText("Asked for consent");
  await expect(page.getByRole("row", { name: agreed.name })).toHaveCount(0);

  // Of a day that is over nothing changes while others work here.
  const before = new Date(readClock().getTime() - 2 * 86_400_000).toISOString().slice(0, 10);
  await page.goto(`/insight?by=engagement&engagement=collaborative-apps&until=${before}`);
  const open = await figures.nth(1).innerText();
  await figures.nth(1).click();
  await expect(page.locator("main")).toContainText(`${open} round`);
  const rows = page.locator("tbody tr");
  if (Number(open) <= 50) await expect(rows).toHaveCount(Number(open));
  const file = page.getByRole("link", { name: "Download CSV" });
  const text = await (await page.request.get((await file.getAttribute("href"))!)).text();
  expect(text.trim().split("\r\n")).toHaveLength(Number(open) + 1);

  // On a day before all of it nobody had been asked.
  await page.goto("/insight?until=2020-01-01");
  await expect(page.locator("main")).toContainText("No customer was added or claimed.");
  await expect(page.locator("main")).toContainText("As of the end of 1 January 2020.");
});

test("K8 the programme's pages of figures pass axe, narrow and wide, light and dark", async ({
  page,
}) => {
  await signIn(page, "Amara Okafor");
  const rounds = "/programme/insight/rounds?plot=funnel";
  await expectAllAccessible(page, "en", ["/programme/insight?by=partner", rounds]);
});
