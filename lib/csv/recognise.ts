import { longest, recordAt } from "./records";

export const separators = [",", ";", "\t", "|"] as const;
export type Separator = (typeof separators)[number];

/** How a file is written, by its first lines. */
export type Dialect = {
  separator: Separator;
  /** A lone CR ends a line. */
  loneCr: boolean;
  /** Where the header begins in the text, and in which line; the first is 1. */
  start: number;
  headerLine: number;
  /** Lines with text above the header that are not read, without `sep=`. */
  titles: number;
};

/** A header further down is not looked for. */
const deepest = 20;

/**
 * Finds the header in the beginning of a file, and by it what parts its cells.
 * @param isHeader whether these cells are the header that is looked for
 * @param last whether the file ends here
 * @param separator what parts its cells, where somebody said so
 * @returns "more" when the beginning is too short to say; null when there is no header
 */
export function recognise(
  text: string,
  isHeader: (fields: readonly string[]) => boolean,
  last: boolean,
  separator?: Separator,
): Dialect | "more" | null {
  const whole = last || text.length > longest;
  const loneCr = endsInLoneCr(text, whole);
  if (loneCr === null) return "more";
  const lines = loneCr ? text.replaceAll("\r", "\n") : text;
  let titles = 0;
  let told = separator;
  for (let start = 0, line = 1; line <= deepest && start < lines.length; line++) {
    const newline = lines.indexOf("\n", start);
    if (newline < 0 && !whole) return "more";
    const stop = newline < 0 ? lines.length : newline;
    const first = lines.slice(start, stop).trim();
    const said = /^"?sep=([,;|\t])?"?[,;|\t]*$/i.exec(lines.slice(start, stop).replace(/\r$/, ""));
    if (line === 1 && said) {
      told ??= separators.find((one) => one === said[1]);
    } else if (first !== "") {
      const found = headerAt(lines, start, stop, { told, whole, isHeader });
      if (found === "more") return "more";
      if (found) return { separator: found, loneCr, start, headerLine: line, titles };
      titles += 1;
    }
    start = stop + 1;
    if (start >= lines.length && !whole) return "more";
  }
  return null;
}

/** What parts the cells of this header: what parts it into most; null for no header. */
function headerAt(
  text: string,
  start: number,
  stop: number,
  given: {
    told: Separator | undefined;
    whole: boolean;
    isHeader: (fields: readonly string[]) => boolean;
  },
): Separator | "more" | null {
  let best: { separator: Separator; cells: number } | null = null;
  for (const separator of given.told ? [given.told] : separators) {
    const record = recordAt(text, start, stop, { separator, last: given.whole });
    if (record === "more") return "more";
    if (!record?.fields || !given.isHeader(record.fields)) continue;
    if (record.fields.length > (best?.cells ?? 0))
      best = { separator, cells: record.fields.length };
  }
  return best?.separator ?? null;
}

/** Whether the first line ends in CR alone; null when that cannot be seen yet. */
function endsInLoneCr(text: string, whole: boolean): boolean | null {
  let quotes = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') quotes = !quotes;
    if (quotes) continue;
    if (sign === "\n") return false;
    if (sign === "\r") return at + 1 < text.length ? text[at + 1] !== "\n" : whole ? true : null;
  }
  return whole ? false : null;
}
