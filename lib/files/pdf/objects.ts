import {
  ParseSpeeds,
  PDFContext,
  PDFDict,
  PDFDocument,
  PDFRef,
  PDFStream,
  type PDFObject,
} from "@cantoo/pdf-lib";

export type Objects = {
  /** Every object that stands in the file, also one that a later one of its number replaced. */
  all: PDFObject[];
  /** What a reference may mean: whatever ever stood under its number. */
  resolve: (object: PDFObject | undefined) => PDFObject[];
  trailer: PDFObject[];
  /** The whole file as text, a sign for each byte. */
  raw: string;
};

/**
 * Reads every object of a PDF, also those that are packed into streams, decrypted when no password is
 * needed. Readers go by the file's index and may find another object than this one does, so that each
 * that ever stood under a number is kept. Throws for a file that cannot be read so.
 */
export async function readObjects(bytes: Uint8Array): Promise<Objects> {
  const kept = keepAll();
  try {
    await PDFDocument.load(bytes, {
      password: "",
      ignoreEncryption: true,
      updateMetadata: false,
      preserveXFA: true,
      parseSpeed: ParseSpeeds.Fastest,
    });
  } catch (error) {
    // It wants more of a document than a reader does; by then all objects were read.
    if (!kept.context || kept.versions.size === 0) throw error;
  }
  const { versions, context } = kept;
  const { Root, Info } = context?.trailerInfo ?? {};
  return {
    all: [...versions.values()].flat(),
    resolve: (object) =>
      object instanceof PDFRef ? (versions.get(object.tag) ?? []) : object ? [object] : [],
    trailer: [Root, Info].flatMap((one) => (one ? [one] : [])),
    raw: Buffer.from(bytes).toString("latin1"),
  };
}

/** An encrypted file is read twice: what counts is the second time, in a context of its own. */
function keepAll() {
  const kept: { context?: PDFContext; versions: Map<string, PDFObject[]> } = {
    versions: new Map(),
  };
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called on its own context
  const { assign } = PDFContext.prototype;
  PDFContext.prototype.assign = function (this: PDFContext, ref, object) {
    if (kept.context !== this) kept.versions = new Map();
    kept.context = this;
    kept.versions.set(ref.tag, [...(kept.versions.get(ref.tag) ?? []), object]);
    assign.call(this, ref, object);
  };
  return kept;
}

/** The dictionary of an object, and of a stream. */
export function dictOf(object: PDFObject | undefined): PDFDict | null {
  if (object instanceof PDFStream) return object.dict;
  return object instanceof PDFDict ? object : null;
}
