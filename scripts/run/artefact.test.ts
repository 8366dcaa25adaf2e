import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createTestDatabase } from "@/testing/database";
import { freePort } from "@/testing/provider";
import { TEST_SECRET } from "@/testing/secret";
import { compile, copyServer } from "./artefact";

/** O1: compiled, the worker and the commands need Node alone. They are run far from this folder's packages. */
const folder = mkdtempSync(path.join(tmpdir(), "artefact-"));
const data = mkdtempSync(path.join(tmpdir(), "kept-data-"));
const files = path.join(data, "files");
afterAll(() => {
  for (const one of [folder, data]) rmSync(one, { recursive: true });
});

const run = (args: string[], env: Record<string, string> = {}) =>
  spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: "utf8",
    env: { PATH: process.env.PATH, FILES_DIR: files, ...env } as unknown as NodeJS.ProcessEnv,
  });

function expectTold(program: string) {
  const { stdout, stderr, status } = run([program]);
  expect([program, stderr]).toEqual([program, ""]);
  expect(status).toBeGreaterThan(0);
  expect(stdout).toMatch(
    /(DATABASE_URL|RESEND_API_KEY|APP_SECRET) is missing|set DATABASE_URL|FILE\.csv|Say which backup/,
  );
}

test("each program starts, and tells in sentences what it lacks", async () => {
  await compile(folder);
  const programs = globSync("bin/*.mjs", { cwd: folder });
  expect(programs.length).toBeGreaterThan(9);
  // The web server shares packages with what it starts: it is tried below.
  for (const program of programs.filter((one) => one !== "bin/web.mjs")) expectTold(program);
  const pdf = path.join(folder, "lib/files/pdf/look.mjs");
  const looked = run(["--permission", "--allow-fs-read=*", "--no-warnings", pdf, pdf]);
  expect(looked).toMatchObject({ status: 0, stdout: '{"code":"file_damaged"}\n', stderr: "" });
}, 60_000);

test("an older Node is told which one it takes", () => {
  const text = readFileSync(path.join(folder, "bin/web.mjs"), "utf8");
  expect(text).toContain("Node 24 or later is needed");
  expect(existsSync(path.join(folder, "bin/code/web.mjs"))).toBe(true);
});

test("the web server answers where it may read nothing but its own folder", async () => {
  copyServer(folder);
  expectTold("bin/web.mjs");
  // It is built on one machine, and runs on another.
  expect(globSync("**/*.node", { cwd: folder })).toEqual([]);
  const database = await createTestDatabase();
  const [port, to] = [await freePort(), "127.0.0.1"];
  const url = `http://${to}:${String(port)}`;
  const may = [`--allow-fs-read=${folder}`, `--allow-fs-read=${data}`, `--allow-fs-write=${data}`];
  const args = ["--permission", ...may, "bin/web.mjs"];
  const web = spawn(process.execPath, args, {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
    env: {
      ...{ NODE_ENV: "production", LOG_LEVEL: "error", APP_SECRET: TEST_SECRET, FILES_DIR: files },
      ...{ WEB_DATABASE_URL: database.webUrl, NEXTAUTH_URL: url, HOST: to, PORT: String(port) },
    },
  });
  let said = "";
  web.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  try {
    const ask = (page: string) =>
      fetch(`${url}${page}`).then(
        ({ status }) => status,
        () => 0,
      );
    for (let tries = 0; tries < 600 && said === ""; tries++) {
      if ((await ask("/readyz")) === 200) break;
      await sleep(100);
    }
    const statuses = [await ask("/readyz"), await ask("/privacy"), await ask("/sign-in")];
    expect({ statuses, said }).toEqual({ statuses: [200, 200, 200], said: "" });
  } finally {
    if (web.kill()) await once(web, "exit");
    await database.drop({ tampered: true });
  }
}, 120_000);

test("files and stamps do not lie in the folder that the next release replaces", () => {
  const told = (program: string, env: Record<string, string>) =>
    run([`bin/${program}.mjs`], env)
      .stdout.split("\n")
      .filter((line) => line.includes(folder));
  for (const program of ["web", "worker", "doctor", "backup", "audit-verify"]) {
    const missing = told(program, { FILES_DIR: "" });
    expect([program, ...missing]).toEqual([program, expect.stringMatching(/FILES_DIR is missing/)]);
    expect(missing[0]).toContain("/var/lib/engagements/files");
  }
  const lies = (name: string) => expect.stringMatching(`${name} lies in the folder`) as unknown;
  expect(told("web", { FILES_DIR: "kept" })).toEqual([lies("FILES_DIR")]);
  expect(told("worker", { AUDIT_STAMPS: path.join(folder, "s") })).toEqual([lies("AUDIT_STAMPS")]);
  expect(told("worker", { DATA_DIR: "." })).toEqual([lies("DATA_DIR")]);
});
