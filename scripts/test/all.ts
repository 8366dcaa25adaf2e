import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { ensureBuilt } from "../run/build";
import { say } from "../run/settings";
import { jestResults, journeyResults, type Results, type Took } from "./results";
import { partsBefore, printTimes } from "./times";

/**
 * `npm test`: everything that Jest runs, and the browser journeys beside it: either waits a good part
 * of its time, and the journeys of payments are few at once. Says what failed and where the time went,
 * and counts both on the last line; the exit code is 0 only when nothing failed.
 */
const results = "test-results";
const jestFile = `${results}/jest.json`;
// The journeys begin with an empty folder of results.
const journeysFile = `${results}/journeys/results.json`;
const timesFile = `${results}/times.json`;

const unknown: Results = { passed: 0, failed: 1, took: [], failures: [] };

void main().then((passed) => process.exit(passed ? 0 : 1));

async function main(): Promise<boolean> {
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  const parts: Took[] = partsBefore(process.env.PARTS_BEFORE);
  const built = await timed(parts, "pages", build);
  const found = await timed(parts, "tests", () =>
    Promise.all([jest(), built ? journeys() : unknown]),
  );
  for (const failure of found.flatMap(({ failures }) => failures))
    process.stdout.write(`${failure}\n`);
  printTimes(
    parts,
    found.flatMap(({ took }) => took),
    timesFile,
  );
  const passed = found.reduce((sum, one) => sum + one.passed, 0);
  const failed = found.reduce((sum, one) => sum + one.failed, 0);
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

async function jest(): Promise<Results> {
  const ended = await run("node_modules/jest/bin/jest.js", [
    ...["--json", `--outputFile=${jestFile}`],
    // The journeys want their share of two cores.
    "--maxWorkers=3",
  ]);
  return judged(ended, jestResults(jestFile));
}

async function journeys(): Promise<Results> {
  const ended = await run("--import", ["tsx", "scripts/test/e2e.ts"]);
  return judged(ended, journeyResults(journeysFile));
}

/** A program that ended badly failed at least once, whatever it wrote. */
function judged(ended: boolean, found = unknown): Results {
  return ended ? found : { ...found, failed: Math.max(1, found.failed) };
}

/** Runs a program with Node; true when it ended well. */
function run(program: string, args: string[]): Promise<boolean> {
  // Jest prints its JSON to the file alone; people read standard error.
  const running = spawn(process.execPath, [program, ...args], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  return new Promise((resolve) => running.once("exit", (code) => resolve(code === 0)));
}
