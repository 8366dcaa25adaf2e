/** A record of a CSV file, or what is wrong with one. `line` is where it begins; the first line is 1. */
export type CsvRecord =
  | { line: number; fields: string[] }
  | { line: number; broken: "quote" | "columns" | "too_long"; found: number };

/** The longest record, in characters: an open quote is looked for no further. */
const longest = 65_536;

/**
 * Reads CSV (RFC 4180: quotes, CRLF or LF, line breaks within quotes, with or without a byte order
 * mark) piece by piece, in memory for a few pieces. A broken record costs its own first line and
 * nothing after it: reading goes on with the next line. Empty lines are passed over.
 * @param pieces text in pieces of any size
 * @returns the records that each piece completed; the first record is the header
 */
export async function* readCsv(pieces: AsyncIterable<string>): AsyncGenerator<CsvRecord[]> {
  const reader = newReader();
  for await (const piece of pieces) yield reader(piece, false);
  yield reader("", true);
}

function newReader() {
  let rest = "";
  let line = 1;
  let width: number | undefined;
  let overlong = false;

  return (piece: string, last: boolean): CsvRecord[] => {
    rest = line === 1 && rest === "" ? piece.replace(/^\uFEFF/, "") : rest + piece;
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
        const record = quotedOrPlain(rest, at, stop, last);
        if (record === "more") break;
        if (record !== null) {
          width ??= record.fields?.length;
          const columns = record.fields?.length ?? 0;
          if (!record.fields) records.push({ line, broken: "quote", found: 0 });
          else if (columns !== width) records.push({ line, broken: "columns", found: columns });
          else {
            records.push({ line, fields: record.fields });
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

type Taken = { fields: string[] | null; next: number; lines: number };

/** The record that begins at `at`, whose first line ends at `stop`; null for an empty line. */
function quotedOrPlain(
  text: string,
  at: number,
  stop: number,
  last: boolean,
): Taken | "more" | null {
  const first = text.slice(at, text.charCodeAt(stop - 1) === 13 && stop > at ? stop - 1 : stop);
  if (first.trim() === "") return null;
  if (!first.includes('"')) return { fields: first.split(","), next: stop + 1, lines: 1 };
  return quoted(text, at, last);
}

function quoted(text: string, start: number, last: boolean): Taken | "more" {
  const fields: string[] = [];
  const broken: Taken = { fields: null, next: 0, lines: 0 };
  const unfinished = last || text.length - start > longest ? broken : "more";
  let lines = 1;
  for (let at = start; ;) {
    let end: number;
    if (text[at] === '"') {
      const close = closing(text, at + 1);
      if (close < 0 || (close + 2 >= text.length && !last)) return unfinished;
      if (close - start > longest) return broken;
      const value = text.slice(at + 1, close);
      fields.push(value.includes('"') ? value.replaceAll('""', '"') : value);
      for (let n = value.indexOf("\n"); n >= 0; n = value.indexOf("\n", n + 1)) lines += 1;
      end = close + 1;
    } else {
      end = endOfField(text, at);
      fields.push(text.slice(at, text[end] === "\n" && text[end - 1] === "\r" ? end - 1 : end));
    }
    if (text[end] === "\r" && text[end + 1] === "\n") end += 1;
    if (end >= text.length && !last) return unfinished;
    if (end >= text.length || text[end] === "\n") return { fields, next: end + 1, lines };
    if (text[end] !== ",") return broken;
    at = end + 1;
  }
}

/** Where the quote that closes a field stands; negative when there is none. */
function closing(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

function endOfField(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); at < text.length && code !== 44 && code !== 10;) {
    at += 1;
    code = text.charCodeAt(at);
  }
  return at;
}
