import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSocketServer, type AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { randomUUID } from "node:crypto";
import { z } from "zod";

/** What the provider does with one request, by its documentation and by what networks do. */
export type Fault =
  | "ok"
  | "rate_limit"
  | "unavailable"
  | "no_answer"
  | "accepted_then_reset"
  | "accepted_then_hang"
  | "accepted_then_garbage"
  | "garbage"
  | "unauthorized"
  | "invalid"
  | "busy_key";

type Request = { key: string; body: string; at: number; fault: Fault };

/**
 * A mail provider on loopback that misbehaves as it is told, by the documented semantics: a key is
 * remembered with its body; the same body again gives the same id and sends nothing; another body
 * under the same key is a conflict (409).
 * @param faultOf what to do with the n-th request of all, which is the k-th under its key
 */
export async function startFaultyProvider(
  faultOf: (request: { n: number; k: number; key: string }) => Fault = () => "ok",
) {
  const requests: Request[] = [];
  const accepted = new Map<string, { id: string; body: string }>();
  let conflicts = 0;
  const provider = { faultOf };

  const accept = (key: string, body: string): string | null => {
    const before = accepted.get(key);
    if (before && before.body !== body) {
      conflicts += 1;
      return null;
    }
    if (before) return before.id;
    const id = randomUUID();
    accepted.set(key, { id, body });
    return id;
  };

  const server = createServer((request, response) => {
    void (async () => {
      const at = performance.now();
      const body = await textOf(request);
      const key = String(request.headers["idempotency-key"]);
      const k = requests.filter((other) => other.key === key).length;
      const fault = provider.faultOf({ n: requests.length, k, key });
      requests.push({ key, body, at, fault });
      await behave(fault, { key, body, response, accept });
    })();
  });
  const url = await listen(server);
  return {
    url,
    requests,
    accepted,
    get conflicts() {
      return conflicts;
    },
    misbehave(next: typeof faultOf) {
      provider.faultOf = next;
    },
    /** As new: nothing was asked, nothing goes wrong. */
    forget() {
      provider.faultOf = () => "ok";
      requests.length = 0;
      accepted.clear();
      conflicts = 0;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

type Answering = {
  key: string;
  body: string;
  response: ServerResponse;
  accept: (key: string, body: string) => string | null;
};

async function behave(fault: Fault, { key, body, response, accept }: Answering): Promise<void> {
  const error = (status: number, name: string, headers: Record<string, string> = {}) =>
    answer(response, status, { statusCode: status, name, message: name }, headers);
  if (fault === "rate_limit") return error(429, "rate_limit_exceeded", { "retry-after": "0" });
  if (fault === "unavailable") return error(503, "internal_server_error");
  if (fault === "no_answer") return void response.destroy();
  if (fault === "garbage") return void response.writeHead(502).end("<html>Bad gateway</html>");
  if (fault === "unauthorized") return error(401, "invalid_api_key");
  if (fault === "invalid") return error(422, "validation_error");
  if (fault === "busy_key") return error(409, "concurrent_idempotent_requests");
  const id = accept(key, body);
  if (id === null) return error(409, "invalid_idempotent_request");
  if (fault === "accepted_then_reset") return void response.destroy();
  if (fault === "accepted_then_hang") return sleep(20_000, undefined, { ref: false });
  if (fault === "accepted_then_garbage") return void response.writeHead(200).end('{"id":');
  answer(response, 200, { id });
}

function answer(response: ServerResponse, status: number, body: object, headers = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part as Uint8Array));
  return Buffer.concat(parts).toString("utf8");
}

async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const inbox = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      from: z.string(),
      to: z.array(z.string()),
      subject: z.string(),
      html: z.string(),
      text: z.string(),
      reply_to: z.array(z.string()),
      headers: z.record(z.string(), z.string()),
      tags: z.array(z.object({ name: z.string(), value: z.string() })),
    }),
  ),
});

/** A Resend on loopback that was not made for these tests (the package `emulate`). */
export async function startEmulatedResend() {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    ["node_modules/emulate/dist/index.js", "start", "--service", "resend", "--port", String(port)],
    { stdio: "ignore" },
  );
  const url = `http://localhost:${port}`;
  const list = async () => {
    const response = await fetch(`${url}/emails`, { headers: { authorization: "Bearer re_test" } });
    return inbox.parse(await response.json()).data;
  };
  for (let tries = 0; ; tries++) {
    try {
      await list();
      break;
    } catch (error) {
      if (tries === 150) throw error;
      await sleep(100);
    }
  }
  return {
    url,
    list,
    async close() {
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

const given = new Set<number>();

/** A port that nothing listens on, and that was not given before: the system may offer one twice. */
export async function freePort(): Promise<number> {
  const probe = createSocketServer();
  probe.listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return given.has(port) ? freePort() : (given.add(port), port);
}
