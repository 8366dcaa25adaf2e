import { execFile, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test, type Page } from "@playwright/test";
import { TOTP } from "otpauth";
import { Client } from "pg";
import { startEmbedded } from "@/db/embedded";
import { readClock } from "@/lib/time/clock";
import { freePort } from "@/testing/provider";
import { accept, invite, signInByMail } from "./joining";
import { addCustomer, answer, askForConsent, mailedLink, visitor } from "./steps";
import { useDatabase } from "./world";

/**
 * P1, P2 and what follows: an empty database, until a first customer has consented. The product runs as for real use,
 * with nothing of the demonstration; staff and partner have no JavaScript.
 */
const main = (page: Page) => page.locator("main");
const operator = "ida@programme.example";
const admin = "robin@first-partner.example";

test("from an empty database to the first consent, and a partner that is suspended", async ({
  browser,
}) => {
  const folder = mkdtempSync(path.join(tmpdir(), "from-nothing-"));
  const real = await startReal(folder);
  try {
    const staff = await (
      await browser.newContext({ baseURL: real.url, javaScriptEnabled: false, locale: "en-GB" })
    ).newPage();
    await staff.goto("/sign-in");
    await expect(main(staff)).toContainText("This programme has not been set up yet");
    await expect(main(staff).getByRole("button")).toHaveCount(0);

    const said = await real.run(
      "programme-init",
      "--name",
      "First Programme",
      "--operator",
      operator,
      "--person-name",
      "Ida Berg",
    );
    const tenants = path.join(folder, "tenants.csv");
    writeFileSync(
      tenants,
      `tenant_id,name,country,tpid,domains,as_of,teams_pau,teams_mau,teams_mau_share,m365_pau,frontline_pau\n${randomUUID()},Bakkerij Eerste,NL,,eerste.example,${readClock().toISOString().slice(0, 7)},900,300,0.2,900,400\n`,
    );

    await staff.goto(/http\S+/.exec(said)?.[0] ?? "");
    await staff.getByRole("button", { name: "Sign in" }).click();
    await staff.waitForURL((url) => url.pathname !== "/sign-in/confirm");
    await setUpFactor(staff);
    // What is still to do says how.
    await expect(toDo(staff).filter({ hasText: "Done" })).toHaveCount(1);
    await expect(toDo(staff).nth(2)).toContainText(
      "npm run programme:init -- --catalogue FILE.json",
    );
    // The catalogue names the figures that a file of tenants may hold: it comes first (P10).
    const loaded = real
      .run("programme-init", "--catalogue", "mci-2022")
      .then(() => real.run("tenants-import", tenants));
    await staff.goto("/programme/settings");
    for (const [name, value] of [
      ["Organisation that runs it", "First Office B.V."],
      ["Postal address", "Herengracht 1, 1015 BA Amsterdam"],
      ["E-mail address for questions", "help@programme.example"],
      ["Address of the privacy statement", "https://programme.example/privacy"],
    ] as const)
      await staff.getByLabel(name).fill(value);
    await staff.getByRole("button", { name: "Save settings" }).click();
    await expect(main(staff)).toContainText("The settings were saved.");

    await loaded;
    await staff.goto("/programme");
    await expect(toDo(staff).filter({ hasText: "Done" })).toHaveCount(4);
    await staff.goto("/programme/partners/new");
    await staff.getByLabel("Name").fill("First Partner");
    await staff.getByLabel("Country").selectOption("NL");
    await staff.getByRole("button", { name: "Make the partner" }).click();
    await staff.waitForURL(/\/programme\/partners\/[0-9a-f-]{36}/);
    const partner = new URL(staff.url()).pathname;
    await staff.goto(`${partner}/locations/new`);
    await staff.getByLabel("Location ID").fill("7654321");
    await staff.getByLabel("Name").fill("First Partner Utrecht");
    await staff.getByLabel("City").fill("Utrecht");
    await staff.getByRole("button", { name: "Make the location" }).click();
    await staff.waitForURL(/\/locations\/[0-9a-f-]{36}/);
    const location = new URL(staff.url()).pathname.split("/").at(-1) ?? "";
    await staff
      .getByLabel("Qualification", { exact: true })
      .selectOption("solutions-partner:modern-work");
    await staff.getByLabel("First day").fill("2024-01-01");
    await staff.getByRole("button", { name: "Save the qualification" }).click();
    // What is left of the one partner is done on its own pages.
    await staff.goto("/programme");
    await toDo(staff).getByRole("link", { name: "Invite the partner’s admin" }).click();
    await staff.waitForURL(`**${partner}/people/invite`);
    await invite(staff, admin, "admin", `${partner}/people/invite`);

    const robin = await (
      await browser.newContext({ baseURL: real.url, javaScriptEnabled: false, locale: "en-GB" })
    ).newPage();
    await accept(robin, admin, "Robin Jansen");
    await signInByMail(robin, admin);
    await robin.goto(`/settings/locations/${location}`);
    await robin.getByRole("button", { name: "Accept the invitation" }).click();
    await robin.getByRole("link", { name: "Fill in the payee profile" }).first().click();
    await robin.getByLabel("Legal name").fill("First Partner B.V.");
    await robin.getByLabel("Tax number").fill("NL812345678B01");
    await robin.getByLabel("Currency").fill("EUR");
    await robin.getByRole("textbox", { name: "IBAN" }).fill("NL91 ABNA 0417 1643 00");
    await robin.getByRole("button", { name: "Save the payee profile" }).click();
    await expect(main(robin)).toContainText("The payee profile is saved.");

    await staff.goto(`/programme/enrolments/${location}`);
    await staff.getByLabel("Yes, it is valid").check();
    await staff.getByRole("button", { name: "Save the answer" }).click();
    await staff.getByLabel("Enrol", { exact: true }).check();
    await staff.getByRole("button", { name: "Save the decision" }).click();
    await expect(main(staff)).toContainText("The decision is saved.");

    await staff.goto("/programme");
    await expect(main(staff)).not.toContainText("Still to do");

    const customer = {
      tenantId: "",
      name: "Bakkerij Eerste",
      domain: "eerste.example",
      email: "ada@eerste.example",
    };
    await addCustomer(robin, customer);
    await askForConsent(robin, customer);
    const link = await mailedLink(robin, customer.email, "/consent/");
    const theirs = await (await visitor(browser, { javaScriptEnabled: false })).newPage();
    await answer(theirs, new URL(link, real.url).toString(), "Accept");
    await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("You accepted");
    await expect(main(theirs)).toContainText("First Partner");

    // P25: while a partner is suspended its people read, and know whom to ask.
    await staff.goto(`${partner}/suspend`);
    await staff.getByLabel("Reason").fill("We look into it.");
    await staff.getByRole("button", { name: "Suspend" }).click();
    await robin.goto("/claims");
    await expect(robin.getByText("First Partner is suspended.")).toBeVisible();
    await expect(robin.getByRole("link", { name: /help@programme.example/ })).toBeVisible();
    await staff.goto(partner);
    await expect(main(staff)).toContainText("Suspended");
  } finally {
    await real.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** P1: what is still to do before a first customer can be asked. */
const toDo = (page: Page) =>
  main(page).locator("section", { hasText: "Still to do" }).getByRole("listitem");

/** U13: staff set up an app with codes at their first sign-in. */
async function setUpFactor(page: Page): Promise<void> {
  const secret = ((await page.locator("code").last().textContent()) ?? "").replaceAll(" ", "");
  const code = new TOTP({ secret, algorithm: "SHA1", digits: 6, period: 30 });
  const timestamp = readClock().getTime();
  await page.getByLabel("Code that your app shows").fill(code.generate({ timestamp }));
  await page.getByRole("button", { name: "Set up the app" }).click();
  await expect(page).toHaveURL(/\/programme$/);
}

/** `npm start` on an empty database of the journeys' server, tried out without a mail key. */
async function startReal(folder: string) {
  const { adminUrl, url: ownerUrl } = await startEmbedded({ dir: ".data/e2e/postgres" });
  const name = `nothing_${randomUUID().slice(0, 8)}`;
  const server = new Client({ connectionString: adminUrl });
  await server.connect();
  await server.query(`create database ${name} owner ${new URL(ownerUrl).username}`);
  const database = new URL(ownerUrl);
  database.pathname = `/${name}`;
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const { PATH, HOME, APP_SECRET } = process.env;
  const env = {
    ...{ PATH, HOME, APP_SECRET, NODE_ENV: "production" as const },
    ...{ DATABASE_URL: database.toString(), DATA_DIR: folder },
    ...{ NEXTAUTH_URL: url, HOST: "127.0.0.1", PORT: String(port), MAIL_HOLD_SECONDS: "0" },
  };
  const started = spawn(process.execPath, ["--import", "tsx", "scripts/run.ts", "start"], {
    env,
    stdio: "ignore",
  });
  const forget = useDatabase(database.toString());
  await expect(async () => {
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  }).toPass({ timeout: 120_000 });
  return {
    url,
    /** A command of the README, with the same settings; what it prints. */
    async run(script: string, ...args: string[]): Promise<string> {
      const command = ["--import", "tsx", `scripts/${script}.ts`, ...args];
      const { stdout, stderr } = await promisify(execFile)(process.execPath, command, { env });
      expect(stderr).toBe("");
      return stdout;
    },
    async stop() {
      forget();
      started.kill("SIGTERM");
      if (started.exitCode === null) await once(started, "exit");
      await server.query(`drop database ${name} with (force)`);
      await server.end();
    },
  };
}
