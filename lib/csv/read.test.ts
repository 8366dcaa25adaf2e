import { Readable } from "node:stream";
import fc from "fast-check";
import { readCsv, type CsvRecord } from "./read";

function* inPieces(text: string, size: number) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const isHeader = () => true;

async function read(text: string, size = 7): Promise<CsvRecord[]> {
  const all: CsvRecord[] = [];
  for await (const records of readCsv(Readable.from(inPieces(text, size)), { isHeader }))
    all.push(...records);
  return all;
}

const fieldsOf = (records: CsvRecord[]) => records.map((r) => ("fields" in r ? r.fields : null));

test.each([
  ["LF", "a,b\n1,2\n"],
  ["CRLF", "a,b\r\n1,2\r\n"],
  ["no line break at the end", "a,b\n1,2"],
  ["a byte order mark", "\uFEFFa,b\n1,2\n"],
  ["quotes", '"a","b"\n"1","2"\n'],
  ["quotes and CRLF", '"a","b"\r\n"1","2"\r\n'],
  ["quotes and no line break at the end", 'a,b\n1,"2"'],
  ["empty lines", "a,b\n\n1,2\n\r\n"],
])("CSV with %s is read", async (_, text) => {
  for (const size of [1, 2, 3, 7, 1_000]) {
    expect(fieldsOf(await read(text, size))).toEqual([
      ["a", "b"],
      ["1", "2"],
    ]);
  }
});

test("line breaks, commas and quotes within quotes belong to the field, and lines are counted", async () => {
  const records = await read('a,b\n"x\r\ny","say ""hi"", you"\n3,4\n');
  expect(records).toEqual([
    { line: 1, fields: ["a", "b"] },
    { line: 2, fields: ["x\r\ny", 'say "hi", you'] },
    { line: 4, fields: ["3", "4"] },
  ]);
});

test.each([
  ["a quote that is never closed", '1,"open\n3,4\n5,6\n', "quote"],
  ["text after a closing quote", '1,"two" more\n3,4\n5,6\n', "quote"],
  ["a stray quote that another one far below closes", '1,"open\n3,4\n5,6\n', "quote"],
  ["too many columns", "1,2,3\n3,4\n5,6\n", "columns"],
  ["a quote that swallows lines and gives too few columns", '"1,2\n3,4\n5,6\n7"\n', "columns"],
  ["a very long line", `1,${"x".repeat(70_000)}\n3,4\n5,6\n`, "too_long"],
  ["a very long quoted field", `1,"${"x\n".repeat(40_000)}"\n3,4\n5,6\n`, "quote"],
])("%s costs its own line alone", async (_, body, broken) => {
  for (const size of [5, 1_000, 1_000_000]) {
    const records = await read(`a,b\n${body}`, size);
    expect(records[1]).toMatchObject({ line: 2, broken });
    expect(fieldsOf(records)).toEqual(
      expect.arrayContaining([
        ["3", "4"],
        ["5", "6"],
      ]),
    );
  }
});

test("a file without any line break is read in bounded memory, and is one problem", async () => {
  function* endless() {
    for (let n = 0; n < 200; n++) yield Buffer.from("x".repeat(65_536));
  }
  const all: CsvRecord[] = [];
  for await (const records of readCsv(Readable.from(endless()), { isHeader })) all.push(...records);
  expect(all).toEqual([{ line: 1, broken: "too_long", found: 65_536 }]);
});

test("what was written is read, whatever the fields hold and however the text is cut", async () => {
  const field = fc.string({
    unit: fc.constantFrom("a", "é", ",", '"', "\n", "\r", " ", "漢"),
    maxLength: 6,
  });
  const table = fc.integer({ min: 2, max: 4 }).chain((width) =>
    fc.array(fc.array(field, { minLength: width, maxLength: width }), {
      minLength: 1,
      maxLength: 6,
    }),
  );
  const write = (rows: string[][], end: string) =>
    rows
      .map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(",") + end)
      .join("");
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.constantFrom("\n", "\r\n"),
      fc.integer({ min: 1, max: 50 }),
      async (rows, end, size) => {
        expect(fieldsOf(await read(write(rows, end), size))).toEqual(rows);
      },
    ),
    { numRuns: 1_000 },
  );
});
