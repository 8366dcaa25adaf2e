import { once } from "node:events";
import { globSync, readFileSync } from "node:fs";
import { createServer, request as ask, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { answerWith, reached } from "./answer";
import { uploads } from "./faults";
import { standInFront } from "./front";

/** Stands for Next: bare answers of each kind, after the body was read or before. */
let server: Server;
let port: number;

beforeAll(async () => {
  server = createServer((request, response) => {
    const [, what = "", how] = (request.url ?? "").split("/");
    const answer = () => {
      if (how === "html") reached();
      if (what === "away") answerWith(503);
      response.statusCode = what === "away" ? 500 : Number(what) || 200;
      if (how === "html") response.setHeader("Content-Type", "text/html; charset=utf-8");
      if (how === "plain") response.setHeader("Content-Type", "text/plain");
      response.setHeader("Content-Length", "9");
      response.write("bare");
      response.write("bare ");
      response.end();
    };
    if (how === "early") answer();
    else void once(request.resume(), "end").then(answer);
  });
  standInFront(server, "");
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());

type Answer = { status: number; type: string; body: string; request: string };

function send(
  path: string,
  { headers = {}, body }: { headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = ask(
      {
        host: "127.0.0.1",
        port,
        path,
        method: body === undefined ? "GET" : "POST",
        headers: {
          host: "localhost:3000",
          accept: "text/html,*/*",
          ...(body === undefined
            ? {}
            : {
                "content-type": "application/x-www-form-urlencoded",
                "content-length": String(Buffer.byteLength(body)),
              }),
          ...headers,
        },
      },
      (response) => {
        const pieces: Buffer[] = [];
        response.on("data", (piece: Buffer) => pieces.push(piece));
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            type: response.headers["content-type"] ?? "",
            request: String(response.headers["x-request-id"]),
            body: Buffer.concat(pieces).toString(),
          }),
        );
      },
    );
    asked.on("error", reject);
    asked.end(body);
  });
}

const typed = "reason=Zo%C3%AB+%3Cb%3E+%22x%22&%24ACTION_ID_7f00=&stamp=s.1";

test.each([
  ["/500/html", 500, "Something went wrong"],
  ["/500/", 500, "Something went wrong"],
  ["/away/html", 503, "The service cannot be reached"],
  ["/409/plain", 409, "A new version of this page is out"],
  ["/413/", 413, "This is too much at once"],
  ["/400/", 400, "This address does not work"],
])(
  "a bare answer of %s is a page with its status and what was typed",
  async (path, status, title) => {
    const answer = await send(path, { body: typed });
    expect(answer).toMatchObject({ status, type: "text/html; charset=utf-8" });
    expect(answer.body).toContain(`<h1>${title}`);
    expect(answer.body).toContain("<li>Zoë &#60;b&#62; &#34;x&#34;</li>");
    expect(answer.body).not.toContain("bare");
    expect(
      answer.body.includes('<textarea hidden name="&#36;ACTION_ID_7f00">') ||
        answer.body.includes('name="$ACTION_ID_7f00"'),
    ).toBe(status >= 500);
  },
);

test.each([
  ["http://localhost:3000/claims/1234567?q=a", typed, "/claims/1234567?q=a"],
  ["http://localhost:3000.evil.example/", typed, "/away/html"],
  [undefined, typed, "/away/html"],
  ["http://localhost:3000/claims/1234567", undefined, "/away/html"],
])("after a form on %s the page that it stood on is opened again", async (referer, body, to) => {
  const page = await send("/away/html", { headers: referer ? { referer } : {}, body });
  const [, href = ""] =
    /<a class="button" href="([^"]*)">Open the page again/.exec(page.body) ?? [];
  expect(href.replace("http://localhost:3000/", "/")).toBe(to);
});

test("O17 a fault that is ours has the request's number, in the reader's language", async () => {
  const { body, request } = await send("/500/html", { headers: { cookie: "locale=nl" } });
  // Under the name that the product gives it here alone.
  const other = await send("/500/html", { headers: { cookie: "__Host-locale=nl" } });
  expect(other.body).toContain('<html lang="en"');
  expect(body).toMatch(/<html lang="nl">.*Er ging iets mis.*<code>[0-9a-f]{8}<\/code>/s);
  expect(body).toContain(`<code>${request.slice(0, 8)}</code>`);
});

test.each([
  ["/422/html", {}],
  ["/404/html", {}],
  ["/400/html", {}],
  ["/500/html", { accept: "application/json" }],
  ["/500/html", { rsc: "1" }],
  ["/409/plain", { "next-action": "7f00" }],
])("%s with %j goes out as it is", async (path, headers) => {
  expect((await send(path, { headers, body: typed })).body).toBe("barebare ");
});

test.each([
  ["accept", "application/json"],
  ["rsc", "1"],
  ["next-action", "7f00"],
])("who takes no page (%s: %s) is told by the status that it passes", async (name, value) => {
  const answer = await send("/away/html", { headers: { [name]: value }, body: typed });
  expect(answer).toMatchObject({ status: 503, body: "barebare " });
});

test.each(["rsc", "next-action", "next-router-state-tree"])(
  "what Next cannot read of %s is the request's own fault",
  async (name) => {
    const headers = { [name]: "x", accept: "*/*" };
    expect(await send("/500/", { headers, body: typed })).toMatchObject({ status: 400, body: "" });
  },
);

test.each([
  ["https://evil.example", {}],
  ["null", { "next-action": "7f00" }],
  ["x", {}],
])("an action with the Origin %s goes no further", async (origin, headers) => {
  const form = { "content-type": "multipart/form-data; boundary=b", origin, ...headers };
  const body = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nZoë\r\n--b--\r\n';
  const answer = await send("/200/x", { headers: form, body });
  expect(answer.status).toBe(400);
  expect(answer.body.includes("<li>Zoë</li>")).toBe(!("next-action" in headers));
});

test.each(["/%", "/%E0%A4%A", "/claims/%zz?x=1", "/?q=%00", "/x%00y"])(
  "%s cannot be read",
  async (path) => {
    expect(await send(path)).toMatchObject({ status: 400, type: "text/html; charset=utf-8" });
    expect(await send(path, { headers: { accept: "*/*" } })).toMatchObject({
      status: 400,
      body: "",
    });
  },
);

test("a form that is too big comes back whole; uploads count for themselves", async () => {
  const long = "ä".repeat(40_000);
  const body = new URLSearchParams({ reason: long }).toString();
  const answer = await send("/200/", { body });
  expect(answer.status).toBe(413);
  expect(answer.body).toContain(`<li>${long}</li>`);
  expect((await send("/claims/7/documents", { body })).status).not.toBe(413);
});

test("each route that takes files takes large ones", () => {
  const takesFiles = (file: string) =>
    /readFiles\(|takeFile\(request/.test(readFileSync(file, "utf8"));
  const paths = globSync("app/**/route.ts")
    .filter((file) =>
      [...readFileSync(file, "utf8").matchAll(/"@(\/lib\/web\/[\w-]+)"/g)].some(([, of]) =>
        takesFiles(`.${of}.ts`),
      ),
    )
    .map((file) => file.replace(/^app|\/\([a-z]+\)|\/route\.ts$/g, "").replace(/\[\w+\]/g, "7"))
    .filter((path) => !path.includes("."));
  expect(paths).toContain("/claims/7/documents");
  expect(paths.length).toBeGreaterThan(4);
  expect(paths.filter((path) => !uploads.test(path))).toEqual([]);
});

test("a form of many megabytes is refused without being kept", async () => {
  const answer = await send("/200/", { body: "x".repeat(4 * 1024 * 1024) }).catch(() => null);
  expect(answer === null || answer.status === 413).toBe(true);
  expect(answer?.body.length ?? 0).toBeLessThan(5_000);
});

test("a form that came by another name is given back, with the way to our own", async () => {
  const answer = await send("/200/x", { body: typed, headers: { host: "127.0.0.1:3000" } });
  expect(answer.status).toBe(400);
  expect(answer.body).toContain("Please use our own address");
  expect(answer.body).toContain("<li>Zoë &#60;b&#62; &#34;x&#34;</li>");
  expect(answer.body).toContain('href="http://localhost:3000/200/x"');
});

test("an answer's head and what is written in one turn arrive together, the next turn's at once", async () => {
  let goOn: () => void = () => undefined;
  const went = new Promise<void>((resolve) => (goOn = resolve));
  const slow = createServer((_, response) => {
    response.flushHeaders();
    response.write("first ");
    response.write("second ");
    void went.then(() => response.end("third"));
  });
  standInFront(slow, "");
  await new Promise<void>((resolve) => slow.listen(0, "127.0.0.1", resolve));
  const socket = connect((slow.address() as AddressInfo).port, "127.0.0.1").setEncoding("utf8");
  const request = "GET / HTTP/1.1\r\nHost: localhost:3000\r\n\r\n";
  socket.write(request);
  const [together] = (await once(socket, "data")) as [string];
  expect(together).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*first [^]*second /);
  goOn();
  const [end] = (await once(socket, "data")) as [string];
  expect(end).toMatch(/third\r\n0\r\n\r\n$/);
  // The same connection has another answer, and nothing of the first within it.
  socket.write(request);
  const [again] = (await once(socket, "data")) as [string];
  expect(again).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*first [^]*second [^]*third\r\n0\r\n\r\n$/);
  socket.destroy();
  slow.close();
});
