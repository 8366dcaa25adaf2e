import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { addressHeader, clientAddress } from "../client-address";
import { standInFront } from "./front";

/** What reached the handlers behind the front, last. */
let seen: { url: string; headers: IncomingHttpHeaders } | null;
let server: Server;
let port: number;

async function start(proxies: string): Promise<void> {
  server = createServer(({ url = "", headers }, response) => {
    seen = { url, headers };
    response.end("behind");
  });
  standInFront(server, proxies);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
}

/** Says exactly this to the server, and gives its answer. */
function say(first: string, ...lines: string[]): Promise<string> {
  seen = null;
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1", () => {
      socket.write([first, ...lines, "Connection: close", "", ""].join("\r\n"));
    });
    socket.on("data", (data) => (answer += data.toString()));
    socket.on("error", reject);
    socket.on("close", () => resolve(answer));
  });
}

function address(): string {
  const headers = new Headers();
  for (const [name, value] of Object.entries(seen?.headers ?? {})) headers.set(name, String(value));
  return clientAddress(headers);
}

const forged = [
  "X-Forwarded-For: 198.51.100.1",
  "x-forwarded-for: 198.51.100.2, 198.51.100.3",
  "X-Client-Address: 198.51.100.4",
  "X-Real-IP: 198.51.100.5",
  "Forwarded: for=198.51.100.6;host=evil.example;proto=https",
  "X-Forwarded-Host: evil.example",
  "X-Forwarded-Proto: https",
  "X-Forwarded-Port: 1",
];

describe("nobody is trusted", () => {
  beforeAll(() => start(""));
  afterAll(() => server.close());

  test("nobody has a request given back", async () => {
    expect(await say("TRACE /x HTTP/1.1", "Host: localhost:3000", "X-Own: word")).toMatch(
      /^HTTP\/1.1 405 /,
    );
    expect(seen).toBeNull();
  });

  test("forged headers change nothing and go no further", async () => {
    await say("GET /x HTTP/1.1", "Host: localhost:3000", ...forged);
    expect(address()).toBe("127.0.0.1");
    expect(JSON.stringify(seen)).not.toMatch(/198\.51\.100|evil/);
    expect(seen?.headers).toMatchObject({
      host: "localhost:3000",
      "x-forwarded-host": "localhost:3000",
      "x-forwarded-proto": "http",
    });
  });

  test.each(["127.0.0.1:3000", "localhost", "evil.example", "localhost:3000.evil.example", "a b"])(
    "who asks for %s is sent to our own address",
    async (host) => {
      const answer = await say("GET /claims?q=a%20b HTTP/1.1", `Host: ${host}`, ...forged);
      expect(answer).toMatch(/^HTTP\/1\.1 307 /);
      expect(answer).toContain("\r\nLocation: http://localhost:3000/claims?q=a%20b\r\n");
      expect(seen).toBeNull();
    },
  );

  test.each(["http://evil.example/x", "//evil.example", "*"])(
    "asking for %s by another name leads to the start",
    async (url) => {
      expect(await say(`GET ${url} HTTP/1.1`, "Host: evil.example")).toContain(
        "\r\nLocation: http://localhost:3000/\r\n",
      );
    },
  );

  test("whether the process lives may be asked by any name", async () => {
    await say("GET /livez HTTP/1.1", "Host: 10.0.0.9:3000");
    expect(seen?.url).toBe("/livez");
  });

  test("what this process asks itself keeps the address that was found", async () => {
    const [[name, value] = []] = Object.entries(addressHeader("203.0.113.7"));
    await say("GET /x HTTP/1.1", "Host: 127.0.0.1:3000", `${name}: ${value}`);
    expect(address()).toBe("203.0.113.7");
  });

  test.each([
    "X-Request-Id: 0123456789abcdef0123456789abcdef",
    "traceparent: 00-0123456789abcdef0123456789abcdef-0123456789abcdef-01",
  ])("O17 the number that a client gives itself (%s) does not count", async (line) => {
    const answer = await say("GET /x HTTP/1.1", "Host: localhost:3000", line);
    expect(answer).toMatch(/\r\nX-Request-Id: [0-9a-f]{32}\r\n/);
    expect(answer).not.toContain("0123456789abcdef0123456789abcdef");
    expect(seen?.headers["x-request-id"]).toMatch(/^(?!0123)[0-9a-f]{32}$/);
  });

  test("our name in capitals is our name", async () => {
    await say("GET / HTTP/1.1", "Host: LOCALHOST:3000");
    expect(seen?.headers.host).toBe("localhost:3000");
  });
});

describe("a proxy on this machine is trusted", () => {
  beforeAll(() => start("127.0.0.0/8"));
  afterAll(() => server.close());

  test("it says where the request came from; what came to it forged does not count", async () => {
    await say("GET /x HTTP/1.1", "Host: localhost:3000", ...forged, "X-Forwarded-For: 203.0.113.7");
    expect(address()).toBe("203.0.113.7");
    expect(JSON.stringify(seen)).not.toMatch(/198\.51\.100|evil/);
  });

  test("by which name it asks is not looked at", async () => {
    await say("GET /x HTTP/1.1", "Host: upstream", "X-Forwarded-For: 203.0.113.7");
    expect(seen).toMatchObject({ url: "/x", headers: { host: "localhost:3000" } });
  });

  test.each([
    ["X-Request-Id: 0123456789abcdef0123456789abcdef", true],
    ["traceparent: 00-0123456789abcdef0123456789abcdef-0123456789abcdef-01", true],
    ['X-Request-Id: x"} {"level":60', false],
    ["X-Request-Id: 0123456789ABCDEF0123456789ABCDEF", false],
    [`X-Request-Id: ${"0".repeat(5_000)}`, false],
    ["X-Request-Id: \u00e9\u0007", false],
  ])("O17 its number %s goes through the house: %s", async (line, taken) => {
    const answer = await say("GET /x HTTP/1.1", "Host: upstream", line);
    const [, number = ""] = /\r\nX-Request-Id: ([^\r]*)\r\n/.exec(answer) ?? [];
    if (taken) expect(number).toBe("0123456789abcdef0123456789abcdef");
    else if (answer.startsWith("HTTP/1.1 200")) expect(number).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
    else expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    if (seen) expect(seen.headers["x-request-id"]).toBe(number);
  });

  test("when it says nothing, it is the client", async () => {
    await say("GET /x HTTP/1.1", "Host: upstream");
    expect(address()).toBe("127.0.0.1");
  });
});

test("a front stands once, however often it is asked to", async () => {
  await start("");
  const before: unknown = Reflect.get(server, "emit");
  standInFront(server, "1");
  expect(Reflect.get(server, "emit")).toBe(before);
  server.close();
});
