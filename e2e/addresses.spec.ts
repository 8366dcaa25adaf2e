import type { ChildProcess } from "node:child_process";
import { request as ask } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { startServer } from "@/bench/process";
import { freePort } from "@/testing/provider";
import { fieldsOf } from "@/testing/public-pages";
import { asked } from "./acts";
import { newCustomer, sql } from "./world";

/**
 * O7: whoever connects is the client, unless it is a proxy that the installation trusts. Connections
 * come from loopback addresses of their own, so that no other journey's attempts are counted.
 */
test.describe.configure({ mode: "serial" });
const own = new URL(process.env.E2E_URL ?? "http://localhost");
const proxy = "127.0.0.40";
const ports = { alone: 0, proxied: 0 };
const servers: ChildProcess[] = [];

test.beforeAll(async () => {
  const next = "node_modules/next/dist/bin/next";
  const start = (port: number, trusted: string) =>
    startServer([next, "start", "-p", String(port)], {
      NODE_ENV: "production",
      TRUSTED_PROXIES: trusted,
    });
  Object.assign(ports, { alone: await freePort(), proxied: await freePort() });
  servers.push(await start(ports.alone, ""), await start(ports.proxied, `${proxy}/32`));
});
test.afterAll(() => servers.forEach((server) => server.kill("SIGKILL")));

type Answer = { status: number; location: string | undefined; body: string };

function send(
  server: keyof typeof ports,
  from: string,
  path: string,
  headers: Record<string, string | string[]>,
  form?: Record<string, string>,
): Promise<Answer> {
  const body = form && new URLSearchParams(form).toString();
  return new Promise((resolve, reject) => {
    const asked = ask(
      {
        host: "127.0.0.1",
        port: ports[server],
        localAddress: from,
        path,
        method: body === undefined ? "GET" : "POST",
        headers: {
          host: own.host,
          "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
          "accept-language": "en",
          ...(body === undefined
            ? {}
            : { origin: own.origin, "content-type": "application/x-www-form-urlencoded" }),
          ...headers,
        },
      },
      (response) => {
        let text = "";
        response.on("data", (piece: Buffer) => (text += piece.toString()));
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            location: response.headers.location,
            body: text,
          }),
        );
      },
    );
    asked.on("error", reject);
    asked.end(body);
  });
}

const forged = (n: number) => ({
  "x-forwarded-for": [`198.51.100.${n}`, `192.0.2.${n}`],
  "x-real-ip": `198.51.100.${n}`,
  "x-client-address": `198.51.100.${n}`,
  forwarded: `for=198.51.100.${n}`,
});

for (const [server, from, said, client] of [
  ["alone", "127.0.0.41", forged(1), "127.0.0.41"],
  ["proxied", "127.0.0.42", forged(2), "127.0.0.42"],
  [
    "proxied",
    proxy,
    { ...forged(3), "x-forwarded-for": ["198.51.100.3", "203.0.113.9"] },
    "203.0.113.9",
  ],
] as const) {
  test(`an answer from ${from} to the server ${server} is ${client}'s`, async () => {
    const customer = await newCustomer(`Address ${client}`);
    const { path: link } = await asked(customer);
    const headers: Record<string, string | string[]> = {
      ...said,
      "x-forwarded-for": [...said["x-forwarded-for"]],
    };
    const fields = fieldsOf((await send(server, from, link, headers)).body);
    await sleep(7_000);
    const form = { ...fields, decision: "accept", fullName: "Ada Lovelace" };
    expect((await send(server, from, link, headers, form)).status).toBe(303);
    const rows = await sql<{ ip_address: string }>(
      "select d.ip_address from consent_decisions d join associations a on a.id = d.association_id where a.tenant_id = $1",
      [customer.tenantId],
    );
    expect(rows).toEqual([{ ip_address: client }]);
  });
}

test("who says to come from elsewhere each time is counted all the same", async () => {
  const token = "a".repeat(43);
  const tries = async (server: keyof typeof ports, from: string) => {
    const refused: number[] = [];
    for (let n = 1; n <= 62; n++) {
      const answer = await send(server, from, "/api/auth/callback/link", forged(n), { token });
      if (answer.location?.includes("rate_limited")) refused.push(n);
    }
    return refused;
  };
  expect(await tries("alone", "127.0.0.43")).toEqual([61, 62]);
  expect(await tries("proxied", "127.0.0.44")).toEqual([61, 62]);
  expect(await tries("proxied", proxy)).toEqual([]);
});

test("O8 another name leads to ours; a trusted proxy may ask by any", async () => {
  const by = { host: "upstream:8080" };
  const path = "/sign-in?callbackUrl=%2Fclaims";
  const alone = await send("alone", "127.0.0.45", path, by);
  expect([alone.status, alone.location]).toEqual([307, `${own.origin}${path}`]);
  expect((await send("alone", "127.0.0.45", "/readyz", by)).status).toBe(200);
  expect((await send("proxied", proxy, path, by)).status).toBe(200);
  const foreign = { ...by, origin: "http://upstream:8080" };
  const form = { persona: "admin" };
  const signIn = await send("proxied", proxy, "/api/auth/callback/demo", foreign, form);
  expect(signIn.location).toBe("/sign-in?error=wrong_origin");
});
