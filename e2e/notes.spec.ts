import { expect, test } from "@playwright/test";
import { readClock } from "@/lib/time/clock";
import { consented } from "./acts";
import { expectAccessible, signedInAs, signIn } from "./steps";
import { newCustomer } from "./world";

test("K6 a note, a follow-up and an owner of a customer, without JavaScript", async ({
  browser,
  page: seen,
}) => {
  const customer = await newCustomer("Notes");
  await consented(customer);
  const page = await signedInAs(browser, "Noor van Dijk", { javaScriptEnabled: false });
  await page.goto(`/customers/${customer.tenantId}`);

  const notes = page.locator("#notes");
  await notes.getByLabel("New note").fill("Call <b>Zoë</b> first.\nShe decides.");
  await notes.getByText("Mention colleagues").click();
  await notes.getByLabel("Lucas Moreau").check();
  await notes.getByRole("button", { name: "Add note" }).click();
  await expect(notes.getByRole("listitem").first()).toContainText("Call <b>Zoë</b> first.");
  await expect(notes.getByRole("listitem").first()).toContainText("for Lucas Moreau");

  const followUps = page.locator("#follow-ups");
  const today = readClock().toISOString().slice(0, 10);
  await followUps.getByText("Plan a follow-up").click();
  await followUps.getByLabel("What is to be done").fill("Agree on a date");
  await followUps.getByLabel("Day", { exact: true }).fill("2000-01-01");
  await followUps.getByRole("button", { name: "Plan" }).click();
  await expect(followUps.getByRole("group")).toContainText("Choose today or a later day");
  await followUps.getByLabel("Day", { exact: true }).fill(later(today, 2));
  await followUps.getByRole("button", { name: "Plan" }).click();
  await expect(followUps.getByRole("listitem")).toContainText("Agree on a date");
  await followUps.getByRole("link", { name: /^Move/ }).click();
  await followUps.getByLabel("New day").fill(later(today, 3));
  await followUps.getByRole("button", { name: "Move" }).click();
  await followUps.getByRole("button", { name: /^Done/ }).click();
  await expect(followUps).toContainText("Nothing is planned.");

  const owners = page.locator("#owners");
  await expect(owners).toContainText("Noor van Dijk");
  await owners.getByText("Give to a colleague").click();
  await owners.getByLabel("Colleague").selectOption("Pieter de Wit");
  await owners.getByRole("button", { name: "Give" }).click();
  await expect(owners.getByRole("listitem").first()).toContainText("Pieter de Wit");

  await signIn(seen, "Noor van Dijk");
  await seen.goto(`/customers/${customer.tenantId}?act=plan`);
  await expectAccessible(seen);
  // K11: what was typed and not sent is asked about, and what was sent is not.
  const asked: string[] = [];
  seen.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await seen.goto(`/customers/${customer.tenantId}`);
  const note = seen.locator("#notes");
  await note.getByLabel("New note").fill("Not sent");
  await seen.reload();
  expect(asked).toEqual(["beforeunload"]);
  await note.getByLabel("New note").fill("Sent with a script");
  await note.getByRole("button", { name: "Add note" }).click();
  await expect(note.getByRole("listitem").first()).toContainText("Sent with a script");
  await expect(note.getByLabel("New note")).toHaveValue("");
  await seen.reload();
  expect(asked).toHaveLength(1);

  const find = `q=${customer.tenantId}`;
  await page.goto(`/claims?${find}`);
  await expect(page.getByRole("link", { name: customer.name, exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Mine", exact: true }).click();
  await expect(page).toHaveURL(/owner=me/);
  await expect(page.getByRole("link", { name: customer.name, exact: true })).toHaveCount(0);
});

function later(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
