import { expect, type Browser, type BrowserContext, type Page } from "@playwright/test";
import axe, { type RunOptions } from "axe-core";
import { tokenOf } from "@/lib/mail/tokens";
import { readClock } from "@/lib/time/clock";
import { dateIn } from "@/lib/time/deadline";
import { pdfOf } from "@/testing/pdfs";
import { sql, type Customer } from "./world";

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/** What people's browsers say they are; a headless one says so, and is asked for a code. */
const browserName =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36";

export const engagement = "/engagements/collaborative-apps/customers";

/** Signs a person of the demonstration in, and sets the language. */
export async function signIn(page: Page, name: string, language = "en"): Promise<void> {
  await page
    .context()
    .addCookies([{ name: "locale", value: language, url: process.env.E2E_URL ?? "" }]);
  await page.goto("/sign-in");
  await page.getByRole("button", { name }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

/** Opens a page whose scripts are on their way until what is done there is done. */
export async function beforeItListens(page: Page, at: string, act: () => Promise<unknown>) {
  let listens = () => {};
  const done = new Promise<void>((resolve) => (listens = resolve));
  await page.route("**/_next/static/**/*.js", async (route) => {
    await done;
    await route.continue();
  });
  await page.goto(at, { waitUntil: "commit" });
  await act();
  listens();
}

/** A browser of a person who is signed in, with or without JavaScript. */
export async function signedInAs(
  browser: Browser,
  name: string,
  { javaScriptEnabled = true } = {},
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: process.env.E2E_URL,
    locale: "en-GB",
    javaScriptEnabled,
  });
  const page = await context.newPage();
  await signIn(page, name);
  return page;
}

/** What axe finds only by looking at places: at each width, in each language. */
const byPlaces = ["link-in-text-block", "scrollable-region-focusable", "target-size"];

/** What it finds only by looking at colours: in each theme, and the dearest of all that it looks for. */
const byColours = "color-contrast";

/**
 * Hides what is built as something beside it, by tags and what gives them their looks: the fortieth row
 * of a list tells axe nothing that the first ones do not. Gives them back when called again.
 */
function foldRepeated(): void {
  const folded = [...document.querySelectorAll<HTMLElement>("[data-folded]")];
  for (const one of folded) {
    one.style.display = one.dataset.folded ?? "";
    delete one.dataset.folded;
  }
  if (folded.length > 0) return;
  const looks =
    /^(class|style|type|role|hidden|open|disabled|checked|aria-(?!label|describedby|controls|details).*)$/;
  const builtAs = (one: Element): string => {
    const attributes = [...one.attributes].map(({ name, value }) =>
      looks.test(name) ? `${name}=${value}` : name,
    );
    const text = [...one.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
    );
    return `<${one.tagName} ${attributes.join(" ")}>${text ? "t" : ""}${[...one.children].map(builtAs).join("")}</>`;
  };
  const fold = (parent: Element): void => {
    const seen = new Set<string>();
    for (const child of parent.children) {
      const how = builtAs(child);
      if (
        seen.has(how) &&
        child instanceof HTMLElement &&
        child.matches("tr, li, tbody, section, article, div, option")
      ) {
        child.dataset.folded = child.style.display;
        child.style.display = "none";
      } else {
        seen.add(how);
        fold(child);
      }
    }
  };
  fold(document.body);
}

/** Checks a page with axe: no violation of any kind, or only of some rules or without some. */
export async function expectAccessible(
  page: Page,
  { only, without = [] }: { only?: readonly string[]; without?: readonly string[] } = {},
): Promise<void> {
  // A page that is looked at twice has it already.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const look = (values?: readonly string[]) =>
    page.evaluate(
      async (how) => {
        const { violations } = await window.axe.run(document, how);
        return violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`,
        );
      },
      {
        resultTypes: ["violations"],
        // Only an experimental rule wants the text of style sheets.
        preload: false,
        iframes: false,
        ...(values ? { runOnly: { type: "rule", values: [...values] } } : {}),
        rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
      } satisfies RunOptions,
    );
  // What is found only by looking at all rows.
  const found = only ? [] : await look(["duplicate-id-aria"]);
  await page.evaluate(foldRepeated);
  found.push(...(await look(only)));
  await page.evaluate(foldRepeated);
  expect(found, `${page.url()} has nothing that axe finds`).toEqual([]);
}

/**
 * How pages are looked at: both languages together each theme at each width. The first of a language
 * is looked at for everything, so that each width is; the second for what places change. Colours are
 * looked at in each theme, and not once more in the other language.
 */
const looks = {
  en: [
    { width: 320, colorScheme: "light", how: {} },
    { width: 1280, colorScheme: "dark", how: { only: [...byPlaces, byColours] } },
  ],
  nl: [
    { width: 1280, colorScheme: "light", how: { without: [byColours] } },
    { width: 320, colorScheme: "dark", how: { only: byPlaces } },
  ],
} as const;

/** Checks that nothing of a page sticks out to the right, and that on a wide screen no part of it is cut off. */
export async function expectFits(page: Page): Promise<void> {
  const { overflow, cut } = await page.evaluate(() => ({
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    cut:
      innerWidth < 1280
        ? []
        : [...document.querySelectorAll(".tabs, .pills, .table")]
            .filter((part) => part.scrollWidth > part.clientWidth + 1)
            .map((part) => part.ariaLabel),
  }));
  expect(overflow, `${page.url()} fits ${String(page.viewportSize()?.width)} px`).toBe(0);
  expect(cut, `${page.url()} shows all of its rows of links and its tables`).toEqual([]);
}

/** Looks at each address in each way of a language: axe finds nothing, and nothing sticks out. */
export async function expectAllAccessible(
  page: Page,
  language: keyof typeof looks,
  addresses: readonly string[],
): Promise<void> {
  const [whole, other] = looks[language];
  const look = async ({ width, colorScheme }: typeof whole | typeof other) => {
    await page.setViewportSize({ width, height: 800 });
    // A colour in transition from one theme to the other is no finding.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  };
  for (const address of addresses) {
    // A page that is still coming in would complain about being resized.
    await page.goto("about:blank");
    await look(whole);
    const answer = await page.goto(address);
    expect([address, answer?.status()]).toEqual([address, 200]);
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    await expectAccessible(page, whole.how);
    await expectFits(page);
    await look(other);
    await expectAccessible(page, other.how);
    await expectFits(page);
  }
}

/** S18–S34: adds a customer by its e-mail address and ends on the confirmation. */
export async function addCustomer(page: Page, customer: Customer): Promise<void> {
  await page.goto(engagement);
  // A page without customers offers it twice.
  await page.getByRole("link", { name: "+ Add customer" }).first().click();
  await chooseLocation(page);
  await page.getByLabel("Customer e-mail").fill(customer.email);
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByRole("checkbox", { name: "Collaborative Apps" })).toBeChecked();
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByText(customer.email)).toBeVisible();
  await page.getByRole("button", { name: "Add customer" }).click();
  await expect(page.getByText(`${customer.name} was added`)).toBeVisible();
}

/** S19: the first of the locations, whatever the programme calls their number (P3). */
async function chooseLocation(page: Page): Promise<void> {
  await page
    .getByRole("radiogroup", { name: /^Location/ })
    .getByRole("radio")
    .first()
    .check();
}

/** S35–S43: claims a customer that the partner knows. */
export async function claimCustomer(page: Page, customer: Customer): Promise<void> {
  await openRow(page, customer);
  await row(page, customer).getByRole("link", { name: "Claim customer" }).click();
  await chooseLocation(page);
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByRole("checkbox", { name: "Collaborative Apps" })).toBeChecked();
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Add customer" }).click();
  await expect(page.getByText(`${customer.name} was claimed`)).toBeVisible();
}

/** S49–S53: asks the customer's contact for consent. */
export async function askForConsent(
  page: Page,
  customer: Customer,
  language = "English",
): Promise<void> {
  await openRow(page, customer);
  await row(page, customer).getByRole("link", { name: "Trigger customer consent" }).click();
  await fillContact(page, customer.email, language);
  await page.getByRole("button", { name: "Send for consent" }).click();
  await expect(page.getByText("The request is on its way to Ada Lovelace")).toBeVisible();
}

export async function fillContact(page: Page, email: string, language = "English"): Promise<void> {
  await page.getByLabel("First name").fill("Ada");
  await page.getByLabel("Last name").fill("Lovelace");
  await page.getByLabel("Job title").fill("IT manager");
  await page.getByLabel("Customer e-mail").fill(email);
  await page.getByRole("radio", { name: language }).check();
  await page.getByRole("button", { name: "Next" }).click();
}

/**
 * That a page says this once a job has done its work: it is opened again until it does. A page that is just being
 * left for another one cannot be opened again, and is in the next look.
 */
export async function expectLater(page: Page, text: RegExp): Promise<void> {
  const main = page.locator("main");
  await expect(async () => {
    await page.reload();
    expect(await main.innerText()).toMatch(text);
  }).toPass({ timeout: 60_000, intervals: [250, 500, 1_000] });
}

/** The row of a customer on the tab that is open. */
export function row(page: Page, customer: Customer) {
  return page.getByRole("row", { name: customer.name });
}

/** Opens the Customers page with this customer searched for. */
export async function openRow(page: Page, customer: Customer, tab = "eligible"): Promise<void> {
  await page.goto(`${engagement}?tab=${tab}&q=${encodeURIComponent(customer.name)}`);
}

/** The link of the newest e-mail to this address, read in the local mailbox as its owner would. */
export async function mailedLink(page: Page, email: string, path: string): Promise<string> {
  const found = async () => {
    const text = await newestMail(page, email);
    return new RegExp(`https?://[^\\s"<>)]+${path}[A-Za-z0-9_-]+`).exec(text)?.[0] ?? "";
  };
  await expect.poll(found).not.toBe("");
  return new URL(await found()).pathname;
}

/** The text of the newest e-mail to this address; empty when there is none. */
export async function newestMail(page: Page, email: string): Promise<string> {
  await page.goto(`/mailbox?q=${encodeURIComponent(email)}`);
  const newest = page.locator('a[href^="/mailbox/"]').first();
  if ((await newest.count()) === 0) return "";
  const answer = await page.request.get(`${(await newest.getAttribute("href")) ?? ""}/text`);
  return answer.ok() ? answer.text() : "";
}

/** A browser of somebody who only has the link: no session, with or without JavaScript. */
export async function visitor(
  browser: Browser,
  { javaScriptEnabled = true } = {},
): Promise<BrowserContext> {
  return browser.newContext({
    javaScriptEnabled,
    userAgent: browserName,
    locale: "en-GB",
    baseURL: process.env.E2E_URL,
  });
}

/** D10: answers as a person does, who reads before answering. */
export async function answer(
  page: Page,
  link: string,
  decision: "Accept" | "Decline",
  reason = "",
): Promise<void> {
  await page.goto(link);
  await page.waitForTimeout(7_000);
  await page.getByRole("radio", { name: decision }).check();
  await page.getByLabel("Your full name").fill("Ada Lovelace");
  if (reason) await page.getByLabel("Why you decline").fill(reason);
  await page.getByRole("button", { name: "Send my answer" }).click();
}

/** W3: attaches a document to the claim that is open; gives the file's name. */
export async function attach(
  page: Page,
  customer: Customer,
  kind: "Invoice" | "Findings and recommendations document",
): Promise<string> {
  const name = `${kind} ${customer.name}.pdf`;
  const buffer = pdfOf({ text: `${kind} ${Buffer.from(customer.name).toString("hex")}` });
  await page
    .getByLabel(`Choose files for “${kind}”`)
    .setInputFiles([{ name, mimeType: "application/pdf", buffer }]);
  await expect(page.getByRole("row", { name })).toContainText("PDF");
  return name;
}

/** D20: says on the claim that the workshop is held today; comes back to the claim. */
export async function fillDays(page: Page, claim: string): Promise<void> {
  const day = dateIn(readClock(), "Europe/Amsterdam");
  await page.goto(`${claim}/edit/invoice`);
  await page.getByLabel("First day of the workshop").fill(day);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your changes were saved.")).toBeVisible();
}

/** The address in the newest mail with a link to somebody, once it was handed over; not one that somebody used already. */
export async function mailed(email: string, template: "invitation" | "sign-in"): Promise<string> {
  let id = "";
  await expect(async () => {
    const [mail] = await sql<{ id: string | null }>(
      `select case when sent_at is not null then variables->>$3 end as id from emails
       where template = $2 and recipient = $1
         and ($2 <> 'sign-in' or exists (select from sign_in_tokens t where t.id::text = variables->>$3))
       order by created_at desc limit 1`,
      [email, template, template === "invitation" ? "invitationId" : "tokenId"],
    );
    id = mail?.id ?? "";
    expect(id).not.toBe("");
  }).toPass();
  const token = tokenOf(template, id);
  return template === "invitation" ? `/invitation/${token}` : `/sign-in/confirm?token=${token}`;
}

/** The address in the newest sign-in mail to somebody. */
export const signInLink = (email: string) => mailed(email, "sign-in");

/** Of the first column of a file's lines what a page showed, in the file's order: others may add rows between the two. */
export const among = (shown: string[], lines: string[]): string[] =>
  lines.map((line) => line.split(",")[0] ?? "").filter((cell) => shown.includes(cell));
