import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** How long something took, in seconds. */
export type Took = { kind: "part" | "suite" | "journey"; what: string; seconds: number };

type Journeys = { specs?: Spec[]; suites?: Journeys[] };
type Spec = { title: string; file: string; tests: { results: { duration: number }[] }[] };

const jestTimes = z.object({
  testResults: z.array(z.object({ name: z.string(), startTime: z.number(), endTime: z.number() })),
});
const journeyTimes: z.ZodType<Journeys> = z.lazy(() =>
  z.object({
    suites: z.array(journeyTimes).optional(),
    specs: z
      .array(
        z.object({
          title: z.string(),
          file: z.string(),
          tests: z.array(z.object({ results: z.array(z.object({ duration: z.number() })) })),
        }),
      )
      .optional(),
  }),
);

/** What ran before, as `.ci/run` says it: `installation=78 check=77`. */
export function partsBefore(said = ""): Took[] {
  return [...said.matchAll(/(\S+)=(\d+)/g)].map(([, what = "", seconds]) => ({
    kind: "part",
    what,
    seconds: Number(seconds),
  }));
}

/** How long each of Jest's suites took, by its results. */
export function suitesIn(file: string): Took[] {
  const found = read(file, jestTimes)?.testResults ?? [];
  return found.map(({ name, startTime, endTime }) => ({
    kind: "suite",
    what: path.relative(process.cwd(), name),
    seconds: (endTime - startTime) / 1_000,
  }));
}

/** How long each journey took, by Playwright's results. */
export function journeysIn(file: string): Took[] {
  const found = read(file, journeyTimes);
  return (found ? specsOf(found) : []).map(({ title, file: name, tests }) => ({
    kind: "journey",
    what: `${name}: ${title}`,
    seconds: tests.flatMap(({ results }) => results).reduce((sum, one) => sum + one.duration, 0) / 1_000, // prettier-ignore
  }));
}

function specsOf({ specs = [], suites = [] }: Journeys): Spec[] {
  return [...specs, ...suites.flatMap(specsOf)];
}

/**
 * Prints where the time went: every part, the ten slowest suites and journeys. All of it is written
 * into `file`, as JSON.
 */
export function printTimes(parts: Took[], others: Took[], file: string): void {
  const whole: Took = {
    kind: "part",
    what: "in all",
    seconds: parts.reduce((sum, { seconds }) => sum + seconds, 0),
  };
  writeFileSync(file, JSON.stringify([...parts, whole, ...others], null, 2));
  const slowest = (kind: Took["kind"]) =>
    others
      .filter((one) => one.kind === kind)
      .sort((one, other) => other.seconds - one.seconds)
      .slice(0, 10);
  process.stdout.write("Where the time went, in seconds\n");
  for (const { kind, what, seconds } of [
    ...parts,
    whole,
    ...slowest("suite"),
    ...slowest("journey"),
  ])
    // prettier-ignore
    process.stdout.write(`${kind}\t${seconds.toFixed(1)}\t${what}\n`);
}

function read<T>(file: string, schema: z.ZodType<T>): T | undefined {
  if (!existsSync(file)) return undefined;
  return schema.safeParse(JSON.parse(readFileSync(file, "utf8"))).data;
}
