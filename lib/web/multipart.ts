import { PassThrough, Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy } from "@fastify/busboy";
import { Refusal } from "@/lib/errors";

type Limits = {
  /** Files in one form; with more, the others are read past and told by `tooMany`. */
  files: number;
  /** Of the whole body. */
  bytes: number;
};

/** One file of a form while it comes in. */
export type Part = {
  /** As its owner's machine calls it; empty when no file was chosen. */
  name: string;
  stream: Readable;
  /** Fires when the form breaks off. */
  signal: AbortSignal;
};

/**
 * Hands over the files of a multipart form one after the other, as they come in, in bounded memory.
 * `take` reads each to its end; a file whose end does not come fails its stream. Fails when the form
 * breaks off, or when `take` does; what came whole before that was taken.
 * Refuses with `required_file` when it is no such form, `upload_cut`, `upload_too_large` past the limit.
 */
export async function readFiles(
  request: Request,
  { files, bytes }: Limits,
  take: (part: Part) => Promise<void>,
): Promise<{ tooMany: boolean }> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data;.*boundary=/i.test(type) || !request.body) {
    throw new Refusal("required_file");
  }
  if (Number(request.headers.get("content-length") ?? 0) > bytes) {
    throw new Refusal("upload_too_large");
  }
  const form = new Busboy({
    headers: { "content-type": type },
    preservePath: true,
    isPartAFile: (_field, _type, name) => name !== undefined,
    limits: {
      files,
      fields: 10,
      parts: files + 20,
      fieldSize: 1_000,
      headerPairs: 20,
      headerSize: 8_192,
    },
  });
  const broken = new AbortController();
  // The body of a lost connection need not end by itself.
  const signal = AbortSignal.any([broken.signal, request.signal]);
  let taken = Promise.resolve();
  let tooMany = false;
  let cut = false;
  form.on("filesLimit", () => (tooMany = true));
  form.on("file", (_field, stream, name) => {
    // Later than its error nobody would hear it: the stream itself must have failed.
    stream.once("error", (error) => {
      cut = true;
      stream.destroy(error);
    });
    // Of a file that cannot be kept the rest is read past: the form would never end otherwise.
    const own = stream.pipe(new PassThrough());
    own.once("close", () => stream.resume());
    stream.once("error", (error) => own.destroy(error));
    const part = { name: asTyped(name), stream: own, signal };
    taken = taken.then(() => take(part));
    taken.catch((error: unknown) => broken.abort(error));
  });
  try {
    await pipeline(Readable.from(request.body), measure(bytes), form, { signal });
    await taken;
  } catch (error) {
    const ours = broken.signal.aborted && !request.signal.aborted && !cut;
    broken.abort(error);
    await taken.catch(() => undefined);
    throw ours || error instanceof Refusal ? error : new Refusal("upload_cut");
  }
  return { tooMany };
}

/** Browsers write three signs of a name as these, and no other (HTML, "multipart/form-data"). */
function asTyped(name: string): string {
  const signs: Record<string, string> = { "%22": '"', "%0d": "\r", "%0a": "\n" };
  return name.replaceAll(/%(22|0D|0A)/gi, (escaped) => signs[escaped.toLowerCase()] ?? escaped);
}

/** Reads a body to its end and keeps nothing, so that its sender hears the answer. */
export async function readPast(request: Request, most: number): Promise<void> {
  let size = 0;
  for await (const piece of request.body ?? []) {
    size += piece.length;
    if (size > most) return;
  }
}

function measure(most: number): Transform {
  let size = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > most) done(new Refusal("upload_too_large"));
      else done(null, chunk);
    },
  });
}
