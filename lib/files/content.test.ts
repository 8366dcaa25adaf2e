import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { Refusal } from "@/lib/errors";
import { jpeg, office, officeOf, pdf, png, webp } from "@/testing/documents";
import { zip } from "@/scripts/templates/zip";
import { mediaTypeOf } from "./content";
import { kinds } from "./kinds";
import { letGo, receiveBytes } from "./receive";

async function verdict(name: string, bytes: Buffer): Promise<string> {
  const file = await receiveBytes(bytes);
  try {
    return await mediaTypeOf(file, name);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.code;
  } finally {
    await letGo(file);
  }
}

const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1024 * 1024);
const lying = (says: { size?: number; packed?: number }) =>
  office("docx", [{ name: "word/a.xml", bytes: zeros(1), says }]);

const heic = Buffer.from("\0\0\0\u0018ftypheic\0\0\0\0mif1heic", "latin1");
const tiff = Buffer.from("II*\0\u0008\0\0\0", "latin1");
/** The container of Office's old formats, and of documents with a password. */
const compound = (name = "WordDocument") =>
  Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.from(name, "utf16le")]);

/** A central directory that names the same bytes again and again. */
function overlapping(): Buffer {
  const once = office("docx", [{ name: "word/a.xml", bytes: randomBytes(50_000) }]);
  const start = once.readUInt32LE(once.length - 6);
  const list = once.subarray(start, once.length - 22);
  const end = Buffer.from(once.subarray(once.length - 22));
  const times = 200;
  end.writeUInt16LE(3 * times, 8);
  end.writeUInt16LE(3 * times, 10);
  end.writeUInt32LE(list.length * times, 12);
  return Buffer.concat([once.subarray(0, start), ...Array<Buffer>(times).fill(list), end]);
}

describe("what the content of a file is (issue: hostile files)", () => {
  test.each<[name: string, bytes: Buffer, kind: string]>([
    ["a.pdf", pdf(), kinds.pdf],
    ["A.PDF", pdf(), kinds.pdf],
    ["a.png", png(), kinds.png],
    ["a.jpg", jpeg(), kinds.jpg],
    ["a.jpeg", jpeg(), kinds.jpg],
    ["a.webp", webp(), kinds.webp],
    ["a.docx", office("docx"), kinds.docx],
    ["a.xlsx", office("xlsx"), kinds.xlsx],
    ["a.pptx", office("pptx"), kinds.pptx],
    [
      "our template.docx",
      readFileSync("public/templates/findings-and-recommendations.docx"),
      kinds.docx,
    ],
    ["at the limit.png", png(11_000, 10_000), kinds.png],
    ["a phone's photo of 50 megapixels.jpg", jpeg(8_160, 6_144), kinds.jpg],
    ["an A3 scan at 600 dpi.png", png(7_016, 9_921), kinds.png],
    ["from a browser.jfif", jpeg(), kinds.jpg],
    ["a mark before.pdf", Buffer.concat([Buffer.from("\ufeff"), pdf()]), kinds.pdf],
    ["a line before.pdf", Buffer.concat([Buffer.from("\r\n"), pdf()]), kinds.pdf],
    [
      "a printer's words before.pdf",
      Buffer.concat([Buffer.from("\u001b%-12345X@PJL\r\n"), pdf()]),
      kinds.pdf,
    ],
    ["a megabyte behind.pdf", Buffer.concat([pdf(), zeros(1)]), kinds.pdf],
    ["spaces behind.pdf", Buffer.concat([pdf(), Buffer.alloc(70_000, " ")]), kinds.pdf],
  ])("%s is taken", async (name, bytes, kind) => {
    expect(await verdict(name, bytes)).toBe(kind);
  });

  test.each<[what: string, name: string, bytes: Buffer, code: string]>([
    ["nothing", "a.pdf", Buffer.alloc(0), "file_empty"],
    ["no ending", "passwd", pdf(), "file_type"],
    ["an SVG", "a.svg", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"), "file_type"],
    [
      "an SVG named PNG",
      "a.png",
      Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"),
      "file_mismatch",
    ],
    ["HTML", "a.html", Buffer.from("<html></html>"), "file_type"],
    ["HTML named PDF", "a.pdf", Buffer.from("<html><script>alert(1)</script>"), "file_mismatch"],
    ["HTML before a PDF", "a.pdf", Buffer.concat([Buffer.from("<html>"), pdf()]), "file_mismatch"],
    ["a program", "a.exe", Buffer.from("MZ\u0090\u0000"), "file_type"],
    ["a program named PDF", "a.pdf", Buffer.from("MZ\u0090\u0000 and more"), "file_mismatch"],
    ["a program named DOCX", "a.docx", Buffer.from("\u007fELF and more"), "file_mismatch"],
    ["a PDF named PNG", "a.png", pdf(), "file_mismatch"],
    ["a PNG named JPEG", "a.jpg", png(), "file_mismatch"],
    ["a spreadsheet named DOCX", "a.docx", office("xlsx"), "file_mismatch"],
    ["any zip file named DOCX", "a.docx", zip([{ name: "a.txt", bytes: pdf() }]), "file_mismatch"],
    ["an old document renamed", "a.docx", compound(), "file_old_office"],
    ["a document with a password", "a.docx", compound("EncryptedPackage"), "file_protected"],
    [
      "a PDF that is a zip file too",
      "a.pdf",
      Buffer.concat([pdf(), zip([{ name: "a.js", bytes: pdf() }])]),
      "file_two_kinds",
    ],
    [
      "a PNG that is a zip file too",
      "a.png",
      Buffer.concat([png(), office("docx")]),
      "file_two_kinds",
    ],
    ["a PNG that is a PDF too", "a.png", Buffer.concat([png(), pdf()]), "file_two_kinds"],
    [
      "a JPEG that is a zip file too",
      "a.jpg",
      Buffer.concat([jpeg(), zip([{ name: "a", bytes: pdf() }])]),
      "file_two_kinds",
    ],
    ["a PDF without its end", "a.pdf", pdf().subarray(0, 40), "file_damaged"],
    [
      "a JPEG without a frame",
      "a.jpg",
      Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xd9, 0, 0, 0, 0]),
      "file_damaged",
    ],
    [
      "a JPEG that leads nowhere",
      "a.jpg",
      Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0]),
      "file_damaged",
    ],
    ["a PNG of no size", "a.png", png(0, 5), "file_damaged"],
    [
      "a WebP of another length than it says",
      "a.webp",
      Buffer.concat([webp(), Buffer.from("more")]),
      "file_damaged",
    ],
    ["a PNG of 120 megapixels", "a.png", png(12_000, 10_000), "file_pixels"],
    ["a PNG of 4 × 10^18 pixels", "a.png", png(0x7fffffff, 0x7fffffff), "file_pixels"],
    ["a JPEG of 120 megapixels", "a.jpg", jpeg(12_000, 10_000), "file_pixels"],
    ["a WebP of 120 megapixels", "a.webp", webp(12_000, 10_000), "file_pixels"],
    ["a HEIC photo", "a.HEIC", heic, "file_heic"],
    ["a HEIC photo named JPEG", "a.jpg", heic, "file_heic"],
    ["a TIFF scan", "a.tif", tiff, "file_tiff"],
    ["a TIFF scan named PNG", "a.png", tiff, "file_tiff"],
    ["an old document", "a.doc", compound(), "file_old_office"],
    ["a zip file", "a.zip", zip([{ name: "a.txt", bytes: pdf() }]), "file_archive"],
    [
      "a PDF more than 1,024 bytes in",
      "a.pdf",
      Buffer.concat([Buffer.alloc(1_100, " "), pdf()]),
      "file_mismatch",
    ],
    [
      "a program before a PDF",
      "a.pdf",
      Buffer.concat([Buffer.from("MZ\u0090\u0000"), pdf()]),
      "file_mismatch",
    ],
    [
      "a script before a PDF",
      "a.pdf",
      Buffer.concat([Buffer.from("#!/bin/sh\n"), pdf()]),
      "file_mismatch",
    ],
    ["a document that cannot be opened", "a.docx", office("docx").subarray(0, 60), "file_damaged"],
    [
      "a macro document renamed",
      "a.docx",
      officeOf("application/vnd.ms-word.document.macroEnabled.main+xml"),
      "file_macros",
    ],
    [
      "a macro workbook renamed",
      "a.xlsx",
      officeOf("application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
      "file_macros",
    ],
    [
      "a document with a macro part",
      "a.docx",
      office("docx", [{ name: "word/vbaProject.bin", bytes: pdf() }]),
      "file_macros",
    ],
    ["a macro document by its name", "a.docm", office("docx"), "file_macros"],
    [
      "a zip bomb",
      "a.docx",
      office("docx", [{ name: "word/a.xml", bytes: zeros(101) }]),
      "file_bomb",
    ],
    ["a zip bomb of parts that overlap", "a.docx", overlapping(), "file_bomb"],
    ["a part that is larger than it says", "a.docx", lying({ size: 10 }), "file_damaged"],
    ["a part that is smaller than it says", "a.docx", lying({ size: 2_000_000 }), "file_damaged"],
    [
      "more parts than a document has",
      "a.docx",
      office(
        "docx",
        Array.from({ length: 5_001 }, (_, at) => ({ name: `p${at}`, bytes: Buffer.from("x") })),
      ),
      "file_bomb",
    ],
  ])("%s is refused", async (_what, name, bytes, code) => {
    expect(await verdict(name, bytes)).toBe(code);
  });

  test("a bomb costs little memory", async () => {
    const bomb = office("docx", [{ name: "word/media/a.bmp", bytes: zeros(95) }]);
    const before = process.memoryUsage().rss;
    expect(await verdict("a.docx", bomb)).toBe(kinds.docx);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  });
});
