import { createServer, request, type Server } from "node:http";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium, type Browser, type Locator, type Page } from "@playwright/test";
import { BROWSER } from "@/testing/asked";
import { asAdmin } from "@/testing/server";
import { ARTEFACT } from "../../scripts/run/artefact";
import { findChromium } from "../../scripts/test/chromium";
import { migrateBy } from "../artefact";
import { ask } from "../client";
import { seed, type World } from "../seed";
import { cookieOf, targetsOf } from "../targets";
import { makeGround, site, SITE_PORT, type Ground } from "./ground";

const PER_SECOND = 20;
const FORMS = 20;
/** What people ask for again and again. */
const ASKED = /^(eligible|ineligible|complete|search|found|overview|consent)/;
/** Whom the seed's requests ask: another's name has to be confirmed. */
const CONTACT = "Ada Customer";

/** What was asked for, during which step, and what came of it. */
type Load = {
  over: boolean;
  step: string;
  asked: { page: string; step: string; said: string; ms: number }[];
};

/** What is open in a browser, and how one sees that it was taken. */
type Form = { page: Page; send: () => Promise<void> };

/**
 * O4: from the artefact of an older version to the present one while people work: the new one migrates, then one process
 * after the other becomes it, under 20 requests a second, with forms open in 20 browsers that are sent when half of the
 * processes are new, and at the end. Prints what failed, and fails where anything did.
 * @param from the folder of the older artefact
 */
export async function rolling(from: string): Promise<void> {
  const ground = await makeGround({ artefact: path.resolve(from) });
  let server: Server | undefined;
  let browser: Browser | undefined;
  try {
    const world = await seed({ owner: ground.ownerUrl, admin: ground.adminUrl }, [200], FORMS);
    server = await proxyBefore(ground);
    const found = await findChromium();
    browser = await chromium.launch({
      ...(found && { executablePath: found.executable }),
      ...(found?.libraries && { env: { ...process.env, LD_LIBRARY_PATH: found.libraries } }),
      args: ["--no-sandbox", "--disable-gpu"],
    });
    const forms = await openForms(browser, world);
    const load: Load = { over: false, step: "migrating", asked: [] };
    const loaded = keepAsking(world, load);
    await migrateBy(ARTEFACT, { DATABASE_URL: ground.ownerUrl, NEXTAUTH_URL: site });
    const lost: string[] = [];
    for (const [n, part] of ground.parts.entries()) {
      load.step = `process ${n + 1} becomes new`;
      await part.end("SIGTERM");
      part.become(ARTEFACT);
      await part.start();
      await sleep(2_000);
      load.step = `after process ${n + 1}`;
      if (n === 1) lost.push(...(await sendAll(forms.splice(0, FORMS / 2))));
    }
    lost.push(...(await sendAll(forms)));
    load.over = true;
    await loaded;
    const kept = await keptIn(ground);
    const failed = load.asked.filter(({ said }) => said !== "200");
    const whole = lost.length === 0 && failed.length === 0;
    console.table([
      {
        requests: load.asked.length,
        failed: failed.length,
        "slowest ms": Math.round(Math.max(...load.asked.map(({ ms }) => ms))),
        forms: FORMS,
        "not taken": lost.length,
        ...kept,
        whole: whole && kept.notes + kept.decisions === FORMS ? "yes" : "NO",
      },
    ]);
    for (const why of lost) console.log(why);
    if (failed.length > 0) console.table(failed);
    if (!whole || kept.notes + kept.decisions !== FORMS) process.exitCode = 1;
  } finally {
    await browser?.close();
    server?.close();
    await ground.clear();
  }
}

/** A balancer for browsers: hands on whatever comes to a web server that is ready. */
function proxyBefore({ balancer }: Ground): Promise<Server> {
  let turn = 0;
  const server = createServer((asked, answer) => {
    const chunks: Buffer[] = [];
    asked.on("data", (chunk: Buffer) => chunks.push(chunk));
    asked.once("end", () => {
      const [first, second] = balancer.order(turn++);
      const hand = (port: number, otherwise?: number) => {
        const { method, url: target, headers } = asked;
        const handed = request({ port, method, path: target, headers }, (got) => {
          answer.writeHead(got.statusCode ?? 502, got.headers);
          got.pipe(answer);
        });
        handed.once("error", (error: NodeJS.ErrnoException) => {
          if (error.code === "ECONNREFUSED" && otherwise !== undefined) hand(otherwise);
          else if (answer.headersSent) answer.destroy();
          else answer.writeHead(502).end(error.message);
        });
        handed.end(Buffer.concat(chunks));
      };
      hand(first, second);
    });
  });
  return new Promise((resolve) => server.listen(SITE_PORT, "127.0.0.1", () => resolve(server)));
}

/** By turns a note for colleagues, with JavaScript, and a customer's answer. */
async function openForms(browser: Browser, world: World): Promise<Form[]> {
  const [partner] = world.partners;
  if (!partner) throw new Error("nobody was seeded");
  const [name = "", value = ""] = cookieOf(partner).split("=");
  return Promise.all(
    Array.from({ length: FORMS }, async (_, n): Promise<Form> => {
      const context = await browser.newContext({
        locale: "en-GB",
        baseURL: site,
        userAgent: BROWSER,
        // Ten customers do not answer from one address.
        extraHTTPHeaders: { "x-forwarded-for": `192.0.2.${n + 1}` },
      });
      const page = await context.newPage();
      if (n % 2 === 1) {
        await page.goto(`/consent/${world.tokens[n] ?? ""}`);
        await page.getByRole("radio", { name: "Accept" }).check();
        await page.getByLabel("Your full name").fill(CONTACT);
        return {
          page,
          send: () =>
            insisting(
              page.getByRole("button", { name: /^Send (my answer|again)$/ }),
              page.getByRole("heading", { name: "You accepted" }),
              page.getByRole("button", { name: "Send again" }),
            ),
        };
      }
      await context.addCookies([
        { name, value: decodeURIComponent(value), url: site },
        { name: "locale", value: "en", url: site },
      ]);
      await page.goto(`/customers/${partner.tenantId}`);
      const notes = page.locator("#notes");
      await notes.getByLabel("New note").fill(`Rolled over ${n}`);
      return {
        page,
        send: () =>
          insisting(
            notes.getByRole("button", { name: "Add note" }),
            notes.getByRole("listitem").getByText(`Rolled over ${n}`, { exact: true }),
            notes.getByText("There is a problem"),
          ),
      };
    }),
  );
}

/** Where a page asks to send it again, people do. */
async function insisting(button: Locator, taken: Locator, asksAgain: Locator): Promise<void> {
  for (let tries = 1; ; tries++) {
    await button.click();
    await taken.or(asksAgain).first().waitFor();
    if (await taken.isVisible()) return;
    if (tries === 40) throw new Error("it was not taken in forty tries");
    await sleep(500);
  }
}

/** Two a second; why some were not taken, and what their pages say. */
async function sendAll(forms: Form[]): Promise<string[]> {
  const ended = await Promise.allSettled(forms.map(({ send }, n) => sleep(n * 500).then(send)));
  const failed = forms.flatMap(({ page }, n) => {
    const one = ended[n];
    return one?.status === "rejected" ? [{ page, why: String(one.reason) }] : [];
  });
  return Promise.all(
    failed.map(async ({ page, why }) => {
      const says = await page.locator("main").innerText({ timeout: 1_000 }).catch(String);
      return `${page.url()}: ${why}\n${says.slice(0, 400)}`;
    }),
  );
}

async function keepAsking(world: World, load: Load): Promise<void> {
  const targets = targetsOf(world, { app: SITE_PORT, floor: SITE_PORT }).filter(({ name }) =>
    ASKED.test(name),
  );
  const running: Promise<void>[] = [];
  for (let n = 0; !load.over; n++) {
    const target = targets[n % targets.length];
    if (!target) throw new Error("nothing to ask for");
    const [from, { step }] = [performance.now(), load];
    const took = (said: string) => {
      load.asked.push({ page: target.name, step, said, ms: Math.round(performance.now() - from) });
    };
    running.push(
      ask(target.asking(n)).then(
        ({ status }) => took(String(status)),
        (error: unknown) => took(String(error)),
      ),
    );
    await sleep(1_000 / PER_SECOND);
  }
  await Promise.all(running);
}

function keptIn({ ownerUrl }: Ground): Promise<{ notes: number; decisions: number }> {
  return asAdmin(ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ notes: number; decisions: number }>(
      `select (select count(*)::int from customer_notes where body like 'Rolled over %') as notes,
         (select count(*)::int from consent_decisions where full_name = $1) as decisions`,
      [CONTACT],
    );
    return rows[0] ?? { notes: 0, decisions: 0 };
  });
}
