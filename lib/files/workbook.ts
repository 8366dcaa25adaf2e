import type { SaxesTagNS } from "saxes";
import { openPromise, type Entry, type ZipFile } from "yauzl";
import { Refusal } from "../errors";
import { builtIn, formatOf, numberText, type CellFormat } from "./workbook-cells";
import { xmlReader } from "./xml";
import { entriesOf, inflate, partName } from "./zip";

/** Parts and bytes that a workbook of 20 MB may unpack to. */
const ROOM = { entries: 5_000, bytes: 400 * 1024 * 1024 };
/** Texts that cells share are kept in memory, no more of them than this: in signs, and in number. */
const SHARED = 40_000_000;
const SHARED_TEXTS = 4_000_000;
/** Excel keeps 32,767 signs in a cell, and 65,490 formats: more of them is nobody's workbook. */
const LONGEST_CELL = 1_000_000;
const FORMATS = 100_000;
/** A cell holds at most 32,767 signs in Excel; columns beyond these are nobody's. */
const COLUMNS = 500;

type Sheet = { path: string; from1904: boolean };

/**
 * Reads the first visible sheet of a workbook (XLSX), in bounded memory: each row as the texts of its cells,
 * days as YYYY-MM-DD, leading zeros kept, line breaks as spaces. A formula is what was last worked out; one without
 * that comes as it stands, behind an `=`. What is a text in the workbook and begins like a formula gets an apostrophe.
 * @param take is given row after row with its number; the next one comes when it is done
 * Refuses with `file_bomb`, `file_protected`, `file_damaged`, `file_acts`, and `import_workbook_large`.
 */
export async function readWorkbook(
  path: string,
  size: number,
  take: (rows: { line: number; cells: string[] }[]) => Promise<void>,
): Promise<void> {
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(path, { autoClose: false, validateEntrySizes: true });
    const entries = await entriesOf(zip, size, { ...ROOM });
    const parts = new Map(entries.map((entry) => [partName(entry.fileName), entry]));
    const open = zip;
    const read = (name: string, on: Events) => readPart(open, parts.get(name), on);
    const sheet = await firstSheet(read);
    const shared = await sharedTexts(read);
    const formats = await cellFormats(read);
    const entry = parts.get(sheet.path);
    if (!entry) throw new Refusal("file_damaged");
    await readSheet(open, entry, { shared, formats, from1904: sheet.from1904 }, take);
  } catch (error) {
    // What a caller throws is its own; what the libraries throw of a file means that it is damaged.
    throw error instanceof Refusal || (error instanceof Error && error.name === "Halt")
      ? error
      : new Refusal("file_damaged");
  } finally {
    zip?.close();
  }
}

type Events = Parameters<typeof xmlReader>[0];
type Read = (name: string, on: Events) => Promise<void>;

async function readPart(zip: ZipFile, entry: Entry | undefined, on: Events): Promise<void> {
  if (!entry) return;
  const reader = xmlReader(on);
  await inflate(zip, entry, (piece) => reader.write(piece));
  reader.end();
}

async function firstSheet(read: Read): Promise<Sheet> {
  let sheet: string | undefined;
  let from1904 = false;
  await read("xl/workbook.xml", {
    open(tag) {
      if (tag.local === "workbookPr") from1904 = /^(1|true)$/.test(of(tag, "date1904") ?? "");
      const hidden = /hidden/i.test(of(tag, "state") ?? "");
      if (tag.local === "sheet" && !hidden) sheet ??= of(tag, "id") ?? "";
    },
  });
  let path = "";
  await read("xl/_rels/workbook.xml.rels", {
    open(tag) {
      if (tag.local !== "Relationship" || of(tag, "Id") !== sheet) return;
      const target = of(tag, "Target") ?? "";
      path = partName(target.startsWith("/") ? target : `xl/${target}`);
    },
  });
  return { path, from1904 };
}

async function sharedTexts(read: Read): Promise<string[]> {
  const texts: string[] = [];
  let size = 0;
  await read(
    "xl/sharedstrings.xml",
    textsOf("si", (text) => {
      size += text.length;
      if (size > SHARED || texts.length >= SHARED_TEXTS) throw new Refusal("import_workbook_large");
      texts.push(text);
    }),
  );
  return texts;
}

/** Hears the text of each element of this name, without what stands there of how it is pronounced. */
function textsOf(name: string, take: (text: string) => void): Events {
  let text = "";
  let within = false;
  let aside = 0;
  return {
    open(tag) {
      if (tag.local === name) text = "";
      if (tag.local === "rPh") aside += 1;
      within = tag.local === "t" && aside === 0;
    },
    text: (more) => {
      if (within) text = longer(text, more);
    },
    close(tag) {
      within = false;
      if (tag.local === "rPh") aside -= 1;
      if (tag.local === name) take(unescaped(text));
    },
  };
}

async function cellFormats(read: Read): Promise<CellFormat[]> {
  const own = new Map<number, CellFormat>();
  const formats: CellFormat[] = [];
  let ofCells = false;
  await read("xl/styles.xml", {
    open(tag) {
      const id = Number(of(tag, "numFmtId") ?? 0);
      if (own.size > FORMATS || formats.length > FORMATS) throw new Refusal("file_bomb");
      if (tag.local === "numFmt") own.set(id, formatOf(of(tag, "formatCode") ?? ""));
      if (tag.local === "cellXfs") ofCells = true;
      if (tag.local === "xf" && ofCells) formats.push(own.get(id) ?? builtIn(id));
    },
    close(tag) {
      if (tag.local === "cellXfs") ofCells = false;
    },
  });
  return formats;
}

type Book = { shared: string[]; formats: CellFormat[]; from1904: boolean };
type Cell = { at: number; type: string; style: number; value: string; formula: string | null };

async function readSheet(
  zip: ZipFile,
  entry: Entry,
  book: Book,
  take: (rows: { line: number; cells: string[] }[]) => Promise<void>,
): Promise<void> {
  let rows: { line: number; cells: string[] }[] = [];
  let row: { line: number; cells: string[] } = { line: 0, cells: [] };
  let cell: Cell | null = null;
  let into: "value" | "formula" | null = null;
  const reader = xmlReader({
    open(tag) {
      if (tag.local === "row") {
        const said = Number(of(tag, "r") ?? row.line + 1);
        row = { line: said > row.line && said <= 1_048_576 ? said : row.line + 1, cells: [] };
      } else if (tag.local === "c") {
        const letters = /^[A-Z]+/.exec(of(tag, "r") ?? "")?.[0];
        const at = letters === undefined ? row.cells.length : columnOf(letters);
        cell = {
          at,
          type: of(tag, "t") ?? "n",
          style: Number(of(tag, "s") ?? 0),
          value: "",
          formula: null,
        };
      } else if (cell) {
        if (tag.local === "f") cell.formula = "";
        into =
          tag.local === "v" || tag.local === "t" ? "value" : tag.local === "f" ? "formula" : null;
      }
    },
    text(more) {
      if (cell && into === "value") cell.value = longer(cell.value, more);
      if (cell && into === "formula") cell.formula = longer(cell.formula ?? "", more);
    },
    close(tag) {
      into = null;
      if (tag.local === "c" && cell) {
        if (cell.at < COLUMNS) {
          while (row.cells.length < cell.at) row.cells.push("");
          row.cells[cell.at] = textOf(cell, book);
        }
        cell = null;
      } else if (tag.local === "row") rows.push(row);
    },
  });
  await inflate(zip, entry, async (piece) => {
    reader.write(piece);
    const read = rows;
    rows = [];
    if (read.length > 0) await take(read);
  });
  reader.end();
  if (rows.length > 0) await take(rows);
}

/** A text with more of it, as long as a cell may hold it. */
function longer(text: string, more: string): string {
  if (text.length + more.length > LONGEST_CELL) throw new Refusal("file_bomb");
  return text + more;
}

function textOf({ type, style, value, formula }: Cell, book: Book): string {
  if (formula !== null && value === "" && type !== "str") return `=${formula}`;
  if (type === "n")
    return numberText(value, book.formats[style] ?? { kind: "plain" }, book.from1904);
  if (type === "b") return value === "1" ? "TRUE" : "FALSE";
  if (type === "e") return value;
  if (type === "d") return value.replace(/T00:00:00(\.0+)?Z?$/, "");
  const text = type === "s" ? (book.shared[Number(value)] ?? "") : unescaped(value);
  return inert(text.replace(/[\r\n]+/g, " "));
}

/** A text that begins like a formula, so that it is none; one that looks as if that was done before, too. */
const inert = (text: string) => (/^'*[=+\-@\t]/.test(text) ? `'${text}` : text);

/** `_x000D_` and its like are how workbooks write signs that XML has none for. */
const unescaped = (text: string) =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

/** `A` is 0, `AA` is 26. */
function columnOf(letters: string): number {
  let at = 0;
  for (const letter of letters) at = at * 26 + letter.charCodeAt(0) - 64;
  return at - 1;
}

function of(tag: SaxesTagNS, name: string): string | undefined {
  return Object.values(tag.attributes).find(({ local }) => local === name)?.value;
}
