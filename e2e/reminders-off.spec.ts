import { expect, test } from "@playwright/test";
import { asked, switchOf } from "./acts";
import { expectAllAccessible, visitor } from "./steps";
import { newCustomer, sql } from "./world";

test("D13 the contact stops the reminders, in Dutch, without JavaScript; it is no answer", async ({
  browser,
}) => {
  const link = await asked(await newCustomer("Reminder"));
  const { requestId } = link.visitor;
  const state = () =>
    sql(
      `select r.reminders_on as on, a.consented_at, a.ended_at
       from consent_requests r join associations a on a.id = r.association_id where r.id = $1`,
      [requestId],
    );
  const address = await switchOf(link);
  const looking = await (await visitor(browser)).newPage();
  await expectAllAccessible(looking, "nl", [`${address}?lang=nl`]);
  await looking.context().close();
  const page = await (await visitor(browser, { javaScriptEnabled: false })).newPage();
  await page.goto(`${address}?lang=nl`);
  await expect(page.getByText("Dit is geen antwoord.")).toBeVisible();
  expect(await state()).toEqual([{ on: true, consented_at: null, ended_at: null }]);
  await page.getByRole("button", { name: "Herinneringen stoppen" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "U krijgt geen herinneringen meer",
  );
  expect(await state()).toEqual([{ on: false, consented_at: null, ended_at: null }]);
  // The link in the e-mail works on.
  await page.goto(`${link.path}?lang=nl`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.context().close();
});
