/** The longest record, in characters: an open quote is looked for no further. */
export const longest = 65_536;

export type Taken = { fields: string[] | null; next: number; lines: number };

/**
 * The record that begins at `at`, whose first line ends at `stop`, as RFC 4180 has it.
 * @param last whether the text ends here
 * @returns null for an empty line; without fields for a broken one
 */
export function recordAt(
  text: string,
  at: number,
  stop: number,
  { separator, last }: { separator: string; last: boolean },
): Taken | "more" | null {
  const first = text.slice(at, text.charCodeAt(stop - 1) === 13 && stop > at ? stop - 1 : stop);
  if (isEmpty(first, separator)) return null;
  if (!first.includes('"')) return { fields: first.split(separator), next: stop + 1, lines: 1 };
  return quoted(text, at, separator, last);
}

/** A line of white space; one of tabs where tabs part cells is a row of empty cells. */
function isEmpty(line: string, separator: string): boolean {
  return line.trim() === "" && !line.includes(separator);
}

function quoted(text: string, start: number, separator: string, last: boolean): Taken | "more" {
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
      end = endOfField(text, at, separator.charCodeAt(0));
      fields.push(text.slice(at, text[end] === "\n" && text[end - 1] === "\r" ? end - 1 : end));
    }
    if (text[end] === "\r" && text[end + 1] === "\n") end += 1;
    if (end >= text.length && !last) return unfinished;
    if (end >= text.length || text[end] === "\n") return { fields, next: end + 1, lines };
    if (text[end] !== separator) return broken;
    at = end + 1;
  }
}

/** Where the quote that closes a field stands; negative when there is none. */
function closing(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

function endOfField(text: string, from: number, separator: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); at < text.length && code !== separator && code !== 10;) {
    at += 1;
    code = text.charCodeAt(at);
  }
  return at;
}
