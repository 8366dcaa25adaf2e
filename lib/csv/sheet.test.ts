import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readWorkbook } from "@/lib/files/workbook";
import { csvOf, type Sheet, type SheetColumn, type SheetRow } from "./sheet";
import { xlsxOf } from "./xlsx";

/** K4: a table as a file: what comes out is what went in, and never does anything. */
const folder = mkdtempSync(path.join(tmpdir(), "sheet-"));
afterAll(() => rmSync(folder, { recursive: true }));

const columns: SheetColumn[] = [
  { label: "Naam", kind: "text" },
  { label: "Aantal", kind: "number" },
  { label: "Bedrag", kind: "amount" },
  { label: "Dag", kind: "day" },
  { label: "Moment", kind: "moment" },
];

async function* portions(...all: SheetRow[][]) {
  await Promise.resolve();
  yield* all;
}
const sheet = (...all: SheetRow[][]): Sheet => ({
  title: "A/B [c]",
  columns,
  rows: portions(...all),
});

let made = 0;
async function book(of: Sheet): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of xlsxOf(of)) pieces.push(piece);
  const file = path.join(folder, `${++made}.xlsx`);
  writeFileSync(file, Buffer.concat(pieces));
  return file;
}
async function cellsOf(file: string): Promise<string[][]> {
  const rows: string[][] = [];
  await readWorkbook(file, statSync(file).size, (some) => {
    rows.push(...some.map(({ cells }) => cells));
    return Promise.resolve();
  });
  return rows;
}
async function textOf(of: Sheet, form: "comma" | "semicolon"): Promise<string> {
  let text = "";
  for await (const piece of csvOf(of, form)) text += piece;
  return text;
}

test("the names of columns do nothing either", async () => {
  const text = (label: string): SheetColumn => ({ label, kind: "text" });
  const named = (): Sheet => ({ ...sheet(), columns: [text("=1+1"), text('a "b"')] });
  expect(await textOf(named(), "semicolon")).toBe(`\u{FEFF}"'=1+1";"a ""b"""\r\n`);
  expect(await cellsOf(await book(named()))).toEqual([["'=1+1", 'a "b"']]);
});

const hostile = [
  "=1+1",
  "+31",
  "-1",
  "@SUM(A1)",
  '<b>&"x"',
  "_x0041_",
  "two  spaces",
  "Łódź 北京 🚀",
];

test("a workbook is one that our own uploads take, and says what was written", async () => {
  const file = await book(
    sheet(
      [["Bos", 3, "1250.50", "2026-01-01", "2026-03-26 00:30"]],
      [],
      [
        [null, null, null, null, null],
        ["Duin", 0, "4000", "1899-01-01", ""],
      ],
    ),
  );
  expect(await cellsOf(file)).toEqual([
    ["Naam", "Aantal", "Bedrag", "Dag", "Moment"],
    ["Bos", "3", "1250.5", "2026-01-01", expect.stringMatching(/^2026-03-26|46107/)],
    ["", "", "", "", ""],
    ["Duin", "0", "4000", "1899-01-01", ""],
  ]);
});

test("P21 no text is a formula, and every letter that XML holds stays", async () => {
  const rows = hostile.map((name): SheetRow => [name, null, null, null, null]);
  const found = (await cellsOf(await book(sheet(rows)))).slice(1).map(([name]) => name);
  // What the reader of uploads defuses, it does by an apostrophe.
  expect(found.map((name) => name?.replace(/^'/, ""))).toEqual(hostile);
  const bad = await cellsOf(
    await book(sheet([["a\u0000b\uD800c\u000Bd\uFFFE", 1, null, null, null]])),
  );
  expect(bad[1]?.[0]).toBe("a b c d ");
  const lines = (await textOf(sheet(rows), "comma")).split("\r\n").slice(1);
  expect(lines.slice(0, 4)).toEqual(["'=1+1,,,,", "'+31,,,,", "'-1,,,,", "'@SUM(A1),,,,"]);
});

test("a CSV has a byte order mark, a head, and the decimals of its reader", async () => {
  const rows = [["Bos; Duin", 3, "1250.50", "2026-01-01", null]] as const;
  const head = "\u{FEFF}";
  expect(await textOf(sheet([...rows]), "semicolon")).toBe(
    `${head}"Naam";"Aantal";"Bedrag";"Dag";"Moment"\r\n"Bos; Duin";3;1250,50;2026-01-01;\r\n`,
  );
  expect(await textOf(sheet([...rows]), "comma")).toBe(
    `${head}"Naam","Aantal","Bedrag","Dag","Moment"\r\n"Bos; Duin",3,1250.50,2026-01-01,\r\n`,
  );
});

test("whoever stops reading ends what is read for them", async () => {
  let ended = false;
  const rows = async function* () {
    try {
      for (;;)
        yield await Promise.resolve([["x".repeat(1_000), 1, null, null, null]] as SheetRow[]);
    } finally {
      ended = true;
    }
  };
  const pieces = xlsxOf({ title: "x", columns, rows: { [Symbol.asyncIterator]: rows } });
  for (let n = 0; n < 12; n++) await pieces.next();
  await pieces.return(undefined);
  await new Promise((resolve) => setImmediate(resolve));
  expect(ended).toBe(true);
});

test("D23: domains are told as people write them, in each kind of file", async () => {
  const row = ["a@xn--bcher-kva.example", 1, "1.50", null, null];
  expect(await textOf(sheet([row]), "comma")).toContain("a@bücher.example,1,1.50,,");
  expect((await cellsOf(await book(sheet([row]))))[1]?.[0]).toBe("a@bücher.example");
});
