import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Ctx, System } from "@/lib/ctx";
import catalogue from "@/lib/engagements/catalogue.json";
import { forgetSettings } from "@/lib/config";
import { TEST_SECRET } from "@/testing/secret";
import { createTestDatabase } from "@/testing/database";
import { openBoth } from "@/testing/open-database";
import { importTenants } from "@/lib/tenants/import";
import { factColumns } from "@/lib/tenants/import/rows";
import { stopSender } from "@/lib/queue/sender";
import { readClock } from "@/lib/time/clock";
import { copy, figures, measure, round } from "./against-copy";

/**
 * Measures the import of tenants against `COPY` of the same file into a bare table of texts, in one
 * run: rows a second, CPU of this process and of the database's, memory. `--rows=300000`.
 */
const rows = Number(/--rows=(\d+)/.exec(process.argv.join(" "))?.[1] ?? 300_000);
const metrics = catalogue.metrics.map(({ key }) => key);
const header = [...factColumns, ...metrics];

async function main(): Promise<void> {
  forgetSettings();
  process.env.APP_SECRET = TEST_SECRET;
  process.env.APP_URL = "http://localhost:3290";
  const database = await createTestDatabase();
  process.env.APP_DATABASE_URL = database.workerUrl;
  const db = openBoth(database, { max: 1, timeoutMs: 3_600_000 });
  const folder = mkdtempSync(path.join(tmpdir(), "import-"));
  const file = (month: string) => path.join(folder, `${month}.csv`);
  const ctx: Ctx<System> = { actor: { kind: "system", name: "bench" }, now: readClock(), db };
  try {
    for (const month of ["2026-09", "2026-10"]) await write(file(month), month);
    const lines: object[] = [];
    const runs = [
      ["all tenants new", "2026-09"],
      ["nothing changed", "2026-09"],
      ["a new month for all", "2026-10"],
    ] as const;
    for (const [name, month] of runs) {
      const floor = await measure(db, () => copy(db, file(month), header));
      const cost = await measure(db, () => importTenants(ctx, { file: file(month) }));
      lines.push(
        { run: `COPY, before "${name}"`, ...figures(floor, rows) },
        {
          run: name,
          ...figures(cost, rows),
          "× COPY": round(floor.seconds / cost.seconds),
          "× COPY by CPU": round(floor.cpu / cost.cpu),
        },
      );
    }
    console.table(lines);
  } finally {
    rmSync(folder, { recursive: true });
    // A database that somebody is still connected to cannot be dropped.
    await stopSender();
    await db.close();
    await database.drop();
  }
}

/** The same tenants every time; a fifth of the names needs quotes, a tenth of the figures is unknown. */
async function write(file: string, month: string): Promise<void> {
  function* text() {
    yield `${header.join(",")}\n`;
    let seed = month === "2026-09" ? 1 : 2;
    const next = (limit: number) => {
      seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32;
      return Math.floor((seed / 2 ** 32) * limit);
    };
    for (let n = 0; n < rows; n++) {
      const hash = ((n * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, "0");
      const name = n % 5 === 0 ? `"Müller Werke ${n}, GmbH"` : `Noordzee Haven ${hash}`;
      const domains = n % 3 === 0 ? `t${n}.example t${n}-b.example` : `t${n}.example`;
      const figures = metrics.map((metric) => {
        if (next(10) === 0) return "";
        return metric.endsWith("share") ? `0.${next(90) + 10}` : String(next(5_000));
      });
      const id = `${hash}-0000-4000-8000-${n.toString(16).padStart(12, "0")}`;
      yield (
        [id, name, ["NL", "DE", "US"][n % 3], 1_000 + (n >> 1), domains, month, ...figures].join(
          ",",
        ) + "\n"
      );
    }
  }
  await pipeline(Readable.from(text()), createWriteStream(file));
}

void main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
