import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

type Told = { url: string; headers: IncomingMessage["headers"]; body: string };
let told: Told[];
let answers: "well" | "500" | "never" | "elsewhere";
let server: Server;
let at: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (piece) => (body += String(piece)));
    request.on("end", () => {
      told.push({ url: request.url ?? "", headers: request.headers, body });
      if (answers === "never") return;
      if (answers === "elsewhere") response.setHeader("Location", `${at}/elsewhere`);
      response.writeHead(answers === "well" ? 200 : answers === "500" ? 500 : 307).end("x");
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  told = [];
  answers = "well";
  jest.resetModules();
});

const line = (n: number, rest: object = {}) =>
  `${JSON.stringify({ level: 50, time: "2026-03-10T09:00:00.000Z", request: "0".repeat(32), msg: `fault ${n}`, err: { kind: "TypeError", message: "no", places: ["at one (lib/a.ts:1:2)", "at lib/b.ts:3:4"] }, ...rest })}\n`;

/** A hook of its own for each test, that has told nothing yet. */
async function hook(address = `${at}/hook`) {
  const { tellHook } = await import("./hook");
  const { metrics } = await import("./metrics/metrics");
  metrics().reports.reset();
  const results = async () => {
    const { values } = await metrics().reports.get();
    const all = values.map(({ labels, value }) => [String(labels.result), value] as const);
    return Object.fromEntries(all) as Partial<Record<string, number>>;
  };
  return { tell: (text: string) => tellHook(address, text), results };
}

async function until(done: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; !(await done()); tries++) {
    if (tries > 200) throw new Error("it did not come");
    await sleep(10);
  }
}

test("O19 a webhook hears of an error as it stands in the log; the same one once a minute, and of none too many", async () => {
  const { tell, results } = await hook();
  tell(line(1));
  tell(line(1));
  await until(() => told.length === 1);
  await until(async () => (await results()).sent === 1);
  tell(line(2));
  await until(() => told.length === 2);
  expect(told[0]).toMatchObject({ url: "/hook", headers: { "content-type": "application/json" } });
  expect(JSON.parse(told[1]?.body ?? "")).toMatchObject({
    msg: "fault 2",
    leftOut: 1,
    request: "0".repeat(32),
  });
  for (let n = 3; n < 100; n++) {
    tell(line(n));
    await until(async () => ((await results()).sent ?? 0) + ((await results()).left_out ?? 0) >= n);
  }
  expect(told).toHaveLength(20);
});

test("O19 what speaks as Sentry does gets an envelope with the event and its places, the innermost last", async () => {
  const { tell } = await hook(at.replace("//", "//publickey@") + "/sub/42");
  tell(line(1, { queue: "deliver-mail" }));
  await until(() => told.length === 1);
  const [{ url, headers, body } = { url: "", headers: {}, body: "" }] = told;
  expect(url).toBe("/sub/api/42/envelope/");
  expect(headers["x-sentry-auth"]).toContain("sentry_key=publickey");
  const [head, kind, event] = body
    .trim()
    .split("\n")
    .map((one) => JSON.parse(one) as Record<string, unknown>);
  expect(kind).toEqual({ type: "event" });
  expect(event).toMatchObject({
    event_id: head?.event_id,
    tags: { queue: "deliver-mail" },
    exception: {
      values: [
        {
          type: "TypeError",
          value: "no",
          stacktrace: {
            frames: [
              { filename: "lib/b.ts", lineno: 3 },
              { function: "one", filename: "lib/a.ts", lineno: 1 },
            ],
          },
        },
      ],
    },
  });
});

test("a hook that hangs, says 500, leads elsewhere or is no address holds nobody up", async () => {
  answers = "never";
  const hanging = await hook();
  // Nobody waits for it: it gives nothing that could be waited for.
  for (let n = 0; n < 50; n++) expect(hanging.tell(line(n))).toBeUndefined();
  await until(() => told.length === 5);
  expect(await hanging.results()).toEqual({ left_out: 45 });
  for (const how of ["500", "elsewhere"] as const) {
    answers = how;
    jest.resetModules();
    told = [];
    const { tell, results } = await hook();
    tell(line(1));
    await until(async () => (await results()).failed === 1);
    expect(told).toHaveLength(1);
  }
  jest.resetModules();
  const broken = await hook("no address");
  expect(() => broken.tell(line(1))).not.toThrow();
  expect(() => broken.tell("no json")).not.toThrow();
});
