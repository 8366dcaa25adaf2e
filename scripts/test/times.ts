import { writeFileSync } from "node:fs";
import type { Took } from "./results";

/** What ran before, as `.ci/run` says it: `installation=78 check=77`. */
export function partsBefore(said = ""): Took[] {
  return [...said.matchAll(/(\S+)=(\d+)/g)].map(([, what = "", seconds]) => ({
    kind: "part",
    what,
    seconds: Number(seconds),
  }));
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
    process.stdout.write(`${kind}\t${seconds.toFixed(1)}\t${what}\n`);
}
