import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { z } from "zod";

/** How long something took, in seconds. */
export type Took = { kind: "part" | "suite" | "journey"; what: string; seconds: number };

/** What Jest or Playwright wrote: counts, how long each took, and a text for each that failed. */
export type Results = { passed: number; failed: number; took: Took[]; failures: string[] };

const jest = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numRuntimeErrorTestSuites: z.number(),
  testResults: z.array(
    z.object({
      name: z.string().transform((file) => path.relative(process.cwd(), file)),
      startTime: z.number(),
      endTime: z.number(),
      status: z.string(),
      message: z.string(),
    }),
  ),
});

type Suite = { specs?: Spec[]; suites?: Suite[] };
type Spec = z.infer<typeof spec>;
const spec = z.object({
  title: z.string(),
  file: z.string(),
  tests: z.array(
    z.object({
      status: z.string(),
      results: z.array(
        z.object({
          duration: z.number(),
          errors: z.array(z.object({ message: z.string().default("") })),
        }),
      ),
    }),
  ),
});
const suite: z.ZodType<Suite> = z.lazy(() =>
  z.object({ specs: z.array(spec).optional(), suites: z.array(suite).optional() }),
);
const journeys = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  errors: z.array(z.object({ message: z.string().default("") })),
  suites: z.array(suite),
});

/** What Jest's JSON says; nothing when it wrote none. */
export function jestResults(file: string): Results | undefined {
  const found = read(file, jest);
  return (
    found && {
      passed: found.numPassedTests,
      failed: found.numFailedTests + found.numRuntimeErrorTestSuites,
      took: found.testResults.map(({ name, startTime, endTime }) => ({
        kind: "suite",
        what: name,
        seconds: (endTime - startTime) / 1_000,
      })),
      failures: found.testResults
        .filter(({ status }) => status === "failed")
        .map(({ name, message }) => told(name, message)),
    }
  );
}

/** What Playwright's JSON says; nothing when it wrote none. */
export function journeyResults(file: string): Results | undefined {
  const found = read(file, journeys);
  if (!found) return undefined;
  const { stats, errors } = found;
  const specs = found.suites.flatMap(specsOf).map(({ title, file: name, tests }) => ({
    name: `${name}: ${title}`,
    failed: tests.some(({ status }) => status === "unexpected"),
    runs: tests.flatMap(({ results }) => results),
  }));
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    took: specs.map(({ name, runs }) => ({
      kind: "journey",
      what: name,
      seconds: runs.reduce((sum, one) => sum + one.duration, 0) / 1_000,
    })),
    failures: [
      ...errors.map(({ message }) => told("journeys", message)),
      ...specs
        .filter(({ failed }) => failed)
        .map(({ name, runs }) =>
          told(name, runs.flatMap((one) => one.errors.map(({ message }) => message)).join("\n")),
        ),
    ],
  };
}

function specsOf({ specs = [], suites = [] }: Suite): Spec[] {
  return [...specs, ...suites.flatMap(specsOf)];
}

/** Its name, and below it the first lines of what it said: enough to know where to look. */
function told(name: string, said: string): string {
  const lines = stripVTControlCharacters(said)
    .split("\n")
    .filter((line) => line.trim());
  return [`failed\t${name}`, ...lines.slice(0, 15).map((line) => `\t${line}`)].join("\n");
}

function read<T>(file: string, schema: z.ZodType<T>): T | undefined {
  if (!existsSync(file)) return undefined;
  return schema.safeParse(JSON.parse(readFileSync(file, "utf8"))).data;
}
