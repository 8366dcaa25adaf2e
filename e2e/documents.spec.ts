import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { keyOf } from "@/lib/files/store";
import { pdfOf } from "@/testing/pdfs";
import { consented, numberOf } from "./acts";
import { beforeItListens, expectAccessible, signIn } from "./steps";
import { newCustomer, sql } from "./world";

/** Proof of execution in a browser (W3): documents come, are read, and go. */
let number: string;
test.beforeAll(async () => {
  number = String(numberOf(await consented(await newCustomer("Documented"))));
});

const file = (name: string, text: string | Buffer) => ({
  name,
  mimeType: "application/pdf",
  buffer: Buffer.isBuffer(text) ? text : Buffer.from(text),
});
const pdf = () => pdfOf({ text: randomBytes(20).toString("hex") });
const invoice = (page: Page) => page.getByLabel("Choose files for “Invoice”");

test("files that are chosen before the page listens are taken, too", async ({ page }) => {
  await signIn(page, "Noor van Dijk");
  await beforeItListens(page, `/claims/${number}`, () =>
    invoice(page).setInputFiles([file("early.pdf", pdf())]),
  );
  await expect(page.getByRole("row", { name: "early.pdf" })).toBeVisible();
});

test("several at once, each with its own answer; download, remove", async ({ page }) => {
  await signIn(page, "Noor van Dijk");
  await page.goto(`/claims/${number}`);
  const content = pdf();
  await invoice(page).setInputFiles([
    file("Factuur é (1).pdf", content),
    file("page.pdf", "<html><script>alert(1)</script>"),
    file("big.pdf", Buffer.alloc(10 * 1024 * 1024 + 1)),
  ]);
  const row = page.getByRole("row", { name: "Factuur é (1).pdf" });
  await expect(row).toContainText("PDF");
  await expect(row).toContainText("Noor van Dijk");
  await expect(
    page.getByText("The content of this file is not what its name says (pdf).").first(),
  ).toBeVisible();
  await expect(
    page.getByText("This file is too big: at most 10 MB.", { exact: true }),
  ).toBeVisible();
  await expectAccessible(page);

  const href = (await row.getByRole("link", { name: /^Download/ }).getAttribute("href")) ?? "";
  const answer = await page.request.get(href);
  expect((await answer.body()).equals(content)).toBe(true);
  expect(answer.headers()).toMatchObject({
    "content-type": "application/pdf",
    "content-disposition": `attachment; filename="Factuur _ (1).pdf"; filename*=UTF-8''Factuur%20%C3%A9%20%281%29.pdf`,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, no-store",
  });
  expect(answer.headers()["content-security-policy"]).toMatch(/default-src 'none'.*sandbox/);
  const view = await page.request.get(`${href}/view`);
  expect(view.headers()).toMatchObject({
    "x-frame-options": "SAMEORIGIN",
    "x-content-type-options": "nosniff",
    "content-disposition": expect.stringMatching(/^inline; /),
    "content-security-policy": expect.stringContaining("frame-ancestors 'self'"),
  });
  expect((await page.request.head(href)).status()).toBe(200);

  // K11: it goes on by itself once the connection is back.
  await page.context().setOffline(true);
  await invoice(page).setInputFiles([file("later.pdf", pdf())]);
  await expect(page.getByText("No connection.").first()).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByRole("row", { name: "later.pdf" })).toBeVisible();

  await row.getByText("Remove", { exact: true }).click();
  await row.getByRole("button", { name: "Remove file" }).click();
  await expect(page.getByText("Factuur é (1).pdf was removed.")).toBeVisible();
  await expect(row).toHaveCount(0);
  expect((await page.request.get(href)).status()).toBe(404);
});

test("a picture is shown within our pages, an Office document is a download", async ({ page }) => {
  await signIn(page, "Noor van Dijk");
  await page.goto(`/claims/${number}`);
  const template = await page.request.get("/templates/findings-and-recommendations.docx");
  const pixel = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  await page
    .getByLabel("Choose files for “Findings and recommendations document”")
    .setInputFiles([file("report.docx", await template.body()), file("photo.png", pixel)]);
  const shown = async (name: string) => {
    const link = page.getByRole("row", { name }).getByRole("link", { name: /^Download/ });
    const href = (await link.getAttribute("href")) ?? "";
    return page.request.get(`${href}/view`);
  };
  expect((await shown("report.docx")).headers()["content-disposition"]).toMatch(/^attachment/);
  const picture = await shown("photo.png");
  expect(picture.headers()["content-disposition"]).toMatch(/^inline/);
  expect(picture.headers()["content-security-policy"]).toMatch(/sandbox/);
  const width = await page.evaluate(
    (src) =>
      new Promise((resolve) => {
        const image = new Image();
        image.onload = () => resolve(image.naturalWidth);
        image.onerror = () => resolve("failed");
        image.src = src;
      }),
    new URL(picture.url()).pathname,
  );
  expect(width).toBe(1);
});

test("without JavaScript, in Dutch", async ({ browser }) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    baseURL: process.env.E2E_URL,
    viewport: { width: 320, height: 640 },
  });
  const page = await context.newPage();
  await signIn(page, "Noor van Dijk", "nl");
  await page.goto(`/claims/${number}`);
  const section = page.locator("#documents");
  const choose = section.getByLabel("Kies bestanden voor “Factuur”");
  const upload = section.getByRole("button", { name: "Uploaden" }).first();
  await choose.setInputFiles([
    file("factuur.pdf", pdf()),
    file("groot.pdf", Buffer.alloc(11 * 1024 * 1024)),
    file("programma.exe", "MZ"),
  ]);
  await upload.click();
  await expect(section.getByText("factuur.pdf is toegevoegd.")).toBeVisible();
  await expect(section.getByText("2 bestanden zijn niet toegevoegd")).toBeVisible();
  await expect(section.getByText("Dit bestand is te groot: maximaal 10 MB.")).toBeVisible();
  await expect(section.getByText("Dit soort bestand kunt u niet uploaden.")).toBeVisible();
  await section.getByRole("button", { name: "Uploaden" }).first().click();
  await expect(section.getByText("Kies eerst een bestand.")).toBeVisible();
  const row = section.getByRole("row", { name: "factuur.pdf" });
  await row.getByText("Verwijderen", { exact: true }).click();
  await row.getByRole("button", { name: "Bestand verwijderen" }).click();
  await expect(section.getByText("factuur.pdf is verwijderd.")).toBeVisible();
  await context.close();
});

test("the demonstration's documents can be read, by its bytes' hash", async ({ page }) => {
  await signIn(page, "Amara Okafor");
  const rows = await sql<{ address: string; hash: string }>(
    `select '/claims/' || w.number || '/documents/' || d.id as address, encode(d.sha256, 'hex') as hash
     from claim_documents d join workshop_claims w on w.id = d.claim_id where d.removed_at is null
       and w.status <> 'editing' order by w.number, d.requirement, d.place limit 5`,
  );
  const [own] = await sql<{ id: string }>("select id from installation");
  const store = path.join(process.env.FILES_DIR ?? "", own?.id ?? "");
  for (const { address, hash } of rows) {
    const body = await (await page.request.get(address)).body();
    expect(createHash("sha256").update(body).digest("hex")).toBe(hash);
    const kept = path.join(store, keyOf(hash));
    expect(readFileSync(kept).equals(body)).toBe(true);
  }
});
