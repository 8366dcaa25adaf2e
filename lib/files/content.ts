import { open, readFile, type FileHandle } from "node:fs/promises";
import { Refusal, type RefusalCode } from "../errors";
import { extensionOf, kinds, refusalOfName, type MediaType } from "./kinds";
import { jpegSize, pngSize, webpSize, type Pixels } from "./image-size";
import { checkOffice } from "./office";
import { checkPdf } from "./pdf/check";
import type { Received } from "./store";

const HEAD = 4_096;
/** A zip file's end stands in its last 22 bytes, before a comment of at most 65,535. */
const TAIL = 22 + 65_535;
/** More cannot be shown safely: each pixel takes four bytes of a browser's memory. Room for A3 at 600 dpi. */
const MEGAPIXELS = 110;
/** Readers look for a PDF's beginning so far. */
const PDF_BEFORE = 1_024;

/**
 * The media type of a received file, whose content must be what its name says: the name alone is
 * never believed. Reads a bounded part of it, and inflates a bounded amount.
 * Refuses with `file_empty`; with `file_type`, `file_heic`, `file_tiff`, `file_old_office`,
 * `file_archive` for a kind that is not taken; with `file_mismatch` (`extension`), `file_two_kinds`,
 * `file_damaged`, `file_bomb`, `file_pixels` (`most`) for what the reviewer could not open; with
 * `file_protected`, `file_macros`, `file_objects`, `file_links`, `file_acts` for what `checkOffice`
 * finds; and as `checkPdf` says.
 */
export async function mediaTypeOf(file: Received, name: string): Promise<MediaType> {
  if (file.size === 0) throw new Refusal("file_empty");
  const extension = extensionOf(name);
  if (extension === null) throw new Refusal(refusalOfName(name));
  const mediaType = kinds[extension];
  const handle = await open(file.path);
  try {
    const head = await bytesAt(handle, 0, Math.min(HEAD, file.size));
    if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0])) throw new Refusal(await oldOrLocked(file));
    if (containerOf(head) !== containerFor(mediaType)) {
      const code = pictureOf(head) ?? "file_mismatch";
      throw new Refusal(code, { params: { extension } });
    }
    const start = Math.max(0, file.size - TAIL);
    const tail = await bytesAt(handle, start, file.size - start);
    if (hasSecondKind(head, tail)) throw new Refusal("file_two_kinds");
    await checkInside(mediaType, { file, handle, head, extension });
    return mediaType;
  } finally {
    await handle.close();
  }
}

type Container = "pdf" | "png" | "jpeg" | "webp" | "zip";

function containerOf(head: Buffer): Container | null {
  if (startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "png";
  if (startsWith(head, [0xff, 0xd8, 0xff])) return "jpeg";
  if (head.toString("latin1", 0, 4) === "RIFF" && head.toString("latin1", 8, 12) === "WEBP")
    return "webp";
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) return "zip";
  return isPdf(head) ? "pdf" : null;
}

/** Mail programs, printers and editors leave a few bytes before a PDF; a page or a program is none. */
function isPdf(head: Buffer): boolean {
  const text = head.toString("latin1", 0, PDF_BEFORE + 8);
  const at = text.search(/%PDF-\d/);
  const before = text.slice(0, Math.max(at, 0));
  return (
    at >= 0 && at <= PDF_BEFORE && !/^(MZ|\u007fELF|#!|GIF8|BM|\{\\rtf)|<[a-z!?/]/i.test(before)
  );
}

/** A picture of a kind that is not taken, whatever its name says: phones call HEIC `.jpg` at times. */
function pictureOf(head: Buffer): RefusalCode | null {
  if (/^ftyp(hei|hev|mif|msf|avi)/.test(head.toString("latin1", 4, 12))) return "file_heic";
  return /^(II\*\0|MM\0\*)/.test(head.toString("latin1", 0, 4)) ? "file_tiff" : null;
}

/** One container serves for Office's old formats and for a new document behind a password. */
async function oldOrLocked(file: Received): Promise<RefusalCode> {
  const locked = Buffer.from("EncryptedPackage", "utf16le");
  return (await readFile(file.path)).includes(locked) ? "file_protected" : "file_old_office";
}

function containerFor(mediaType: MediaType): Container {
  if (mediaType === kinds.pdf) return "pdf";
  if (mediaType === kinds.png) return "png";
  if (mediaType === kinds.jpg) return "jpeg";
  return mediaType === kinds.webp ? "webp" : "zip";
}

/** Programs find a PDF anywhere near the beginning of a file, and a zip file by its end. */
function hasSecondKind(head: Buffer, tail: Buffer): boolean {
  const first = containerOf(head);
  if (first !== "pdf" && head.subarray(0, 1_024).includes("%PDF-")) return true;
  if (first === "zip") return false;
  for (
    let at = tail.indexOf("PK\u0005\u0006");
    at >= 0;
    at = tail.indexOf("PK\u0005\u0006", at + 1)
  ) {
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) <= tail.length) return true;
  }
  return false;
}

type Opened = {
  file: Received;
  handle: FileHandle;
  head: Buffer;
  extension: string;
};

async function checkInside(mediaType: MediaType, opened: Opened): Promise<void> {
  const { file, handle, head, extension } = opened;
  switch (mediaType) {
    case kinds.pdf:
      return checkPdf(file);
    case kinds.png:
      return checkPixels(pngSize(head));
    case kinds.webp:
      return checkPixels(webpSize(head, file.size));
    case kinds.jpg:
      return checkPixels(await jpegSize((at, length) => bytesAt(handle, at, length), file.size));
    default:
      return checkOffice(file, { mediaType, extension });
  }
}

function checkPixels(found: Pixels | null): void {
  if (!found || found.width === 0 || found.height === 0) throw new Refusal("file_damaged");
  if (found.width * found.height > MEGAPIXELS * 1_000_000) {
    throw new Refusal("file_pixels", { params: { most: MEGAPIXELS } });
  }
}

/** @returns fewer bytes at the end of the file */
async function bytesAt(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}

function startsWith(head: Buffer, signature: number[]): boolean {
  return signature.every((byte, at) => head[at] === byte);
}
