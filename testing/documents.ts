import { pdfOf } from "./pdfs";
import { zip, type ZipEntry } from "@/scripts/templates/zip";

/** Files as they come in: real ones, small, and hostile ones. */
export function pdf(text = "hello"): Buffer {
  return pdfOf({ text });
}

/** The head of a PNG of any size. */
export function png(width = 4, height = 3): Buffer {
  const head = Buffer.alloc(33 + 12);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(head);
  head.writeUInt32BE(13, 8);
  head.write("IHDR", 12, "latin1");
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  head.write("IEND", 37, "latin1");
  return head;
}

/** A JPEG with a note before its frame header. */
export function jpeg(width = 4, height = 3): Buffer {
  const note = Buffer.from([0xff, 0xe0, 0x00, 0x06, 1, 2, 3, 4]);
  const frame = Buffer.alloc(19);
  frame.writeUInt16BE(0xffc0, 0);
  frame.writeUInt16BE(17, 2);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    note,
    frame,
    Buffer.from([0xff, 0xda, 0xff, 0xd9]),
  ]);
}

/** A WebP of the extended form. */
export function webp(width = 4, height = 3): Buffer {
  const file = Buffer.alloc(30);
  file.write("RIFF", 0, "latin1");
  file.writeUInt32LE(22, 4);
  file.write("WEBPVP8X", 8, "latin1");
  file.writeUInt32LE(10, 16);
  file.writeUIntLE(width - 1, 24, 3);
  file.writeUIntLE(height - 1, 27, 3);
  return file;
}

const main = {
  docx: "wordprocessingml.document.main+xml",
  xlsx: "spreadsheetml.sheet.main+xml",
  pptx: "presentationml.presentation.main+xml",
};

/** An Office document by its list of parts. */
export function office(kind: keyof typeof main, more: ZipEntry[] = []): Buffer {
  return officeOf(`application/vnd.openxmlformats-officedocument.${main[kind]}`, more);
}

export function officeOf(contentType: string, more: ZipEntry[] = []): Buffer {
  const types = `<Types><Override PartName="/main.xml" ContentType="${contentType}"/></Types>`;
  const parts = [
    { name: "[Content_Types].xml", bytes: Buffer.from(types) },
    { name: "main.xml", bytes: Buffer.from("<main/>") },
  ];
  return zip([...parts, ...more]);
}
