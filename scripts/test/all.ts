import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { z } from "zod";
import { ensureBuilt } from "../run/build";
import { say } from "../run/settings";
import { journeysIn, partsBefore, printTimes, suitesIn, type Took } from "./times";

/**
 * `npm test`: everything that Jest runs, and the browser journeys beside it: either waits a good part
 * of its time, and the journeys of payments are few at once. Says where the time went, and counts both
 * on the last line; the exit code is 0 only when nothing failed.
 */
const results = "test-results";
const jestFile = `${results}/jest.json`;
// The journeys begin with an empty folder of results.
const journeysFile = `${results}/journeys/results.json`;
const timesFile = `${results}/times.json`;

const jestResult = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numRuntimeErrorTestSuites: z.number(),
});
const journeysResult = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  errors: z.array(z.unknown()),
});

type Count = { passed: number; failed: number };

void main().then((passed) => process.exit(passed ? 0 : 1));

async function main(): Promise<boolean> {
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  const parts: Took[] = partsBefore(process.env.PARTS_BEFORE);
  const built = await timed(parts, "pages", build);
  const counts = await timed(parts, "tests", () =>
    Promise.all([jest(), built ? journeys() : { passed: 0, failed: 1 }]),
  );
  printTimes(parts, [...suitesIn(jestFile), ...journeysIn(journeysFile)], timesFile);
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 && passed > 0;
}

/** Both need the pages: neither builds them while the other does. */
function build(): Promise<boolean> {
  return ensureBuilt().then(
    () => true,
    (error: unknown) => {
      say(error instanceof Error ? error.message : String(error));
      return false;
    },
  );
}

async function timed<T>(parts: Took[], what: string, work: () => Promise<T>): Promise<T> {
  const from = performance.now();
  const done = await work();
  parts.push({ kind: "part", what, seconds: (performance.now() - from) / 1_000 });
  return done;
}

async function jest(): Promise<Count> {
  const ended = await run("node_modules/jest/bin/jest.js", [
    ...["--json", `--outputFile=${jestFile}`],
    // The journeys want their share of two cores.
    "--maxWorkers=3",
  ]);
  const found = read(jestFile, jestResult);
  if (!found) return { passed: 0, failed: 1 };
  const failures = found.numFailedTests + found.numRuntimeErrorTestSuites;
  return { passed: found.numPassedTests, failed: ended ? failures : Math.max(1, failures) };
}

async function journeys(): Promise<Count> {
  const ended = await run("--import", ["tsx", "scripts/test/e2e.ts"]);
  const found = read(journeysFile, journeysResult);
  if (!found) return { passed: 0, failed: 1 };
  const failures = found.stats.unexpected + found.errors.length;
  return {
    passed: found.stats.expected + found.stats.flaky,
    failed: ended ? failures : Math.max(1, failures),
  };
}

/** Runs a program with Node; true when it ended well. */
function run(program: string, args: string[]): Promise<boolean> {
  // Jest prints its JSON to the file alone; people read standard error.
  const running = spawn(process.execPath, [program, ...args], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  return new Promise((resolve) => running.once("exit", (code) => resolve(code === 0)));
}

function read<T>(file: string, schema: z.ZodType<T>): T | undefined {
  if (!existsSync(file)) return undefined;
  const parsed = schema.safeParse(JSON.parse(readFileSync(file, "utf8")));
  return parsed.success ? parsed.data : undefined;
}
