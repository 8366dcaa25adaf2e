import type { ChildProcess } from "node:child_process";
import { createHash, randomBytes, randomInt } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { memoryOf, startServer } from "@/bench/process";
import { keyOf } from "@/lib/files/store";
import { pdfOf } from "@/testing/pdfs";
import { freePort } from "@/testing/provider";
import { tries } from "@/testing/tries";
import { consented, numberOf } from "./acts";
import { signIn } from "./steps";
import { newCustomer, sql } from "./world";

/**
 * Uploads that break off, and a web server that is killed: each file is wholly there or not at all.
 * The server is one of its own, on the same database and store as the product's.
 */
test.describe.configure({ mode: "serial" });
const MEGABYTE = 1024 * 1024;
/** How often the server is killed; more with `KILLS=60 npm run e2e -- e2e/uploads.spec.ts`. */
const KILLS = tries("KILLS", { ci: 3, whole: 60 });
const folder = process.env.FILES_DIR ?? "";
let server: ChildProcess;
let port: number;
let cookie: string;
let claims: string[];
/** The installation, whose files stand in a folder of their own. */
let own: string;

test.beforeAll(async ({ browser }) => {
  const page = await (await browser.newContext({ baseURL: process.env.E2E_URL })).newPage();
  await signIn(page, "Noor van Dijk");
  const jar = await page.context().cookies();
  cookie = jar.map(({ name, value }) => `${name}=${value}`).join("; ");
  await page.context().close();
  claims = [];
  for (const words of ["First", "Second", "Third"])
    claims.push(String(numberOf(await consented(await newCustomer(words)))));
  own = (await sql<{ id: string }>("select id from installation"))[0]?.id ?? "";
  server = await start();
});
test.afterAll(() => void server.kill("SIGKILL"));

async function start(): Promise<ChildProcess> {
  const next = "node_modules/next/dist/bin/next";
  port = await freePort();
  return startServer([next, "start", "-p", String(port)], { NODE_ENV: "production" });
}

type Form = { head: string; body: Buffer; hash: string; size: number };

/** A form with one PDF that nobody else has. */
function form(claim: string, bytes: number): Form {
  const content = pdfOf({ objects: [{ dict: "", bytes: randomBytes(bytes - 1_000) }] });
  const boundary = `----${randomBytes(12).toString("hex")}`;
  const before = `--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n`;
  const body = Buffer.concat([
    Buffer.from(before),
    content,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  const head = [
    `POST /claims/${claim}/documents?for=invoice HTTP/1.1`,
    `Host: localhost:${port}`,
    `Origin: ${new URL(process.env.E2E_URL ?? "").origin}`,
    `Cookie: ${cookie}`,
    "Accept: application/json",
    `Content-Type: multipart/form-data; boundary=${boundary}`,
    `Content-Length: ${body.length}`,
    "Connection: close",
  ].join("\r\n");
  const hash = createHash("sha256").update(content).digest("hex");
  return { head: `${head}\r\n\r\n`, body, hash, size: content.length };
}

/** Sends as many bytes as said, then hangs up or waits; gives what the server answered. */
function send({ head, body }: Form, bytes = body.length): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1", () => {
      socket.write(head);
      if (bytes === body.length) socket.write(body);
      else socket.write(body.subarray(0, bytes), () => socket.destroy());
    });
    socket.on("data", (data) => (answer += data.toString()));
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(answer));
  });
}

const here = (hash: string) =>
  sql<{ size: number }>(
    "select size from claim_documents where sha256 = decode($1, 'hex') and removed_at is null",
    [hash],
  );
const received = () => {
  const incoming = path.join(folder, "incoming");
  return existsSync(incoming) ? readdirSync(incoming) : [];
};
const clear = () =>
  sql(
    "update claim_documents set removed_at = now(), removed_by = uploaded_by where removed_at is null and claim_id in (select id from workshop_claims where number = any($1::int[]))",
    [claims],
  );

/** A row with all of its bytes, or no row. */
async function expectWhole({ hash, size }: Form): Promise<boolean> {
  const [row] = await here(hash);
  if (!row) return false;
  expect(row.size).toBe(size);
  const kept = readFileSync(path.join(folder, own, keyOf(hash)));
  expect(createHash("sha256").update(kept).digest("hex")).toBe(hash);
  return true;
}

test("uploads cut at random points leave nothing", async () => {
  const all = await Promise.all(
    Array.from({ length: 30 }, async (_, n) => {
      await sleep(n * 30);
      const sent = form(claims[n % 3] ?? "", randomInt(20_000, 2 * MEGABYTE));
      // Also within the head of the part, and within the boundary that ends it.
      const points = [
        randomInt(0, sent.body.length),
        randomInt(0, 100),
        sent.body.length - randomInt(1, 40),
      ];
      await send(sent, points[n % 3]);
      return sent;
    }),
  );
  await expect.poll(received).toEqual([]);
  for (const sent of all) {
    const [row] = await here(sent.hash);
    // Cut after the last byte of the file and its boundary, it is whole.
    if (row) expect(await expectWhole(sent)).toBe(true);
  }
  const kept = await Promise.all(all.map(async ({ hash }) => (await here(hash)).length));
  expect(kept.filter((count) => count > 0).length).toBeLessThan(10);
  const whole = form(claims[0] ?? "", MEGABYTE);
  expect(await send(whole)).toMatch(/"error":null/);
  expect(await expectWhole(whole)).toBe(true);
  await clear();
});

test("killed at random points: wholly there or not at all", async () => {
  test.setTimeout(600_000 + KILLS * 20_000);
  const three = () => claims.map((claim) => form(claim, randomInt(100_000, 4 * MEGABYTE)));
  let whole = 0;
  for (let round = 0; round < KILLS; round++) {
    // Nobody sends as many within minutes: each round counts from nought.
    await sql("delete from rate_limits where key like '300/600:%'");
    // A server that has just started answers later: the first forms of each are not counted.
    await Promise.all(three().map((sent) => send(sent)));
    const began = performance.now();
    await Promise.all(three().map((sent) => send(sent)));
    const usual = performance.now() - began;
    await clear();
    const forms = three();
    const answers = forms.map((sent) => send(sent));
    // Some while the bytes come, some while they are stored and the row is written.
    await sleep(usual * (0.1 + (1.1 * (round + Math.random())) / KILLS));
    server.removeAllListeners("exit");
    server.kill("SIGKILL");
    const said = await Promise.all(answers);
    for (const [at, sent] of forms.entries()) {
      const there = await expectWhole(sent);
      if (said[at]?.includes('"error":null')) expect(there).toBe(true);
      if (there) whole += 1;
    }
    server = await start();
    await clear();
  }
  console.log(
    `killed ${KILLS} times, ${whole} of ${3 * KILLS} files whole, ${received().length} left to sweep`,
  );
  expect(await send(form(claims[0] ?? "", MEGABYTE))).toMatch(/"error":null/);
  await clear();
});

test("twenty files of 10 MB at once take little memory", async () => {
  await send(form(claims[0] ?? "", MEGABYTE));
  await clear();
  const before = memoryOf(server);
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, memoryOf(server))), 20);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => send(form(claims[1 + (n % 2)] ?? "", 10 * MEGABYTE))),
  );
  clearInterval(watch);
  expect(answers.filter((answer) => answer.includes('"error":null'))).toHaveLength(20);
  const more = Math.round((most - before) / MEGABYTE);
  console.log(
    `20 × 10 MB at once: ${more} MB more than the ${Math.round(before / MEGABYTE)} MB at rest`,
  );
  expect(more).toBeLessThan(200);
  await clear();
  for (const name of received())
    expect(statSync(path.join(folder, "incoming", name)).isFile()).toBe(true);
});
