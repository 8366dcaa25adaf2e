import { randomBytes } from "node:crypto";
import { expect, test } from "@playwright/test";
import { pdfOf } from "@/testing/pdfs";
import { expectAccessible, expectFits, signIn } from "./steps";

/**
 * P9, P10, P14, P15: a catalogue editor adds a metric, a kind of proof and a template, without JavaScript, uses them in a
 * new version, and a partner sees them.
 */
const slug = "usage-secure-identities-access";
const tag = randomBytes(3).toString("hex");

test("what the programme measures and asks is data", async ({ browser, page }) => {
  const context = await browser.newContext({
    baseURL: process.env.E2E_URL,
    javaScriptEnabled: false,
  });
  const editor = await context.newPage();
  await signIn(editor, "Amara Okafor");
  const fill = async (fields: Record<string, string>) => {
    for (const [label, value] of Object.entries(fields))
      await editor.getByLabel(label, { exact: true }).fill(value);
  };
  const press = (name: string) => editor.getByRole("button", { name, exact: true }).click();

  await editor.goto("/programme/metrics");
  await editor.getByRole("link", { name: "Add a metric" }).click();
  await fill({ Key: "two words", "English name": `Robots ${tag}`, "Dutch name": `Robots ${tag}` });
  await editor.getByLabel("Unit").selectOption("Count");
  await editor.getByRole("radio", { name: "Yes" }).check();
  await press("Add");
  await expect(editor.getByText(/Use letters, digits/).first()).toBeVisible();
  await fill({ Key: `robots_${tag}` });
  await press("Add");
  await expect(editor.getByText("Added.")).toBeVisible();
  await editor.getByRole("link", { name: `Robots ${tag}` }).click();
  await fill({ "English name": `Robots in use ${tag}` });
  await press("Save");
  await editor.getByRole("link", { name: `Robots in use ${tag}` }).click();
  await expect(editor.getByText(`Robots ${tag}`).first()).toBeVisible();

  await editor.goto("/programme/proof-kinds/new");
  await fill({
    Key: `photos_${tag}`,
    "English name": `Photos ${tag}`,
    "Dutch name": `Foto’s ${tag}`,
  });
  await press("Add");
  await expect(editor.getByText("Added.")).toBeVisible();

  await editor.goto("/programme/templates");
  const buffer = pdfOf({ text: tag });
  await editor
    .getByLabel("File")
    .setInputFiles({ name: `Photo sheet ${tag}.pdf`, mimeType: "application/pdf", buffer });
  await press("Add");
  await expect(editor.getByText(`/templates/photo-sheet-${tag}.pdf`).first()).toBeVisible();

  await editor.goto(`/programme/catalogue/${slug}/edit/customers`);
  await editor.locator("[name=customerCriteria]").fill(`robots_${tag} >= 3`);
  await press("Save draft");
  await editor.goto(`/programme/catalogue/${slug}/edit/proof`);
  await editor
    .locator("[name=poe]")
    .fill(
      `invoice!\nphotos_${tag}\nnote: Show the robots at work. | Laat de robots aan het werk zien.\nfiles: jpg, pdf\ntemplate: /templates/photo-sheet-${tag}.pdf | 1.0 | 2026-01-01\npartner_survey!`,
    );
  await press("Save draft");
  await editor.goto(`/programme/catalogue/${slug}/publish`);
  await expect(editor.getByText(`photos_${tag}`).first()).toBeVisible();
  await press("Publish");
  await editor.goto(`/programme/metrics/robots_${tag}/remove`);
  await expect(editor.getByRole("link", { name: `Engagement ${slug}` })).toBeVisible();
  await expect(editor.getByRole("button", { name: "Remove" })).toHaveCount(0);
  await editor.goto("/programme/templates");
  await expect(editor.getByRole("row", { name: `photo-sheet-${tag}` })).toContainText(
    "A version names it",
  );

  await signIn(page, "Noor van Dijk");
  await page.goto(`/engagements/${slug}`);
  await expect(page.getByText(`Photos ${tag}, not required`)).toBeVisible();
  await expect(page.getByText("Show the robots at work.")).toBeVisible();
  await expect(page.getByText(new RegExp(`Robots in use ${tag}.*3`)).first()).toBeVisible();
  const template = await page.request.get(`/templates/photo-sheet-${tag}.pdf`);
  expect([template.status(), (await template.body()).equals(buffer)]).toEqual([200, true]);
  await context.close();
});

test("P15 a survey is looked at as people see it, in both languages, and is not sent", async ({
  page,
}) => {
  await signIn(page, "Amara Okafor");
  await page.goto(`/programme/catalogue/${slug}/edit/surveys`);
  const href = await page
    .getByRole("link", { name: "Customer survey: Dutch" })
    .getAttribute("href");
  await page.goto(href ?? "");
  await expect(page.locator("html")).toHaveAttribute("lang", "nl");
  await expect(page.getByText("Voorbeeld: zo ziet degene")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Uw volledige naam").fill("Ada Lovelace");
  await page.getByRole("button").click();
  await expect(page.getByLabel("Uw volledige naam")).toHaveValue("Ada Lovelace");
  expect((await page.request.post(href ?? "")).status()).toBe(405);
});

test("the pages are accessible and fit a narrow screen", async ({ page }) => {
  await signIn(page, "Amara Okafor");
  for (const path of [
    "metrics",
    "metrics/teams_pau",
    "metrics/teams_pau/remove",
    "market-bands",
    "market-bands/new",
    "engagement-types/workshop",
    "templates",
  ]) {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(`/programme/${path}`);
    await expectAccessible(page);
    await page.setViewportSize({ width: 320, height: 900 });
    await expectFits(page);
  }
});
