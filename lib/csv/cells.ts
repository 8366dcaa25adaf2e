/* What spreadsheets do to cells, and what keeps them from it (P21). */

import type { FieldError } from "../errors";

const formula =
  /^=|^#(?:REF!|N\/A|NAME\?|VALUE!|DIV\/0!|NULL!|NUM!|SPILL!|CALC!|N\/B|VERW!|NAAM\?|WAARDE!|DEEL\/0!|LEEG!|GETAL!)/i;

/** A cell as its owner meant it: without what keeps a spreadsheet from taking it for a number or a formula (P21). */
export const meant = (text: string) => ert(unwrapped(text.trim()));

/** What a spreadsheet broke, in any column of any kind: a formula or its error, and lost letters. */
export function faultOfCell(typed: string): Pick<FieldError, "code" | "params"> | null {
  const text = unwrapped(typed.trim());
  if (formula.test(text)) return { code: "import_formula", params: { value: shown(text, 60) } };
  return /[\uFFFD\0]/.test(text)
    ? { code: "import_encoding", params: { value: shown(text, 60) } }
    : null;
}

/** A text of a file as it is kept to be shown: so long at most, of signs that the database takes, none cut in two. */
export const shown = (text: string, most: number): string =>
  text
    .slice(0, most * 2)
    .replace(/[\p{Cc}\p{Cs}]/gu, " ")
    .slice(0, most)
    .replace(/\p{Cs}/gu, "");

/** A long number of which a spreadsheet kept the beginning. */
export const isScientific = (text: string) => /^-?\d+(?:[.,]\d+)?e[+-]?\d+$/i.test(text);

/** A text as it stands in a file that goes out: one that would be read back as another has one apostrophe more. */
export const inert = (text: string) => (/^'+[=+\-@]/.test(text) ? `'${text}` : text);
const ert = (text: string) => (/^'+[=+\-@]/.test(text) ? text.slice(1) : text);
/** `="01234"`: how people keep a spreadsheet from taking zeros away. */
const unwrapped = (text: string) => /^="([^"]*)"$/.exec(text)?.[1] ?? text;
