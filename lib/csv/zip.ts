import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, crc32, createDeflateRaw } from "node:zlib";

/** One file of an archive: its name, and what is in it. */
export type ZipEntry = { name: string; pieces: AsyncIterable<string> };

type Written = { name: Buffer; at: number; crc: number; packed: number; size: number };

/** Sizes are told in 32 bits. */
const MOST = 0xffffffff;
const DEFLATED = 8;
/** UTF-8 names; sizes stand behind the bytes, for they are not known before. */
const FLAGS = 0x0808;
/** 1 January 1980: the format has no "no date". */
const DATE = 0x0021;

/**
 * An archive that is packed as it is read: nothing of it is held. Throws `RangeError` past what the format holds without
 * extensions (4 GB).
 */
export async function* zipOf(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const all: Written[] = [];
  let at = 0;
  for await (const { name, pieces } of entries) {
    const one: Written = { name: Buffer.from(name), at, crc: 0, packed: 0, size: 0 };
    all.push(one);
    const head = Buffer.concat([fields([0x04034b50, 4], [20, 2], [FLAGS, 2], [DEFLATED, 2], [0, 2], [DATE, 2], [0, 4], [0, 4], [0, 4], [one.name.length, 2], [0, 2]), one.name]); // prettier-ignore
    yield head;
    for await (const packed of packedOf(one, pieces)) {
      one.packed += packed.length;
      yield packed;
    }
    yield fields([0x08074b50, 4], [one.crc, 4], [one.packed, 4], [one.size, 4]);
    at += head.length + one.packed + 16;
    if (one.size > MOST || at > MOST) throw new RangeError("an archive has room for 4 GB");
  }
  const list = Buffer.concat(all.map(listed));
  yield list;
  yield fields([0x06054b50, 4], [0, 2], [0, 2], [all.length, 2], [all.length, 2], [list.length, 4], [at, 4], [0, 2]); // prettier-ignore
}

async function* packedOf(one: Written, pieces: AsyncIterable<string>): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw({ level: constants.Z_BEST_SPEED, chunkSize: 65_536 });
  const bytes = async function* () {
    for await (const piece of pieces) {
      const some = Buffer.from(piece);
      one.crc = crc32(some, one.crc);
      one.size += some.length;
      yield some;
    }
  };
  const packing = pipeline(Readable.from(bytes(), { objectMode: true, highWaterMark: 1 }), deflate);
  // Whoever reads hears of it at the end, or of its fault here.
  packing.catch(() => undefined);
  for await (const packed of deflate) if (Buffer.isBuffer(packed)) yield packed;
  await packing;
}

function listed({ name, at, crc, packed, size }: Written): Buffer {
  const head = fields([0x02014b50, 4], [20, 2], [20, 2], [FLAGS, 2], [DEFLATED, 2], [0, 2], [DATE, 2], [crc, 4], [packed, 4], [size, 4], [name.length, 2], [0, 2], [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]); // prettier-ignore
  return Buffer.concat([head, name]);
}

/** Numbers one after another, each in so many bytes, the lowest first. */
function fields(...values: (readonly [value: number, bytes: 2 | 4])[]): Buffer {
  return Buffer.concat(
    values.map(([value, bytes]) => {
      const field = Buffer.alloc(bytes);
      field.writeUIntLE(value, 0, bytes);
      return field;
    }),
  );
}
