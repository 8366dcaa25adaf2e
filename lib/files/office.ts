import { fromBufferPromise, openPromise, type Entry, type ZipFile } from "yauzl";
import { Refusal, type RefusalCode } from "../errors";
import { kinds, type Extension, type MediaType } from "./schema";
import { lookIntoPart, readContentTypes, type ContentTypes } from "./office-parts";
import { faultOfBytes, faultOfContentType, faultOfName } from "./office-rules";
import type { Received } from "./store";
import { entriesOf, inflate, newRoom, partName, type Room } from "./zip";

/** The list of a document's parts. */
const TYPES = "[content_types].xml";
/** A workbook behind a chart is a document within the document, and may hold no further one. */
const DEEPEST = 1;
const LARGEST_INNER = 20 * 1024 * 1024;

const mainParts: Partial<Record<MediaType, string>> = {
  [kinds.docx]: "wordprocessingml.document.main+xml",
  [kinds.xlsx]: "spreadsheetml.sheet.main+xml",
  [kinds.pptx]: "presentationml.presentation.main+xml",
};

type Expected = { mediaType: MediaType; extension: string };

/**
 * Looks whether a zip file is the Office document that its name says, and whether nothing in it acts
 * by itself (D28): macros, programs and objects inside, and what is fetched on opening. Each part is
 * read once, as it is inflated, in bounded memory. Refuses as `mediaTypeOf` says.
 */
export async function checkOffice(file: Received, expected: Expected): Promise<void> {
  const open = () => openPromise(file.path, { autoClose: false, validateEntrySizes: true });
  await damagedUnlessRefused(async () => {
    await withZip(open, (zip) => look(zip, file.size, newRoom(), expected, 0));
  });
}

async function withZip(open: () => Promise<ZipFile>, run: (zip: ZipFile) => Promise<void>) {
  const zip = await open();
  try {
    await run(zip);
  } finally {
    zip.close();
  }
}

async function look(
  zip: ZipFile,
  size: number,
  room: Room,
  { mediaType, extension }: Expected,
  depth: number,
): Promise<void> {
  const entries = await entriesOf(zip, size, room);
  const list = entries.find(({ fileName }) => partName(fileName) === TYPES);
  if (!list) throw new Refusal("file_mismatch", { params: { extension } });
  const types = await readContentTypes(zip, list);
  refuseFirst([...types.all].map(faultOfContentType));
  const main = mainParts[mediaType];
  if (
    main === undefined ||
    ![...types.all].some((type) => type === `application/vnd.openxmlformats-officedocument.${main}`)
  ) {
    throw new Refusal("file_mismatch", { params: { extension } });
  }
  for (const entry of entries) {
    if (entry !== list) await lookInto(zip, entry, { types, room, depth });
  }
}

type Around = { types: ContentTypes; room: Room; depth: number };

async function lookInto(zip: ZipFile, entry: Entry, { types, room, depth }: Around): Promise<void> {
  const name = partName(entry.fileName);
  const found = await lookIntoPart(zip, entry, types.of(name));
  // The letters of a packed font are shuffled, and may begin with anything.
  refuseFirst([faultOfName(name), name.endsWith(".odttf") ? null : faultOfBytes(found.head)]);
  if (!found.head.subarray(0, 4).equals(Buffer.from("PK\u0003\u0004"))) return;
  const inner = innerKind(name);
  if (inner === null || depth >= DEEPEST) throw new Refusal("file_objects");
  if (entry.uncompressedSize > LARGEST_INNER) throw new Refusal("file_bomb");
  const pieces: Buffer[] = [];
  await inflate(zip, entry, (piece) => void pieces.push(piece));
  const bytes = Buffer.concat(pieces);
  const open = () => fromBufferPromise(bytes, { validateEntrySizes: true });
  const expected = { mediaType: kinds[inner], extension: inner };
  await withZip(open, (opened) => look(opened, bytes.length, room, expected, depth + 1)).catch(
    (error: unknown) => {
      // Not the document that its name says: some other package of things.
      const bad = error instanceof Refusal && !/^file_(mismatch|damaged)$/.test(error.code);
      throw bad ? error : new Refusal("file_objects");
    },
  );
}

function innerKind(name: string): Extension | null {
  const end = /\.(docx|xlsx|pptx)$/.exec(name)?.[1];
  return end === "docx" || end === "xlsx" || end === "pptx" ? end : null;
}

function refuseFirst(faults: (RefusalCode | null)[]): void {
  const fault = faults.find((one) => one !== null);
  if (fault) throw new Refusal(fault);
}

async function damagedUnlessRefused(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal("file_damaged");
  }
}
