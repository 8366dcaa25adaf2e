import type { CsvRecord } from "../csv/read";
import { cellsOf } from "./cells";
import type { Row, Told } from "./kind";

export type Read = Row & { errors: Told[] };

/** A record of a file by its columns, and what is wrong with its cells as such; null: nothing stands in it. */
export function rowOf(one: CsvRecord, match: ReadonlyMap<number, string>): Read | null {
  const { line } = one;
  if (!("fields" in one))
    return {
      line,
      cells: {},
      errors: [{ field: "", code: `import_${one.broken}`, params: { value: one.found } }],
    };
  if (one.fields.every((text) => text.trim() === "")) return null;
  return { line, ...cellsOf(one.fields, match) };
}
