import { told, type Sheet, type SheetColumn, type SheetKind, type SheetRow } from "./sheet";
import { zipOf, type ZipEntry } from "./zip";

/** What a spreadsheet takes in: rows of one sheet, bytes of one that an archive tells, letters of a cell. */
const ROWS = 1_048_576;
const BYTES = 2 ** 31;
const LETTERS = 32_767;

/** Places in `cellXfs` below. */
const style = {
  day: 1,
  moment: 2,
  decimal: 3,
  whole: 4,
  quoted: 5,
  head: 6,
  quotedHead: 7,
} as const;

const open = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packed = "http://schemas.openxmlformats.org/package/2006";

/**
 * A table as an Excel workbook (ISO/IEC 29500), packed as it is read: days are days and amounts are numbers, every text is a
 * text, whatever it begins with. More rows than a sheet holds go on in the next one.
 */
export function xlsxOf(sheet: Sheet): AsyncGenerator<Uint8Array> {
  return zipOf(entriesOf(sheet));
}

async function* entriesOf({ title, columns, rows }: Sheet): AsyncGenerator<ZipEntry> {
  const entry = (name: string, text: string) => ({ name, pieces: once(text) });
  yield entry(
    "_rels/.rels",
    `${open}<Relationships xmlns="${packed}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  yield entry("xl/styles.xml", styles);
  const reading = rows[Symbol.asyncIterator]();
  const rest = { rows: [] as readonly SheetRow[], done: false };
  let sheets = 0;
  try {
    do {
      sheets += 1;
      yield { name: `xl/worksheets/sheet${sheets}.xml`, pieces: sheetXml(columns, reading, rest) };
    } while (!rest.done || rest.rows.length > 0);
  } finally {
    await reading.return?.();
  }
  const all = Array.from({ length: sheets }, (_, n) => n + 1);
  yield entry(
    "xl/workbook.xml",
    `${open}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${all.map((n) => `<sheet name="${escaped(nameOf(title, n))}" sheetId="${n}" r:id="rId${n}"/>`).join("")}</sheets></workbook>`,
  );
  yield entry(
    "xl/_rels/workbook.xml.rels",
    `${open}<Relationships xmlns="${packed}/relationships">${all.map((n) => `<Relationship Id="rId${n}" Type="${office}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join("")}<Relationship Id="rId${sheets + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  );
  const part = (name: string, type: string) =>
    `<Override PartName="${name}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`;
  yield entry(
    "[Content_Types].xml",
    `${open}<Types xmlns="${packed}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${part("/xl/workbook.xml", "sheet.main")}${part("/xl/styles.xml", "styles")}${all.map((n) => part(`/xl/worksheets/sheet${n}.xml`, "worksheet")).join("")}</Types>`,
  );
}

type Rest = { rows: readonly SheetRow[]; done: boolean };

/** One sheet, of what is left and of what follows; it leaves what it has no room for. */
async function* sheetXml(
  columns: readonly SheetColumn[],
  reading: AsyncIterator<readonly SheetRow[]>,
  rest: Rest,
): AsyncGenerator<string> {
  const widths = columns.map(
    ({ kind }, n) => `<col min="${n + 1}" max="${n + 1}" width="${width[kind]}" customWidth="1"/>`,
  );
  const labels = columns.map(({ label }) => textCell(label, "head")).join("");
  yield `${open}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join("")}</cols><sheetData><row>${labels}</row>`;
  let room = ROWS - 1;
  let bytes = 0;
  while (room > 0 && bytes < BYTES) {
    if (rest.rows.length === 0) {
      const next = await reading.next();
      if (next.done) {
        rest.done = true;
        break;
      }
      rest.rows = next.value;
    }
    const some = rest.rows.slice(0, room);
    rest.rows = rest.rows.slice(some.length);
    room -= some.length;
    const text = some
      .map(
        (row) =>
          `<row>${row.map((value, at) => cellXml(value, columns[at]?.kind ?? "text")).join("")}</row>`,
      )
      .join("");
    bytes += text.length;
    if (text !== "") yield text;
  }
  yield "</sheetData></worksheet>";
}

const width: Record<SheetKind, number> = { text: 28, number: 12, amount: 14, day: 12, moment: 17 };

function cellXml(value: string | number | null, kind: SheetKind): string {
  if (value === null || value === "") return "<c/>";
  if (typeof value === "number") return `<c><v>${value}</v></c>`;
  switch (kind) {
    case "day":
    case "moment": {
      const at = serial(value);
      return at === null ? textCell(value) : `<c s="${style[kind]}"><v>${at}</v></c>`;
    }
    case "amount":
      return /^-?\d+(?:\.\d+)?$/.test(value)
        ? `<c s="${value.includes(".") ? style.decimal : style.whole}"><v>${value}</v></c>`
        : textCell(value);
    case "number":
    case "text":
      return textCell(told(value));
  }
}

const looks = {
  row: { plain: "", quoted: ` s="${style.quoted}"` },
  head: { plain: ` s="${style.head}"`, quoted: ` s="${style.quotedHead}"` },
} as const;

/** A text is never a formula, also not once somebody has been in its cell. */
function textCell(value: string, of: "head" | "row" = "row"): string {
  const look = looks[of][/^[=+\-@\t\r\n]/.test(value) ? "quoted" : "plain"];
  return `<c t="inlineStr"${look}><is><t xml:space="preserve">${escaped(value.slice(0, LETTERS))}</t></is></c>`;
}

const signs: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\r": "&#13;",
};

/** As XML holds it: what it has no sign for becomes a space, and `_x0041_`, which spreadsheets read as a letter, stays. */
function escaped(text: string): string {
  const held = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD]/.test(text)
    ? text.replace(/[^\P{Cc}\t\n\r]|\p{Cs}|[\uFFFE\uFFFF]/gu, " ")
    : text;
  const literal = held.includes("_x") ? held.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_") : held;
  return /[&<>"\r]/.test(literal)
    ? literal.replace(/[&<>"\r]/g, (sign) => signs[sign] ?? sign)
    : literal;
}

/** How spreadsheets count days; null for a time before they begin. */
function serial(value: string): number | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)(?: (\d\d):(\d\d))?$/.exec(value);
  if (!found) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = found
    .slice(1)
    .map((one: string | undefined) => Number(one ?? 0));
  const days = (Date.UTC(year, month - 1, day, hour, minute) - Date.UTC(1899, 11, 30)) / 86_400_000;
  return days < 61 ? null : days;
}

/** At most 31 letters, without those that a sheet's name cannot have; the first sheet has no number. */
function nameOf(title: string, n: number): string {
  const end = n === 1 ? "" : ` ${n}`;
  return `${
    title
      .replace(/[[\]:*?/\\']/g, " ")
      .slice(0, 31 - end.length)
      .trim() || "1"
  }${end}`;
}

async function* once(text: string): AsyncGenerator<string> {
  await Promise.resolve();
  yield text;
}

const styles = `${open}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="8"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="22" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" quotePrefix="1"/></cellXfs></styleSheet>`;
