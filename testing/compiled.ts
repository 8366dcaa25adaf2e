import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { buildSync } from "esbuild";
import { asProgram } from "@/scripts/run/artefact";
import { programsFolder } from "./folders";

/** What tests start as processes of their own. */
const sources = [
  "lib/jobs/worker.ts",
  "testing/contestant.ts",
  "testing/import-worker.ts",
  "testing/bulk-worker.ts",
  "scripts/audit-verify.ts",
  "scripts/backup.ts",
  "scripts/files-sweep.ts",
  "scripts/doctor.ts",
  "scripts/person.ts",
  "scripts/emails-publish.ts",
  "scripts/projections-check.ts",
  "scripts/restore.ts",
  "scripts/secrets-rotate.ts",
  "scripts/tenants-import.ts",
];

/**
 * The compiled file of a program. A run compiles them once, as the artefact has them: starting one from
 * its sources takes ten times as long, and tests start hundreds.
 * @param source where it stands
 */
export function program(source: string): string {
  // What measures starts them too, and ends without a run's teardown.
  const run = process.env.TEST_RUN ?? String(process.pid);
  const folder = programsFolder(run);
  if (!existsSync(folder)) {
    const made = `${folder}-${process.pid}`;
    buildSync({ ...asProgram, entryPoints: sources, outbase: ".", outdir: made, splitting: true });
    mkdirSync(path.dirname(folder), { recursive: true });
    try {
      renameSync(made, folder);
      if (process.env.TEST_RUN === undefined)
        process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    } catch {
      // Another worker was first.
      rmSync(made, { recursive: true });
    }
  }
  const file = path.join(folder, source.replace(/ts$/, "mjs"));
  if (!existsSync(file)) throw new Error(`${source} is none of the programs of the tests.`);
  return file;
}
