import { createReadStream } from "node:fs";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { copyInto } from "@/lib/ctx";
import { cpuOf } from "./process";

/** What something cost: CPU of this process and of the database's, and memory of this one beyond what it began with. */
export type Cost = { seconds: number; cpu: number; megabytes: number };

/** Measures `work`; CPU of every process of its database. */
export async function measure(db: Database, work: () => Promise<unknown>): Promise<Cost> {
  const memory = process.memoryUsage().rss;
  let most = memory;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
  const before = { spent: await spentBy(db), at: performance.now() };
  await work();
  clearInterval(watch);
  const seconds = (performance.now() - before.at) / 1_000;
  let cpu = 0;
  for (const [pid, spent] of await spentBy(db)) cpu += spent - (before.spent.get(pid) ?? 0);
  return { seconds, cpu, megabytes: (most - memory) / 2 ** 20 };
}

/** CPU in seconds of this process and of the server's that work for its database. */
async function spentBy(db: Database): Promise<Map<number, number>> {
  const { rows } = await db.transaction({ actor: "system" }, (handle) =>
    handle.execute<{ pid: number }>(
      sql`select pid from pg_stat_activity where datname = current_database() and backend_type = 'client backend'`,
    ),
  );
  const { user, system } = process.cpuUsage();
  return new Map([
    [process.pid, (user + system) / 1e6],
    ...rows.map(({ pid }) => [pid, cpuOf(pid) / 1e3] as const),
  ]);
}

/** The floor of an import: `COPY` of the same file into a bare table of texts. */
export function copy(db: Database, file: string, header: readonly string[]): Promise<void> {
  return db.transaction({ actor: "system" }, async (handle) => {
    const columns = header.map((name) => `${name} text`).join(", ");
    await handle.execute(sql.raw(`create temp table bare (${columns}) on commit drop`));
    const text = createReadStream(file, { encoding: "utf8" });
    await copyInto(handle, "copy bare from stdin with (format csv, header)", text);
  });
}

/** A cost as a line of a table says it. */
export function figures({ seconds, cpu, megabytes }: Cost, rows: number) {
  return {
    "rows a second": Math.round(rows / seconds),
    seconds: round(seconds),
    "CPU s": round(cpu),
    "more memory, MB": Math.round(megabytes),
  };
}

export function round(figure: number): number {
  return Number(figure.toPrecision(3));
}
