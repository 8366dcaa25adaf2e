import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { office } from "@/testing/documents";
import { book } from "@/testing/workbooks";
import { mediaTypeOf } from "./content";
import { letGo, receiveBytes } from "./receive";
import { readWorkbook } from "./workbook";

/* Small files that cost a reader without bounds minutes, or all of its memory. */

const folder = mkdtempSync(path.join(tmpdir(), "heavy-"));
afterAll(() => rmSync(folder, { recursive: true }));

const nested = (depth: number) => "<a>".repeat(depth) + "</a>".repeat(depth);

async function document(inner: string): Promise<unknown> {
  const xml = `<w:document xmlns:w="w" xmlns:s="http://www.w3.org/2000/svg">${inner}</w:document>`;
  const bytes = office("docx", [{ name: "word/document.xml", bytes: Buffer.from(xml) }]);
  const file = await receiveBytes(bytes);
  try {
    return await mediaTypeOf(file, "a.docx");
  } finally {
    await letGo(file);
  }
}

async function workbook(bytes: Buffer): Promise<string[][]> {
  const file = path.join(folder, "book.xlsx");
  writeFileSync(file, bytes);
  const rows: string[][] = [];
  await readWorkbook(file, bytes.length, (some) => {
    for (const { cells } of some) rows.push(cells);
    return Promise.resolve();
  });
  return rows;
}

test("what lies in each other deeper than programs write is a bomb, in a document and in a workbook", async () => {
  await expect(document(nested(200))).resolves.toContain("word");
  await expect(document(nested(5_000))).rejects.toMatchObject({ code: "file_bomb" });
  await expect(workbook(book(nested(5_000)))).rejects.toMatchObject({ code: "file_bomb" });
});

test("a field that goes on and on is read once, and still known by its first word", async () => {
  const runs = (text: string) => `<w:instrText>${text}</w:instrText>`.repeat(150_000);
  await expect(document(runs("a".repeat(30)))).resolves.toContain("word");
  const split = ['"  ', " INCLUDE", "PICTURE", " x"].map(
    (text) => `<w:instrText>${text}</w:instrText>`,
  );
  await expect(document(split.join(""))).rejects.toMatchObject({ code: "file_links" });
});

test("comments of a style that are never closed are looked for once, and what stands in them counts", async () => {
  const style = (text: string) => `<s:g style="${text}"/>`;
  await expect(document(style("/*".repeat(300_000)))).resolves.toContain("word");
  await expect(document(style("/* url(http://x.example/)"))).rejects.toMatchObject({
    code: "file_links",
  });
  await expect(document(style("/* url(http://x.example/) */"))).resolves.toContain("word");
});

test("a workbook's formats and texts have an end", async () => {
  const [[shown] = []] = await workbook(
    book('<row><c s="3"><v>7</v></c></row>', { zeros: "0".repeat(300) }),
  );
  expect(shown).toBe("7");
  const long = book(
    `<row><c t="inlineStr"><is>${`<t>${"x".repeat(1_000)}</t>`.repeat(1_001)}</is></c></row>`,
  );
  await expect(workbook(long)).rejects.toMatchObject({ code: "file_bomb" });
  const shared = book("", { shared: [`x</t>${`<t>${"x".repeat(1_000)}</t>`.repeat(1_001)}<t>`] });
  await expect(workbook(shared)).rejects.toMatchObject({ code: "file_bomb" });
  const formats = book("", { formats: '<xf numFmtId="0"/>'.repeat(100_100) });
  await expect(workbook(formats)).rejects.toMatchObject({ code: "file_bomb" });
});
