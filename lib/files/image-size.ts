export type Pixels = { width: number; height: number };

/** The size that a PNG's head states; null when it is none. */
export function pngSize(head: Buffer): Pixels | null {
  if (head.length < 33 || head.readUInt32BE(8) !== 13 || head.toString("latin1", 12, 16) !== "IHDR")
    return null;
  return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) };
}

/** The size that a WebP's head states, in each of its three forms; null when it is none. */
export function webpSize(head: Buffer, fileSize: number): Pixels | null {
  const padded = head.length >= 30 ? head.readUInt32LE(4) + 8 : 0;
  if (padded !== fileSize && padded !== fileSize + 1) return null;
  switch (head.toString("latin1", 12, 16)) {
    case "VP8 ":
      if (head.readUIntBE(23, 3) !== 0x9d012a) return null;
      return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff };
    case "VP8L": {
      if (head[20] !== 0x2f) return null;
      const bits = head.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case "VP8X":
      return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 };
    default:
      return null;
  }
}

type Read = (at: number, length: number) => Promise<Buffer>;

/** A JPEG's frame stands behind its other segments: pictures, colour tables, notes. */
const MOST_SEGMENTS = 1_000;

/** The size in a JPEG's frame header, which is looked for segment by segment; null without one. */
export async function jpegSize(read: Read, fileSize: number): Promise<Pixels | null> {
  let at = 2;
  for (let segment = 0; segment < MOST_SEGMENTS && at + 10 <= fileSize; segment++) {
    const head = await read(at, 10);
    const marker = head[1] ?? 0;
    if (head.length < 10 || head[0] !== 0xff) return null;
    if (marker === 0xff) at += 1;
    else if (isFrame(marker)) return { height: head.readUInt16BE(5), width: head.readUInt16BE(7) };
    else if (marker === 0xd9 || marker === 0xda || head.readUInt16BE(2) < 2) return null;
    else at += 2 + head.readUInt16BE(2);
  }
  return null;
}

/** SOF0 to SOF15; the three numbers between them are tables. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}
