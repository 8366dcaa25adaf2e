export const encodings = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;
export type Encoding = (typeof encodings)[number];

/**
 * Text from bytes whose encoding nobody told, piece by piece: by its byte order mark, by the zeros of
 * UTF-16, else UTF-8, and Windows-1252 where the first letters beyond ASCII are no UTF-8.
 * @param found told once, at the latest at the end
 * @param told the encoding, where somebody said it
 */
export async function* decode(
  pieces: AsyncIterable<Uint8Array>,
  found: (encoding: Encoding) => void,
  told?: Encoding,
): AsyncGenerator<string> {
  let decoder = told && new TextDecoder(told);
  if (told) found(told);
  let held: Uint8Array = new Uint8Array();
  let begun = false;
  for await (const piece of pieces) {
    if (decoder) {
      yield decoder.decode(piece, { stream: true });
      continue;
    }
    const bytes = held.length === 0 ? piece : joined(held, piece);
    held = new Uint8Array();
    const encoding = begun ? byLetters(bytes) : (byBeginning(bytes) ?? byLetters(bytes));
    if (encoding === "ascii" && bytes.length >= 4) {
      begun = true;
      yield ascii.decode(bytes);
    } else if (encoding === "ascii" || encoding === "more") {
      held = bytes;
    } else {
      found(encoding);
      decoder = new TextDecoder(encoding);
      yield decoder.decode(bytes, { stream: true });
    }
  }
  if (!decoder) {
    const encoding = held.every((byte) => byte < 0x80) ? "utf-8" : "windows-1252";
    found(encoding);
    decoder = new TextDecoder(encoding);
    yield decoder.decode(held, { stream: true });
  }
  yield decoder.decode();
}

const ascii = new TextDecoder("utf-8");

function byBeginning(bytes: Uint8Array): Encoding | null {
  const [a, b, c] = bytes;
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  const sample = bytes.subarray(0, 512);
  const zerosAt = (rest: number) =>
    sample.filter((byte, at) => byte === 0 && at % 2 === rest).length;
  if (zerosAt(1) > sample.length / 4) return "utf-16le";
  return zerosAt(0) > sample.length / 4 ? "utf-16be" : null;
}

/** By what stands beyond ASCII, when it stands there whole. */
function byLetters(bytes: Uint8Array): Encoding | "ascii" | "more" {
  const first = bytes.findIndex((byte) => byte >= 0x80);
  if (first < 0) return "ascii";
  const letters = bytes.subarray(first);
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(letters, { stream: true });
    return text === "" ? "more" : "utf-8";
  } catch {
    return "windows-1252";
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
