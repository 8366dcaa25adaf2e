import { expect, test } from "@playwright/test";
import { consented } from "./acts";
import { signedInAs } from "./steps";
import { newCustomer } from "./world";

test("K1 one page tells everything of a customer, and every name leads there, without JavaScript", async ({
  browser,
}) => {
  const customer = await newCustomer("One Page");
  const claim = await consented(customer);
  const page = await signedInAs(browser, "Noor van Dijk", { javaScriptEnabled: false });
  for (const list of [`/claims?q=${customer.tenantId}`, claim]) {
    await page.goto(list);
    await page.getByRole("link", { name: customer.name, exact: true }).first().click();
    await expect(page).toHaveURL(`/customers/${customer.tenantId}`);
  }
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(customer.name);
  const workshop = page.getByRole("row", { name: /Collaborative Apps/ });
  await expect(workshop).toContainText("days left to run the workshop");
  await expect(workshop.getByRole("link", { name: /^Submit workshop claim/ })).toHaveAttribute(
    "href",
    claim,
  );
  const happened = page.locator("#timeline li");
  await expect(happened.first()).toContainText("Customer consented; claim opened");
  await expect(page.locator("#timeline")).toContainText("E-mail ");

  await page.getByRole("link", { name: "Answers", exact: true }).click();
  await expect(page).toHaveURL(/kind=answer#timeline$/);
  await expect(happened).toHaveCount(1);
  await expect(happened).toContainText("Ada Lovelace, customer");
});
