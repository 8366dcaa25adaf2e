import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@/testing/provider";
import { start, type Child } from "./child";
import { supervise } from "./supervise";

const folder = mkdtempSync(path.join(tmpdir(), "supervise-"));
beforeAll(() => (process.env.DATA_DIR = folder));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Listens on a port and has a child of its own, which says who it is to whoever connects. */
const program = (port: number) => `
  const { spawn } = require("node:child_process");
  const inner = "require('node:net').createServer((s) => s.end(String(process.pid))).listen(${port}, '127.0.0.1')";
  const child = spawn(process.execPath, ["-e", inner], { stdio: "ignore" });
  process.on("SIGTERM", () => child.kill() && process.exit(0));
  setInterval(() => undefined, 1000);`;

const lives = (pid: number) => {
  try {
    process.kill(pid, 0);
    // One that ended but that nobody asked about yet is dead, too.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
};

async function until<T>(ask: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    await sleep(20);
  }
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

const answer = (port: number, but = 0) =>
  until(async () => {
    const { connect } = await import("node:net");
    const socket = connect(port, "127.0.0.1");
    try {
      const [data] = (await once(socket, "data")) as [Buffer];
      const pid = Number(data.toString());
      return pid === but ? undefined : pid;
    } catch {
      return undefined;
    } finally {
      socket.destroy();
    }
  });

function quiet() {
  const said: string[] = [];
  jest.spyOn(process.stdout, "write").mockImplementation((text) => {
    said.push(String(text));
    return true;
  });
  return said;
}
afterEach(() => jest.restoreAllMocks());

test("what is killed is started again, leaves nobody behind, and stops for good when asked", async () => {
  const said = quiet();
  const port = await freePort();
  const children: Child[] = [];
  const kept = supervise(
    { name: "web process", log: "web.log" },
    () => {
      const child = start("web", ["-e", program(port)], { ...process.env }, { mode: "demo" });
      children.push(child);
      return child;
    },
    { first: 10 },
  );
  const first = await answer(port);
  process.kill(children[0]!.pid!, "SIGKILL");
  const second = await answer(port, first);
  expect(lives(first)).toBe(false);
  expect(said.join("")).toMatch(/web process ended by itself \(SIGKILL\) and is started again/);
  await kept.stop();
  await until(() => (lives(second) ? undefined : true));
  await until(async () => ((await isFree(port)) ? true : undefined));
  expect(children).toHaveLength(2);
});

test("it gives up after five quick deaths, with a sentence that names the log", async () => {
  quiet();
  let starts = 0;
  const kept = supervise(
    { name: "worker process", log: ".data/logs/worker.log" },
    () => {
      starts += 1;
      return start("worker", ["-e", "process.exit(3)"], { ...process.env }, { mode: "demo" });
    },
    { first: 1 },
  );
  expect(await kept.gaveUp).toBe(
    "The worker process ended by itself 5 times within 5 minutes (code 3): see .data/logs/worker.log.",
  );
  expect(starts).toBe(5);
  await kept.stop();
});

test("it gives up also on what lives a quarter of a minute each time", async () => {
  quiet();
  let clock = 0;
  jest.spyOn(performance, "now").mockImplementation(() => clock);
  let starts = 0;
  const kept = supervise(
    { name: "web process", log: "log" },
    () => {
      if (++starts > 20) throw new Error("started for ever");
      clock += 15_000;
      return { ended: Promise.resolve("code 1"), stop: async () => {}, kill: () => undefined };
    },
    { first: 0, longest: 0 },
  );
  expect(await kept.gaveUp).toContain("5 times within 5 minutes (code 1)");
  expect(starts).toBe(5);
  await kept.stop();
});

test("deaths that lie apart are forgotten, and a pause is cut short by the end", async () => {
  quiet();
  let starts = 0;
  const kept = supervise(
    { name: "worker process", log: "log" },
    () => {
      starts += 1;
      if (starts > 8)
        return {
          ended: new Promise(() => undefined),
          stop: () => Promise.resolve(),
          kill: () => undefined,
        };
      return { ended: sleep(30, "code 1"), stop: () => Promise.resolve(), kill: () => undefined };
    },
    { first: 1, within: 45 },
  );
  await until(() => (starts > 8 ? true : undefined));
  void kept.gaveUp.then(() => expect("it gave up").toBe(""));

  const waiting = supervise(
    { name: "web process", log: "log" },
    () => {
      throw new Error("no memory");
    },
    { first: 3_600_000, longest: 3_600_000 },
  );
  await sleep(0);
  await waiting.stop();
});

test("the launcher's own death takes its children along", async () => {
  const port = await freePort();
  const code = `require("./scripts/run/child").start("web", ["-e", ${JSON.stringify(program(port))}], process.env, { mode: "demo" });`;
  const launcher = spawn(process.execPath, ["--import", "tsx", "-e", code], { stdio: "ignore" });
  const inner = await answer(port);
  launcher.kill("SIGKILL");
  await until(() => (lives(inner) ? undefined : true));
}, 30_000);
