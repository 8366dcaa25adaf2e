import { faultOfCell, meant } from "../csv/cells";
import type { Cells, Told } from "./kind";

/** The cells of a row by their columns. */
export function cellsOf(
  fields: readonly string[],
  match: ReadonlyMap<number, string>,
): { cells: Cells; errors: Told[] } {
  const cells: Record<string, string> = {};
  const errors: Told[] = [];
  for (const [at, key] of match) {
    const typed = fields[at] ?? "";
    cells[key] = meant(typed);
    const fault = faultOfCell(typed);
    if (fault) errors.push({ field: key, ...fault });
  }
  return { cells, errors };
}
