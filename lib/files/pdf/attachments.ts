import { inflateSync, constants } from "node:zlib";
import { decodePDFRawStream, PDFName, type PDFRawStream } from "@cantoo/pdf-lib";

/** What may be attached to a PDF, by the end of its name. */
const taken = /\.(xml|pdf|png|jpe?g|gif|webp|tiff?|csv|tsv|txt|json|xsd|ya?ml|p7s|ics|vcf)$/i;
/** Packed bytes of which the first ones are looked at. */
const HEAD = 4_096;

/** True for an attached file that may run: by any of its names, or by how its bytes begin. */
export function isProgram(names: readonly string[], stream: PDFRawStream): boolean {
  if (!names.every((name) => taken.test(name.trim()))) return true;
  return /^(MZ|\u007fELF|#!|PK|\u00d0\u00cf\u0011\u00e0|\{\\rtf|\s*<(!doctype\s+html|html|script|hta)|Rar!|7z|[\u00ce\u00cf]\u00fa\u00ed\u00fe|\u00ca\u00fe\u00ba\u00be)/i.test(
    headOf(stream),
  );
}

function headOf(stream: PDFRawStream): string {
  const filter = stream.dict.get(PDFName.of("Filter"));
  const contents = stream.getContents();
  if (!filter) return Buffer.from(contents.subarray(0, HEAD)).toString("latin1");
  if (filter instanceof PDFName && filter.decodeText() === "FlateDecode") {
    const options = { finishFlush: constants.Z_SYNC_FLUSH };
    return inflateSync(contents.subarray(0, HEAD), options).toString("latin1", 0, HEAD);
  }
  return Buffer.from(decodePDFRawStream(stream).decode()).toString("latin1", 0, HEAD);
}
