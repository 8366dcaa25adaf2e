import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { expect, test } from "@playwright/test";
import { z } from "zod";
import { startServer } from "@/bench/process";
import { freePort } from "@/testing/provider";
import { tries } from "@/testing/tries";
import { engagement, signIn } from "./steps";
import { sql } from "./world";

/**
 * Whatever comes in has an answer: a page with its status, and the form back. The servers are their own,
 * on the same database as the product's; one of them has lost it.
 */
test.describe.configure({ mode: "serial" });
/** More with `REQUESTS=20000 npm run e2e -- e2e/odd-input.spec.ts`. */
const REQUESTS = tries("REQUESTS", { ci: 200, whole: 20_000 });
const SEED = Number(process.env.SEED ?? 1);
const own = new URL(process.env.E2E_URL ?? "http://localhost");
const ports = { well: 0, away: 0 };
const servers: ChildProcess[] = [];
const cookies: string[] = [];

test.beforeAll(async ({ browser }) => {
  for (const name of ["Noor van Dijk", "Amara Okafor"]) {
    const page = await (await browser.newContext({ baseURL: own.origin })).newPage();
    await signIn(page, name);
    const jar = await page.context().cookies();
    cookies.push(jar.map((one) => `${one.name}=${one.value}`).join("; "));
    await page.context().close();
  }
  const next = "node_modules/next/dist/bin/next";
  const start = (port: number, env: Record<string, string>) =>
    startServer([next, "start", "-p", String(port)], { NODE_ENV: "production", ...env });
  const nowhere = { APP_DATABASE_URL: "postgresql://nobody:none@127.0.0.1:1/none" };
  Object.assign(ports, { well: await freePort(), away: await freePort() });
  servers.push(await start(ports.well, {}), await start(ports.away, nowhere));
  // A server listens before its front stands; what it then answers has come past the front.
  for (const port of Object.values(ports)) {
    await expect.poll(async () => (await say(port, ["GET /livez HTTP/1.1"])).status).toBe(200);
  }
});
test.afterAll(() => servers.forEach((server) => server.kill("SIGKILL")));

type Answer = { status: number; text: string; ms: number };

/** Sends exactly this and gives the whole answer; the status is 0 when there was none. */
function say(port: number, head: string[], body: Buffer | string = ""): Promise<Answer> {
  const began = performance.now();
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    const socket = connect(port, "127.0.0.1", () => {
      const lines = [...head, `Host: ${own.host}`, "Connection: close"];
      if (body.length > 0) lines.push(`Content-Length: ${Buffer.byteLength(body)}`);
      socket.write(`${lines.join("\r\n")}\r\n\r\n`);
      socket.write(body);
    });
    socket.setTimeout(20_000, () => socket.destroy());
    socket.on("data", (piece: Buffer) => pieces.push(piece));
    socket.on("error", () => undefined);
    socket.on("close", () => {
      const text = Buffer.concat(pieces).toString();
      resolve({
        status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0),
        text,
        ms: performance.now() - began,
      });
    });
  });
}

const asPage = (cookie = "") => ["Accept: text/html", "Accept-Language: en", `Cookie: ${cookie}`];
const asForm = ["Content-Type: application/x-www-form-urlencoded", `Origin: ${own.origin}`];

/** The address of a form, where its draft is, and the hidden fields that it is sent with. */
async function formOf(path: string): Promise<{ at: string; fields: Record<string, string> }> {
  const { text } = await say(ports.well, [`GET ${path} HTTP/1.1`, ...asPage(cookies[0])]);
  const at = /\r\nlocation: (\S+)/i.exec(text)?.[1];
  if (at) return formOf(at);
  const inputs = [...text.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)];
  const fields = inputs.map(([, name = "", value = ""]) => [name, value.replaceAll("&quot;", '"')]);
  return { at: path, fields: z.record(z.string(), z.string()).parse(Object.fromEntries(fields)) };
}

function multipart(fields: Record<string, string>) {
  const boundary = "----boundary";
  const parts = Object.entries(fields).map(
    ([name, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return {
    head: [`Content-Type: multipart/form-data; boundary=${boundary}`, `Origin: ${own.origin}`],
    body: `${parts.join("")}--${boundary}--\r\n`,
  };
}

test("with the database away every page says so, and a form comes back to be sent again", async () => {
  const paths = ["/", "/engagements", engagement, "/claims", "/attention", "/mailbox"];
  for (const path of paths) {
    const answer = await say(ports.away, [`GET ${path} HTTP/1.1`, ...asPage(cookies[0])]);
    expect([path, answer.status]).toEqual([path, 503]);
    expect(answer.text).toContain("<h1>The service cannot be reached right now</h1>");
  }
  const { at, fields } = await formOf(`${engagement}/add`);
  expect(Object.keys(fields).some((name) => name.startsWith("$ACTION"))).toBe(true);
  const form = multipart({ ...fields, email: "zoë@customer.example" });
  const sent = await say(
    ports.away,
    [`POST ${at} HTTP/1.1`, ...asPage(cookies[0]), ...form.head],
    form.body,
  );
  expect(sent.status).toBe(503);
  expect(sent.text).toContain("<li>zoë@customer.example</li>");
  expect(sent.text).toContain('<form method="post" action="');
});

/** A page that each form of the console stands on, by its action's id, as the build says. */
function pagesOfForms(): Map<string, string> {
  const workers = z.record(z.string(), z.unknown());
  const { node } = z
    .object({ node: z.record(z.string(), z.object({ workers })) })
    .parse(JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8")));
  return new Map(
    Object.entries(node).map(([id, form]) => {
      const [page = ""] = Object.keys(form.workers);
      return [id, page.replace(/^app|\/\([a-z]+\)|\/\[\[.*\]\]|\/page$/g, "")];
    }),
  );
}

test("with the database away every form of the console comes back: 503, and what was typed", async () => {
  const { fields } = await formOf(`${engagement}/add`);
  const ids = z
    .record(z.string(), z.string())
    .parse(JSON.parse(readFileSync("app/action-ids.json", "utf8")));
  const some = "11111111-1111-4111-8111-111111111111";
  const pages = pagesOfForms();
  for (const [name, id] of Object.entries(ids)) {
    const page = pages.get(id) ?? name;
    const at = page
      .replace("[claimNumber]", "1000001")
      .replace("[slug]", engagement.split("/")[2] ?? "")
      .replaceAll(/\[\w+Id\]/g, some);
    const own = Object.fromEntries(
      Object.entries(fields).map(([key, value]) => [
        key,
        value.replace(/"id":"[0-9a-f]+"/, `"id":"${id}"`),
      ]),
    );
    const form = multipart({ ...own, comment: "typed words ë" });
    const cookie = cookies[at.startsWith("/programme") ? 1 : 0];
    const sent = await say(
      ports.away,
      [`POST ${at} HTTP/1.1`, ...asPage(cookie), ...form.head],
      form.body,
    );
    expect([name, sent.status]).toEqual([name, 503]);
    expect(sent.text).toContain("typed words ë");
  }
  for (const path of [
    "/claims/1000001/documents?for=invoice",
    `/claims/1000001/documents/${some}/remove`,
    "/switch",
    "/preferences",
  ]) {
    const sent = await say(
      ports.away,
      [`POST ${path} HTTP/1.1`, ...asPage(cookies[0]), ...asForm],
      "locale=nl&company=",
    );
    expect([path, sent.status]).toEqual([path, 503]);
    expect(sent.text).toContain("<h1>The service cannot be reached right now</h1>");
  }
});

test("odd addresses and forms have a page and a status of their own", async () => {
  const get = (path: string, cookie = cookies[0]) =>
    say(ports.well, [`GET ${path} HTTP/1.1`, ...asPage(cookie)]);
  for (const path of ["/%", "/claims?q=%00", "/engagements/%E0%A4%A", "/claims/export.csv?q=%00"])
    expect([path, (await get(path)).status]).toEqual([path, 400]);
  const { at, fields } = await formOf(`${engagement}/add`);
  const long = multipart({ ...fields, email: "x".repeat(70_000) });
  const post = (path: string, head: string[], body: string) =>
    say(ports.well, [`POST ${path} HTTP/1.1`, ...asPage(cookies[0]), ...head], body);
  const big = await post(at, long.head, long.body);
  expect(big.status).toBe(413);
  expect(big.text).toContain("x".repeat(70_000));
  const none = multipart({ a: "b" });
  const missing = await post("/no-such-page", none.head, none.body);
  expect(missing.status).toBe(400);
  expect(missing.text).toContain("<h1>This address does not work</h1>");
  const nul = multipart({ ...fields, email: "a\0b@nowhere.example" });
  expect((await post(at, nul.head, nul.body)).status).toBe(200);
});

/** Mulberry32: the same requests for the same seed. */
function random(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test(`${REQUESTS} random requests: no fault but 503, no stack trace`, async () => {
  test.setTimeout(600_000 + REQUESTS * 300);
  const next = random(SEED);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  const manifest = readFileSync(".next/app-path-routes-manifest.json", "utf8");
  const routes = Object.values(z.record(z.string(), z.string()).parse(JSON.parse(manifest)));
  const [claim] = await sql<{ number: string }>("select number::text from workshop_claims limit 1");
  const odd = [
    "collaborative-apps",
    claim?.number ?? "1",
    "a".repeat(43),
    "%00",
    "%",
    "%2e%2e%2f",
    "..",
    "-1",
    "99999999999999999999",
    "1e9",
    "NaN",
    "%F0%9F%92%A3",
    "%ED%A0%80",
    "'--",
    "x".repeat(3_000),
    "00000000-0000-4000-8000-000000000000",
    "signout",
    "callback",
    "name",
    "__proto__",
  ];
  const names = [
    "q",
    "tab",
    "after",
    "before",
    "cursor",
    "sort",
    "page",
    "status",
    "draft",
    "lang",
    "documents",
    "callbackUrl",
    "token",
    "error",
    "area",
    "done",
    "part",
    "__proto__",
    "%00",
    "",
  ];
  const texts = [
    ...odd,
    "eyJhIjoxfQ",
    "eyJhIjoxfQ.x",
    "2026-13-45",
    "null",
    "[]",
    "%5B%22%22%5D",
    "a+b",
    "ß",
    "&",
    "=",
    "desc",
    "true",
  ];
  const slow: string[] = [];
  const faults: string[] = [];
  const one = async (): Promise<void> => {
    const path = pick(routes).replaceAll(/\[[^\]]+\]/g, () => pick(odd));
    const query = Array.from(
      { length: Math.floor(next() * 4) },
      () => `${pick(names)}=${encodeMaybe(pick(texts), next())}`,
    );
    const url = `${path}${query.length > 0 ? `?${query.join("&")}` : ""}`.replaceAll(
      /[^\x21-\x7e]/g,
      encodeURIComponent,
    );
    const method = pick(["GET", "GET", "GET", "HEAD", "POST", "POST", "PUT", "OPTIONS", "DELETE"]);
    const head = [
      `${method} ${url} HTTP/1.1`,
      `Accept: ${pick(["text/html", "*/*", "application/json", ""])}`,
    ];
    if (next() < 0.8) head.push(`Cookie: ${pick(cookies)}`);
    if (next() < 0.2) head.push("RSC: 1");
    if (next() < 0.1)
      head.push(`Next-Router-State-Tree: ${pick(texts).replaceAll(/[^\x21-\x7e]/g, "")}`);
    if (next() < 0.1)
      head.push(`Accept-Language: ${pick(["nl", "x".repeat(2_000), ";q=,,", "*"])}`);
    let body = "";
    if (method === "POST") {
      if (next() < 0.7)
        head.push(`Origin: ${pick([own.origin, "null", "https://evil.example", "x"])}`);
      if (next() < 0.2) head.push(`Next-Action: ${pick(["7f00", "x", "7f" + "0".repeat(40)])}`);
      const form = multipart({
        [pick(names)]: pick(texts),
        $ACTION_REF_1: "",
        "$ACTION_1:0": pick(texts),
      });
      const kind = next();
      head.push(
        ...(kind < 0.4
          ? form.head.slice(0, 1)
          : kind < 0.8
            ? asForm.slice(0, 1)
            : [
                `Content-Type: ${pick(["text/plain", "multipart/form-data", "application/json", "a"])}`,
              ]),
      );
      body = kind < 0.4 ? form.body : `${pick(names)}=${pick(texts)}&stamp=${pick(texts)}`;
      if (next() < 0.1) body = body.slice(0, -5);
    }
    const answer = await say(ports.well, head, body);
    const what = `${String(answer.status)} ${head.join(" | ").slice(0, 400)} ${body.slice(0, 200)}`;
    if (answer.status === 0 || (answer.status >= 500 && answer.status !== 503)) faults.push(what);
    if (/\n\s+at .+:\d+:\d+/.test(answer.text)) faults.push(`a stack trace: ${what}`);
    if (answer.ms > 2_000) slow.push(`${String(Math.round(answer.ms))} ms: ${what}`);
  };
  for (let sent = 0; sent < REQUESTS; sent += 4) await Promise.all([one(), one(), one(), one()]);
  console.log(`${String(REQUESTS)} requests, ${String(slow.length)} over 2 s`, slow.slice(0, 5));
  expect(faults).toEqual([]);
});

function encodeMaybe(text: string, chance: number): string {
  return chance < 0.3 ? text : encodeURIComponent(text);
}
