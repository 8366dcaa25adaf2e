import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { compile } from "./artefact";

/** O1: compiled, the worker and the commands need Node alone. They are run far from this folder's packages. */
const folder = mkdtempSync(path.join(tmpdir(), "artefact-"));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (args: string[], env: Record<string, string> = {}) =>
  spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: "utf8",
    env: { PATH: process.env.PATH, ...env } as unknown as NodeJS.ProcessEnv,
  });

test("each program starts, and tells in sentences what it lacks", async () => {
  await compile(folder);
  const programs = globSync("bin/*.mjs", { cwd: folder });
  expect(programs.length).toBeGreaterThan(9);
  for (const program of programs) {
    const { stdout, stderr, status } = run([program]);
    expect([program, stderr]).toEqual([program, ""]);
    expect(status).toBeGreaterThan(0);
    expect(stdout).toMatch(
      /(DATABASE_URL|RESEND_API_KEY|APP_SECRET) is missing|set DATABASE_URL|FILE\.csv|Say which backup/,
    );
  }
  const pdf = path.join(folder, "lib/files/pdf/look.mjs");
  const looked = run(["--permission", "--allow-fs-read=*", "--no-warnings", pdf, pdf]);
  expect(looked).toMatchObject({ status: 0, stdout: '{"code":"file_damaged"}\n', stderr: "" });
}, 60_000);

test("an older Node is told which one it takes", () => {
  const text = readFileSync(path.join(folder, "bin/web.mjs"), "utf8");
  expect(text).toContain("Node 24 or later is needed");
  expect(existsSync(path.join(folder, "bin/code/web.mjs"))).toBe(true);
});
