import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request as askHttp, type Server } from "node:http";
import { request as askHttps } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { getConfig } from "@/lib/config";
import { standInFront } from "@/lib/web/front/front";
import { findProgram } from "@/testing/programs";
import { freePort } from "@/testing/provider";

/** O7, O8: the example files, with other ports and a certificate of the test, before two web servers. */
const name = "engagements.contoso.com";
const folder = mkdtempSync(path.join(tmpdir(), "proxy-"));
const servers: Server[] = [];
const away = new Set<number>();
let ports: number[];
let proxy: ChildProcess | undefined;
const home = getConfig().APP_URL;

beforeAll(async () => {
  Object.assign(getConfig(), { APP_URL: `https://${name}` });
  for (const one of [0, 1]) {
    const server = createServer((request, response) => {
      if (away.has(one)) response.writeHead(503).end("away");
      else if (request.url === "/readyz") response.end("ok");
      else
        request
          .resume()
          .on("end", () => response.end(JSON.stringify({ one, headers: request.headers })));
    });
    standInFront(server, "1");
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    servers.push(server);
  }
  ports = servers.map((server) => (server.address() as AddressInfo).port);
  chmodSync(folder, 0o755);
  const made = spawnSync("openssl", [
    "req",
    "-x509",
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:P-256",
    "-nodes",
    "-days",
    "2",
    "-subj",
    `/CN=${name}`,
    "-keyout",
    path.join(folder, "key"),
    "-out",
    path.join(folder, "certificate"),
  ]);
  expect(made.status).toBe(0);
});
afterEach(async () => {
  away.clear();
  const ended = new Promise((resolve) => proxy?.once("exit", resolve));
  proxy?.kill("SIGTERM");
  await ended;
});
afterAll(() => {
  Object.assign(getConfig(), { APP_URL: home });
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true });
});

type Answer = { status: number; location: string; body: string };

function ask(
  port: number,
  tls: boolean,
  { method = "GET", headers = {}, body = "" } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = {
      host: "127.0.0.1",
      port,
      path: "/claims?a=b",
      method,
      servername: name,
      rejectUnauthorized: false,
      headers: { host: name, ...headers },
    };
    const asked = (tls ? askHttps : askHttp)(options, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (piece: string) => (text += piece));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          location: response.headers.location ?? "",
          body: text,
        }),
      );
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

async function untilAnswers(port: number, tls: boolean): Promise<void> {
  for (let tries = 0; ; tries++) {
    const answer = await ask(port, tls).catch(() => null);
    if (answer?.status === 200) return;
    if (tries === 100) throw new Error(`no answer: ${JSON.stringify(answer)}`);
    await sleep(50);
  }
}

/** What is true behind any proxy: who asks is known, hearsay is not, and one of two web servers may be away, once that is noticed. */
async function holds(port: number, noticed: number): Promise<void> {
  const said = {
    "x-forwarded-for": "203.0.113.9",
    forwarded: "for=203.0.113.9",
    "x-real-ip": "203.0.113.9",
    "x-forwarded-host": "evil.example",
  };
  const { body } = await ask(port, true, { headers: said });
  const { headers } = JSON.parse(body) as { headers: Record<string, string> };
  expect(headers).toMatchObject({
    host: name,
    "x-forwarded-host": name,
    "x-forwarded-proto": "https",
  });
  expect(JSON.stringify(headers)).toContain("127.0.0.1");
  expect(JSON.stringify(headers)).not.toMatch(/203\.0\.113\.9|evil/);
  const form = {
    method: "POST",
    headers: { origin: `https://${name}`, "content-type": "text/plain" },
    body: "x".repeat(9_000),
  };
  expect((await ask(port, true, form)).status).toBe(200);
  away.add(0);
  await sleep(noticed);
  const statuses = await Promise.all(Array.from({ length: 30 }, () => ask(port, true)));
  expect(statuses.map(({ status }) => status)).toEqual(statuses.map(() => 200));
}

const nginx = findProgram("nginx", { tests: 1 });
(nginx ? test : test.skip)(
  "nginx hands on as the example says",
  async () => {
    const [plain, secure] = [await freePort(), await freePort()];
    const site = readFileSync("deploy/nginx.conf", "utf8")
      .replace("127.0.0.1:3001", `127.0.0.1:${ports[0]}`)
      .replace("127.0.0.1:3002", `127.0.0.1:${ports[1]}`)
      .replaceAll(/ *listen \[::\].*\n/g, "")
      .replace("listen 443", `listen 127.0.0.1:${secure}`)
      .replace("listen 80", `listen 127.0.0.1:${plain}`)
      .replace("/etc/ssl/engagements.pem", path.join(folder, "certificate"))
      .replace("/etc/ssl/private/engagements.key", path.join(folder, "key"));
    const temp = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
      .map((what) => `${what}_temp_path ${folder}/${what};`)
      .join(" ");
    const file = path.join(folder, "nginx.conf");
    writeFileSync(
      file,
      `daemon off; pid ${folder}/pid; error_log ${folder}/errors; events {} http { access_log off; ${temp} ${site} }`,
    );
    const args = ["-p", folder, "-e", path.join(folder, "errors"), "-c", file];
    expect(spawnSync(nginx ?? "", ["-t", ...args], { encoding: "utf8" }).stderr).toContain(
      "successful",
    );
    proxy = spawn(nginx ?? "", args, { stdio: "ignore" });
    await untilAnswers(secure, true);
    await holds(secure, 0);
    expect(await ask(plain, false)).toMatchObject({
      status: 308,
      location: `https://${name}/claims?a=b`,
    });
  },
  30_000,
);

const caddy = findProgram("caddy", { tests: 1 });
(caddy ? test : test.skip)(
  "Caddy hands on as the example says",
  async () => {
    const secure = await freePort();
    const site = readFileSync("deploy/Caddyfile", "utf8").replace(
      "{$HOST_NAME} {",
      `{\n\tadmin off\n\tauto_https disable_redirects\n\tstorage file_system ${folder}\n}\nhttps://{$HOST_NAME}:${secure} {\n\tbind 127.0.0.1\n\ttls ${folder}/certificate ${folder}/key`,
    );
    const file = path.join(folder, "Caddyfile");
    writeFileSync(file, site);
    mkdirSync(path.join(folder, "home"), { recursive: true });
    const env = {
      PATH: process.env.PATH,
      HOME: path.join(folder, "home"),
      HOST_NAME: name,
      WEB: ports.map((port) => `127.0.0.1:${port}`).join(" "),
    };
    proxy = spawn(caddy ?? "", ["run", "--config", file, "--adapter", "caddyfile"], {
      stdio: "ignore",
      env: env as unknown as NodeJS.ProcessEnv,
    });
    await untilAnswers(secure, true);
    // It asks each web server every second whether it is ready.
    await holds(secure, 3_000);
  },
  30_000,
);
