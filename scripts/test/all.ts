import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { z } from "zod";
import { journeysIn, partsBefore, printTimes, suitesIn, type Took } from "./times";

/**
 * `npm test`: everything that Jest runs, then the browser journeys. Says where the time went, and
 * counts both on the last line; the exit code is 0 only when nothing failed.
 */
const results = "test-results";
const jestFile = `${results}/jest.json`;
const journeysFile = `${results}/journeys.json`;
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

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const parts: Took[] = partsBefore(process.env.PARTS_BEFORE);
const counts = [timed("Jest", jest)];
// The journeys begin with an empty folder of results.
const suites = suitesIn(jestFile);
counts.push(timed("journeys", journeys));
printTimes(parts, [...suites, ...journeysIn(journeysFile)], timesFile);
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

function timed(what: string, work: () => Count): Count {
  const from = performance.now();
  const count = work();
  parts.push({ kind: "part", what, seconds: (performance.now() - from) / 1_000 });
  return count;
}

function jest(): Count {
  const ended = run("node_modules/jest/bin/jest.js", ["--json", `--outputFile=${jestFile}`]);
  const found = read(jestFile, jestResult);
  if (!found) return { passed: 0, failed: 1 };
  const failures = found.numFailedTests + found.numRuntimeErrorTestSuites;
  return { passed: found.numPassedTests, failed: ended ? failures : Math.max(1, failures) };
}

function journeys(): Count {
  const ended = run("--import", ["tsx", "scripts/test/e2e.ts"]);
  const found = read(journeysFile, journeysResult);
  if (!found) return { passed: 0, failed: 1 };
  const failures = found.stats.unexpected + found.errors.length;
  return {
    passed: found.stats.expected + found.stats.flaky,
    failed: ended ? failures : Math.max(1, failures),
  };
}

/** Runs a program with Node; true when it ended well. */
function run(program: string, args: string[]): boolean {
  // Jest prints its JSON to the file alone; people read standard error.
  const { status } = spawnSync(process.execPath, [program, ...args], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  return status === 0;
}

function read<T>(file: string, schema: z.ZodType<T>): T | undefined {
  if (!existsSync(file)) return undefined;
  const parsed = schema.safeParse(JSON.parse(readFileSync(file, "utf8")));
  return parsed.success ? parsed.data : undefined;
}
