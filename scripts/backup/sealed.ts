import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";

/** What a sealed file begins with; 16 bytes of salt follow, and then pieces of at most 1 MB, each with its tag. */
const MARK = Buffer.from("ENGBK01\n");
const PIECE = 1024 * 1024;
const TAG = 16;

/** The key of one file, of the backup's own (32 random characters or more) and the file's salt. */
function keyOf(secret: string, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, salt, "engagements backup", 32));
}

/** What the holder of the backup's key, and nobody else, makes of a text: 32 bytes. */
export function signed(text: string, secret: string): Buffer {
  const own = Buffer.from(hkdfSync("sha256", secret, "", "engagements backup manifest", 32));
  return createHmac("sha256", own).update(text).digest();
}

/** Each piece is bound to its place, and to whether it is the last: none can be left out, moved or cut off. */
function nonceOf(at: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(at, 4);
  nonce.writeUInt8(last ? 1 : 0, 11);
  return nonce;
}

/** Cuts a stream into pieces of one size; the last may be smaller, and is said to be it. */
async function* pieces(
  source: AsyncIterable<Buffer>,
  size: number,
): AsyncGenerator<{ piece: Buffer; last: boolean }> {
  let kept: Buffer[] = [];
  let length = 0;
  for await (const chunk of source) {
    kept.push(chunk);
    length += chunk.length;
    if (length <= size) continue;
    let whole = Buffer.concat(kept);
    while (whole.length > size) {
      yield { piece: whole.subarray(0, size), last: false };
      whole = whole.subarray(size);
    }
    kept = [whole];
    length = whole.length;
  }
  yield { piece: Buffer.concat(kept), last: true };
}

/** Encrypts a stream (AES-256-GCM), in bounded memory. */
export async function* sealed(
  source: AsyncIterable<Buffer>,
  secret: string,
): AsyncGenerator<Buffer> {
  const salt = randomBytes(16);
  const key = keyOf(secret, salt);
  yield Buffer.concat([MARK, salt]);
  let at = 0;
  for await (const { piece, last } of pieces(source, PIECE)) {
    const cipher = createCipheriv("aes-256-gcm", key, nonceOf(at++, last));
    yield Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
  }
}

/** Decrypts what `sealed` made; throws a sentence with another key, or where a byte is another or missing. */
export async function* unsealed(
  source: AsyncIterable<Buffer>,
  secret: string,
): AsyncGenerator<Buffer> {
  const head = MARK.length + 16;
  let key: Buffer | undefined;
  let before = Buffer.alloc(0);
  async function* body(): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      if (key) {
        yield chunk;
        continue;
      }
      before = Buffer.concat([before, chunk]);
      if (before.length < head) continue;
      if (!before.subarray(0, MARK.length).equals(MARK))
        throw new Error("it is not encrypted by `npm run backup`.");
      key = keyOf(secret, before.subarray(MARK.length, head));
      yield before.subarray(head);
    }
    if (!key) throw new Error("it is cut off.");
  }
  let at = 0;
  for await (const { piece, last } of pieces(body(), PIECE + TAG)) {
    if (!key || piece.length < TAG) throw new Error("it is cut off.");
    const decipher = createDecipheriv("aes-256-gcm", key, nonceOf(at++, last), {
      authTagLength: TAG,
    });
    decipher.setAuthTag(piece.subarray(-TAG));
    try {
      yield Buffer.concat([decipher.update(piece.subarray(0, -TAG)), decipher.final()]);
    } catch {
      throw new Error("BACKUP_KEY is another one, or it was changed or cut off.");
    }
  }
}
