import { execFileSync } from "node:child_process";
import path from "node:path";
import { z } from "zod";

const faults = z.array(z.array(z.string()));

/** What is wrong with each of these pain.001 files by the schema of ISO 20022, which is not ours. */
export function painFaults(files: readonly string[]): string[][] {
  const validator = path.join(process.cwd(), "testing/validate-pain.mjs");
  const told = execFileSync(process.execPath, [validator], {
    input: JSON.stringify(files),
    maxBuffer: 100_000_000,
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  return faults.parse(JSON.parse(told.toString("utf8")));
}
