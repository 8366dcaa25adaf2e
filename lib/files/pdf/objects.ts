import {
  ParseSpeeds,
  PDFContext,
  PDFDict,
  PDFDocument,
  PDFName,
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
 * that ever stood under a number is kept. Throws for a file that cannot be read so, or in which packed
 * objects stay packed: too large, broken, or called something else than a reader heeds.
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
  const raw = Buffer.from(bytes).toString("latin1");
  checkUnpacked([...versions.values()].flat(), raw);
  const { Root, Info } = context?.trailerInfo ?? {};
  return {
    all: [...versions.values()].flat(),
    resolve: (object) =>
      object instanceof PDFRef ? (versions.get(object.tag) ?? []) : object ? [object] : [],
    trailer: [Root, Info].flatMap((one) => (one ? [one] : [])),
    raw,
  };
}

/** An encrypted file is read twice: what counts is the second time, in a context of its own. */
function keepAll() {
  const kept: { context?: PDFContext; versions: Map<string, PDFObject[]> } = {
    versions: new Map(),
  };
  // oxlint-disable-next-line typescript/unbound-method -- it is called on its own context
  const { assign } = PDFContext.prototype;
  PDFContext.prototype.assign = function (this: PDFContext, ref, object) {
    if (kept.context !== this) kept.versions = new Map();
    kept.context = this;
    kept.versions.set(ref.tag, [...(kept.versions.get(ref.tag) ?? []), object]);
    assign.call(this, ref, object);
  };
  return kept;
}

/** A stream of objects is kept under its own number only once all that is packed into it was read. */
function checkUnpacked(all: PDFObject[], raw: string): void {
  let unpacked = 0;
  for (const object of all) {
    if (!(object instanceof PDFStream)) continue;
    const { dict } = object;
    const type = dict.get(PDFName.of("Type"));
    if (type === PDFName.of("ObjStm")) unpacked += 1;
    else if (dict.has(PDFName.of("First")) && dict.has(PDFName.of("N")))
      throw new Error("packed objects by another name");
  }
  const named = namesIn(raw).filter((name) => name === "ObjStm").length;
  if (named > unpacked) throw new Error("packed objects that cannot be read");
}

/** The longer names that stand in bytes, without their escapes. */
export function namesIn(raw: string): string[] {
  return [...raw.matchAll(/\/([A-Za-z0-9#]{6,40})(?![A-Za-z0-9#])/g)].map(([, name = ""]) =>
    name.replaceAll(/#([0-9a-f]{2})/gi, (_all, hex: string) =>
      String.fromCharCode(parseInt(hex, 16)),
    ),
  );
}

/** The dictionary of an object, and of a stream. */
export function dictOf(object: PDFObject | undefined): PDFDict | null {
  if (object instanceof PDFStream) return object.dict;
  return object instanceof PDFDict ? object : null;
}
