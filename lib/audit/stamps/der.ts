/* As much of DER (X.690) as a time stamp's question and answer need. */

export const TAG = {
  integer: 0x02,
  octets: 0x04,
  oid: 0x06,
  sequence: 0x30,
  boolean: 0x01,
} as const;

/** One value: its tag, and its bytes without tag and length. */
export type Der = { tag: number; value: Buffer };

/** The values that stand one after another in these bytes. Throws when they do not end where the bytes do. */
export function partsOf(bytes: Buffer): Der[] {
  const parts: Der[] = [];
  for (let at = 0; at < bytes.length;) {
    const tag = bytes.readUInt8(at);
    let length = bytes.readUInt8(at + 1);
    let begins = at + 2;
    if (length > 0x80) {
      const size = length - 0x80;
      length = bytes.readUIntBE(begins, size);
      begins += size;
    }
    const ends = begins + length;
    if (ends > bytes.length) throw new Error("the value is longer than what it stands in");
    parts.push({ tag, value: bytes.subarray(begins, ends) });
    at = ends;
  }
  return parts;
}

const value = (tag: number, bytes: Buffer) => {
  const { length } = bytes;
  if (length > 0xff) throw new Error("a question is short");
  const size = length < 0x80 ? [length] : [0x81, length];
  return Buffer.concat([Buffer.from([tag, ...size]), bytes]);
};

export const sequence = (...parts: Buffer[]) => value(TAG.sequence, Buffer.concat(parts));
export const integer = (bytes: Buffer) => value(TAG.integer, bytes);
export const octets = (bytes: Buffer) => value(TAG.octets, bytes);
/** True. */
export const truth = value(TAG.boolean, Buffer.from([0xff]));

/** An object identifier, written with points. */
export function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split(".").map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((part) => {
    const digits = [part & 0x7f];
    for (let left = part >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80);
    return digits;
  });
  return value(TAG.oid, Buffer.from(bytes));
}
