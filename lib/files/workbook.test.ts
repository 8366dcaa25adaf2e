import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { book } from "@/testing/workbooks";
import { readWorkbook } from "./workbook";

const folder = mkdtempSync(path.join(tmpdir(), "book-"));
afterAll(() => rmSync(folder, { recursive: true }));

let made = 0;
async function read(bytes: Buffer): Promise<[number, string[]][]> {
  const file = path.join(folder, String(++made));
  writeFileSync(file, bytes);
  const rows: [number, string[]][] = [];
  await readWorkbook(file, statSync(file).size, (some) => {
    for (const { line, cells } of some) rows.push([line, cells]);
    return Promise.resolve();
  });
  return rows;
}

const cell = (at: string, inner: string, more = "") => `<c r="${at}"${more}>${inner}</c>`;
const row = (line: number, ...cells: string[]) => `<row r="${line}">${cells.join("")}</row>`;

test("P21 days are days, zeros stay, long numbers that lost digits are told, formulas are what was worked out", async () => {
  const rows = await read(
    book(
      row(
        1,
        cell("A1", "<v>46023</v>", ' s="1"'),
        cell("B1", "<v>46023</v>", ' s="2"'),
        cell("C1", "<v>123</v>", ' s="3"'),
        cell("D1", "<v>900001000000</v>"),
        cell("E1", "<v>9.00001E11</v>"),
        cell("F1", "<v>1.2345678901234567E+18</v>"),
        cell("G1", "<v>0.30000000000000004</v>"),
      ) +
        row(
          3,
          cell("B3", "<f>A1+1</f><v>46024</v>", ' s="1"'),
          cell("C3", "<f>NOW()</f>"),
          cell("D3", "<v>#N/A</v>", ' t="e"'),
          cell("E3", "<v>0</v>", ' t="s"'),
          cell("F3", "<is><t>=cmd</t></is>", ' t="inlineStr"'),
          cell("G3", "<v>1</v>", ' t="b"'),
        ),
      { shared: ["Müller &amp; &lt;Söhne&gt;"] },
    ),
  );
  expect(rows).toEqual([
    [
      1,
      [
        "2026-01-01",
        "2026-01",
        "000123",
        "900001000000",
        "900001000000",
        "1.2345678901234568E+18",
        "0.3",
      ],
    ],
    [3, ["", "2026-01-02", "=NOW()", "#N/A", "Müller & <Söhne>", "'=cmd", "TRUE"]],
  ]);
});

test("the first visible sheet is read; days from 1904 too", async () => {
  const hidden = book(row(1, cell("A1", "<v>1</v>", ' s="1"')), {
    hiddenFirst: true,
    from1904: true,
  });
  expect(await read(hidden)).toEqual([[1, ["1904-01-02"]]]);
});

test("bombs, entities and what is no workbook are refused", async () => {
  const big = book(
    row(1, cell("A1", `<is><t>${"x".repeat(9_000_000)}</t></is>`, ' t="inlineStr"')),
  );
  await expect(read(big)).rejects.toMatchObject({ code: "file_bomb" });
  const declared = book("", { claims: 500 * 1024 * 1024 });
  await expect(read(declared)).rejects.toMatchObject({ code: "file_bomb" });
  const entity = book("", { prolog: '<!DOCTYPE x [<!ENTITY a "b">]>' });
  await expect(read(entity)).rejects.toMatchObject({ code: "file_acts" });
  await expect(read(Buffer.from("PK\u0003\u0004 nothing"))).rejects.toMatchObject({
    code: "file_damaged",
  });
  await expect(read(book(row(1)).subarray(0, 700))).rejects.toMatchObject({ code: "file_damaged" });
});
