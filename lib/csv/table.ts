import { readCsv, type CsvRecord, type Recognised, type Told } from "./read";
import type { Separator } from "./recognise";

/** A file of CSV whose header was read: its rows follow as they are asked for. */
export type Table = {
  header: string[];
  /** The line of the header, what parts the cells. */
  line: number;
  separator: Separator;
  rows: AsyncIterable<CsvRecord[]>;
  /** How the file was understood; known whole once the rows were read. */
  recognised: () => Recognised | null;
};

/** Opens a file as `readCsv` reads it; null without a header. Whoever does not read the rows destroys the pieces. */
export async function openTable(
  pieces: AsyncIterable<Uint8Array>,
  { isHeader, ...told }: Told & { isHeader: (fields: readonly string[]) => boolean },
): Promise<Table | null> {
  let separator: Separator = ",";
  let found: Recognised | null = null;
  const records = readCsv(pieces, {
    ...told,
    isHeader,
    begun: (one) => (separator = one),
    recognised: (one) => (found = one),
  });
  for await (const some of closing(records)) {
    const [head, ...others] = some;
    if (!head) continue;
    if (!("fields" in head)) return null;
    const { fields: header, line } = head;
    return { header, line, separator, rows: after(others, records), recognised: () => found };
  }
  return null;
}

/** The same records, which stay open when a loop over them is left. */
async function* closing(records: AsyncGenerator<CsvRecord[]>) {
  for (let next = await records.next(); !next.done; next = await records.next()) yield next.value;
}

async function* after(first: CsvRecord[], records: AsyncGenerator<CsvRecord[]>) {
  if (first.length > 0) yield first;
  yield* records;
}
