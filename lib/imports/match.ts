import { hash } from "node:crypto";
import { shown } from "../csv/cells";
import { locales, translator, type Locale } from "@/messages";
import type { Column, FileKind } from "./kind";

/** In which column of a file, the first being 0, each of the kind's stands. */
export type Match = Record<string, number>;

/** The name of a column as names are compared. */
export const plainName = (name: string): string =>
  name
    .normalize("NFC")
    .replace(/[\s_-]+/gu, " ")
    .trim()
    .toLowerCase();

/** By which files with the same names in the same places are known again. */
export const headerKey = (header: readonly string[]): string =>
  hash("sha256", JSON.stringify(columnsOf(header).map(plainName)));

/** More columns than these are nobody's; a workbook is read no further either. */
const COLUMNS = 500;

/** The columns of a file that may be matched, as they are kept: spreadsheets leave thousands without a name behind. */
export function columnsOf(header: readonly string[]): string[] {
  const names = header.slice(0, COLUMNS).map((name) => shown(name.trim(), 100));
  return names.slice(0, names.findLastIndex((name) => name !== "") + 1);
}

/** What somebody once said of the columns of files, by their header. */
export type Remembered = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** By what names columns are known in any file of a kind, and in those with a header. */
export type Names = {
  all: ReadonlyMap<string, string>;
  of: (header: readonly string[]) => ReadonlyMap<string, string>;
};

/** What a column is called in a language. */
export function labelOf(
  kind: Pick<FileKind, "name">,
  { key }: Pick<Column, "key">,
  { locale, locationIdName }: { locale: Locale; locationIdName: string },
): string {
  const words = translator(locale, "imports", { locationIdName });
  const name = `columns.${kind.name}.${key}` as Parameters<typeof words>[0];
  return words.has(name) ? words(name) : key;
}

/**
 * By what names a kind's columns are known: their keys, their words in all languages, what else they are called, and
 * what somebody once said of files with the same header ("": a column that is not read).
 */
export function namesOf(
  kind: FileKind,
  { locationIdName, remembered }: { locationIdName: string; remembered: Remembered },
): Names {
  const names = new Map<string, string>();
  for (const column of kind.columns) {
    const labels = locales.map((locale) => labelOf(kind, column, { locale, locationIdName }));
    for (const name of [column.key, ...labels, ...(column.names ?? [])])
      names.set(plainName(name), column.key);
  }
  const said = [...remembered.values()].flatMap((one) => [...one]);
  return {
    all: new Map([...said.filter(([, key]) => key !== ""), ...names]),
    of: (header) => new Map([...names, ...(remembered.get(headerKey(header)) ?? [])]),
  };
}

/** Which column is which, by its name; of two of one name the first. */
export function matchOf(header: readonly string[], names: ReadonlyMap<string, string>): Match {
  const match: Match = {};
  for (const [at, name] of header.slice(0, COLUMNS).entries()) {
    const key = names.get(plainName(name));
    if (key && !(key in match)) match[key] = at;
  }
  return match;
}

/** Whether these cells are the header of a file of the kind. */
export function isHeaderOf(
  kind: FileKind,
  names: ReadonlyMap<string, string>,
): (fields: readonly string[]) => boolean {
  return (fields) => fields.some((name) => kind.known.includes(names.get(plainName(name)) ?? ""));
}

/** What a file lacks, without which it cannot be taken in. */
export function lacking(kind: FileKind, match: Match): string[] {
  const needed = kind.columns.flatMap(({ key, needed: is }) =>
    is && !(key in match) ? [key] : [],
  );
  return needed.length > 0 || kind.known.some((key) => key in match) ? needed : [...kind.known];
}
