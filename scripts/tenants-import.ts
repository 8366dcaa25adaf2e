import { createHash } from "node:crypto";
import { closeSync, createReadStream, openSync, statSync, writeSync } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { SingleBar } from "cli-progress";
import { csvLine } from "@/lib/csv/write";
import { Refusal } from "@/lib/errors";
import { refreshAllEligibility } from "@/lib/eligibility/refresh-all";
import { KEPT_PROBLEMS, keepCommand } from "@/lib/imports/keep-command";
import type { Problem } from "@/lib/tenants/import/problem";
import { importTenants, type ImportReport } from "@/lib/tenants/import";
import type { Taken } from "@/lib/tenants/import/take";
import { problemWords, recognisedWords } from "./import/words";
import { translator } from "@/messages";
import { say } from "./run/settings";
import { writtenTo } from "./run/folders";
import { withDatabase } from "./run/with-database";

const usage =
  "npm run tenants:import -- FILE.csv [--dry-run] [--errors FILE.csv]\n" +
  "The first line names the columns: tenant_id, name, country, tpid, domains, as_of (such as 2026-11), " +
  "and one for each measure of the catalogue, such as teams_pau or teams_mau_share (0 to 1).";

/**
 * Imports tenants, domains and usage facts. Ends with 0 when every row was good, 1 when rows were
 * left out, 2 when nothing could be imported.
 */
withDatabase("tenants-import", async (ctx) => {
  const { file, dryRun, errors } = readArguments();
  const bar = new SingleBar({
    format: "{bar} {percentage}%",
    hideCursor: null,
    stream: process.stderr,
  });
  const { size } = statSync(file);
  const report = reportTo(errors, bar, size);
  const problems: Problem[] = [];
  let result: Taken;
  try {
    const sha256 = await hashOf(file);
    result = await importTenants(
      ctx,
      { file, dryRun },
      {
        ...report,
        begin() {
          problems.length = 0;
          report.begin?.();
        },
        problem(problem) {
          if (problems.length < KEPT_PROBLEMS) problems.push(problem);
          report.problem?.(problem);
        },
        taken: (tx, taken) =>
          keepCommand(tx, { name: path.basename(file), size, sha256 }, taken, problems),
      },
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Error(translator("en", "errors")("import_header"), {
      cause: error,
    });
  } finally {
    bar.stop();
  }
  const { rows, created, changed, unchanged, bad, short } = result;
  if (short > 0) {
    say(
      `${short === 1 ? "1 row has" : `${short} rows have`} fewer cells than the header: what is missing at the end counts as empty.`,
    );
  }
  say(
    `${rows} rows: ${created} tenants new, ${changed} changed, ${unchanged} unchanged, ${bad} rows left out` +
      (dryRun ? ". Nothing was written (--dry-run)." : ""),
  );
  if (!dryRun && created + changed > 0) {
    const eligibility = await refreshAllEligibility(ctx, { changedAt: ctx.now });
    say(
      `Eligibility: ${eligibility.tenants} customers seen to, ${eligibility.changed} results changed`,
    );
  }
  if (created + changed + unchanged === 0) {
    say("Nothing could be imported: the file has no row that is whole.");
    return 2;
  }
  return bad === 0 ? 0 : 1;
});

async function hashOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { "dry-run": { type: "boolean", default: false }, errors: { type: "string" } },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Error(usage);
  return { file, dryRun: values["dry-run"], errors: values.errors };
}

/** Says every problem, and writes it to the file of errors when one was asked for. */
function reportTo(errors: string | undefined, bar: SingleBar, size: number): ImportReport {
  let out: number | undefined;
  return {
    begin() {
      if (out !== undefined) closeSync(out);
      out = errors === undefined ? undefined : openSync(writtenTo(errors), "w");
      if (out !== undefined) writeSync(out, csvLine(["line", "column", "problem", "row"]));
      if (process.stderr.isTTY) bar.start(size, 0);
    },
    problem(problem) {
      const { line, column, kept } = problem;
      const text = problemWords(problem);
      say(`line ${line}${column === null ? "" : `, ${column}`}: ${text}`);
      const cells = [line, column ?? "", text, kept ? "imported" : "left out"];
      if (out !== undefined) writeSync(out, csvLine(cells));
    },
    recognised: (found) => say(recognisedWords(found)),
    read: (bytes) => bar.update(bytes),
    writing: () => bar.stop(),
  };
}
