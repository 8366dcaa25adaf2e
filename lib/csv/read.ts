import { decode, type Encoding } from "./decode";
import { recognise, type Dialect, type Separator } from "./recognise";
import { longest, recordAt } from "./records";

/**
 * A record of a CSV file, or what is wrong with one. `line` is where it begins; the first line is 1.
 * `missing`: cells that its end lacks and that count as empty.
 */
export type CsvRecord =
  | { line: number; fields: string[]; missing?: number }
  | { line: number; broken: "quote" | "columns" | "too_long"; found: number };

/** How the file was understood; `header` is the line of the header, null when none was found. */
export type Recognised = {
  encoding: Encoding;
  separator: Separator;
  loneCr: boolean;
  header: number | null;
  titles: number;
};

/** What somebody said about a file; the rest is recognised. */
export type Told = { encoding?: Encoding | undefined; separator?: Separator | undefined };

type Options = Told & {
  /** Whether these cells are the header; lines above it are titles. */
  isHeader: (fields: readonly string[]) => boolean;
  /** Told before the first record. */
  begun?: (separator: Separator) => void;
  /** Told once, when all of it is known: at the end. */
  recognised?: (found: Recognised) => void;
};

/**
 * Reads CSV as programs and people write it: UTF-8, UTF-16 or Windows-1252; comma, semicolon, tab or
 * bar, also after `sep=`; CRLF, LF or CR; line breaks within quotes (RFC 4180); titles above the
 * header; rows that lack empty cells at their end, or have more of them. Piece by piece, in memory
 * for a few pieces. A broken record costs its own first line and nothing after it. Empty lines are
 * passed over. Runs in browsers, too.
 * @param pieces bytes in pieces of any size
 * @returns the records that each piece completed; the first record is the header. None without one.
 */
export async function* readCsv(
  pieces: AsyncIterable<Uint8Array>,
  { isHeader, begun, recognised, encoding: toldEncoding, separator: toldSeparator }: Options,
): AsyncGenerator<CsvRecord[]> {
  let encoding: Encoding | undefined;
  let dialect: Dialect | null | undefined;
  let beginning = "";
  let read: ReturnType<typeof newReader> | undefined;

  const begin = (last: boolean): CsvRecord[] => {
    const found = recognise(beginning, isHeader, last, toldSeparator);
    if (found === "more") return [];
    dialect = found;
    if (!dialect) return [];
    begun?.(dialect.separator);
    read = newReader(dialect);
    return read(beginning.slice(dialect.start), last);
  };

  for await (const text of decode(pieces, (found) => (encoding = found), toldEncoding)) {
    if (dialect === null) break;
    if (read) {
      yield read(text, false);
    } else {
      beginning += text;
      yield begin(false);
    }
  }
  if (read) yield read("", true);
  else if (dialect === undefined) yield begin(true);
  const { separator = ",", loneCr = false, headerLine = null, titles = 0 } = dialect ?? {};
  recognised?.({ encoding: encoding ?? "utf-8", separator, loneCr, header: headerLine, titles });
}

function newReader({ separator, loneCr, headerLine }: Dialect) {
  let rest = "";
  let line = headerLine;
  let width: number | undefined;
  let overlong = false;

  return (piece: string, last: boolean): CsvRecord[] => {
    rest += loneCr ? piece.replaceAll("\r", "\n") : piece;
    const records: CsvRecord[] = [];
    let at = 0;
    while (at < rest.length) {
      const newline = rest.indexOf("\n", at);
      if (newline < 0 && !last) {
        if (rest.length - at > longest) {
          if (!overlong) records.push({ line, broken: "too_long", found: longest });
          overlong = true;
          at = rest.length;
        }
        break;
      }
      const stop = newline < 0 ? rest.length : newline;
      if (overlong) {
        overlong = false;
      } else if (stop - at > longest) {
        records.push({ line, broken: "too_long", found: longest });
      } else {
        const record = recordAt(rest, at, stop, { separator, last });
        if (record === "more") break;
        if (record !== null) {
          width ??= record.fields?.length;
          const fields = record.fields && fitted(record.fields, width ?? 0, record.lines);
          if (!record.fields) records.push({ line, broken: "quote", found: 0 });
          else if (!fields) records.push({ line, broken: "columns", found: record.fields.length });
          else {
            records.push({ line, ...fields });
            line += record.lines;
            at = record.next;
            continue;
          }
        }
      }
      line += 1;
      at = stop + 1;
    }
    rest = rest.slice(at);
    return records;
  };
}

/**
 * A row in the header's width: spreadsheets leave out empty cells at its end, or write more of them.
 * Null for one that has too much, and for one of several lines: a stray quote has swallowed them.
 */
function fitted(
  fields: string[],
  width: number,
  lines: number,
): { fields: string[]; missing?: number } | null {
  const missing = width - fields.length;
  if (missing === 0) return { fields };
  if (missing < 0) {
    const more = fields.slice(width).some((field) => field.trim() !== "");
    return more ? null : { fields: fields.slice(0, width) };
  }
  if (lines > 1) return null;
  return { fields: [...fields, ...Array<string>(missing).fill("")], missing };
}
