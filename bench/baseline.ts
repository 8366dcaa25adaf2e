import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Figure } from "./figures";

/**
 * What each page cost before, as a multiple of the floor. To write it down anew from what `npm run
 * bench` printed, of any version: `node --import tsx bench/baseline.ts OUTPUT.txt`.
 */
const file = "bench/baseline.json";
const ratios = z.record(z.string(), z.number());

/** Each page's multiple of the floor: of the partner's own size, else of the smallest. */
export function ratiosOf(cost: ReadonlyMap<string, number>): Map<string, number> {
  const floors = [...cost].filter(([name]) => name.startsWith("floor, "));
  const floorOf = (page: string) =>
    floors.find(([name]) => page.endsWith(name.slice("floor".length)))?.[1] ?? floors[0]?.[1];
  const pages = [...cost].filter(([name]) => !name.startsWith("floor, "));
  return new Map(pages.map(([name, ms]) => [name, ms / (floorOf(name) ?? Number.NaN)]));
}

/** Each page of now against its own cost before; NaN for a page that the baseline does not name. */
export function againstBaseline(cost: ReadonlyMap<string, number>): Figure[] {
  const before = existsSync(file) ? ratios.parse(JSON.parse(readFileSync(file, "utf8"))) : {};
  return [...ratiosOf(cost)].map(([name, ratio]) => ({
    what: `${name}: CPU × its own before`,
    figure: ratio / (before[name] ?? Number.NaN),
    goal: 1.05,
  }));
}

/** The CPU of each page, in the table that has it: `│ 0 │ 'bare page' │ 1.23 │ …`. Others name pages too. */
function costIn(printed: string): Map<string, number> {
  const table = /│ CPU ms │[^└]*/.exec(printed)?.[0] ?? "";
  const rows = table.matchAll(/│ *\d+ *│ *'([^']+)' *│ *([\d.]+) *│ *[\d.]+ *│/g);
  return new Map([...rows].map(([, name = "", ms]) => [name, Number(ms)]));
}

if (process.argv[1] && path.resolve(process.argv[1]) === path.resolve("bench/baseline.ts")) {
  const cost = costIn(readFileSync(process.argv[2] ?? "", "utf8"));
  const rounded = [...ratiosOf(cost)].map(([name, ratio]) => [name, Number(ratio.toFixed(3))]);
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(rounded), null, 2)}\n`);
  console.log(`${file}: ${String(rounded.length)} pages`);
}
