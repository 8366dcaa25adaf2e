import type { SaxesTagNS } from "saxes";
import type { Entry, ZipFile } from "yauzl";
import { Refusal, type RefusalCode } from "../errors";
import {
  faultOfElement,
  faultOfRelation,
  fetchesByStyle,
  isActingField,
  isActingFormula,
} from "./office-rules";
import { xmlReader, type XmlEvents, type XmlReader } from "./xml";
import { inflate, partName } from "./zip";

export type ContentTypes = {
  /** Every type that stands in the list, in lower case. */
  all: Set<string>;
  of: (name: string) => string;
};

/** Reads the list of parts; one part or ending named twice is refused with `file_damaged`. */
export async function readContentTypes(zip: ZipFile, entry: Entry): Promise<ContentTypes> {
  const parts = new Map<string, string>();
  const endings = new Map<string, string>();
  const reader = xmlReader({
    open(tag) {
      const type = (attribute(tag, "ContentType") ?? "").trim().toLowerCase();
      if (tag.local === "Override") add(parts, partName(attribute(tag, "PartName") ?? ""), type);
      if (tag.local === "Default")
        add(endings, (attribute(tag, "Extension") ?? "").toLowerCase(), type);
    },
  });
  await inflate(zip, entry, (piece) => reader.write(piece));
  reader.end();
  return {
    all: new Set([...parts.values(), ...endings.values()]),
    of: (name) => parts.get(name) ?? endings.get(name.split(".").at(-1) ?? "") ?? "",
  };
}

/** A file holds fewer parts. */
const MOST_TYPES = 10_000;

function add(map: Map<string, string>, key: string, type: string): void {
  if (map.has(key)) throw new Refusal("file_damaged");
  if (map.size > MOST_TYPES) throw new Refusal("file_bomb");
  map.set(key, type);
}

/**
 * Reads one part to its end. What is XML by its name, its type or its first sign is read as XML and
 * held against the rules; of anything else only the first bytes are handed back.
 */
export async function lookIntoPart(
  zip: ZipFile,
  entry: Entry,
  contentType: string,
): Promise<{ head: Buffer }> {
  const name = partName(entry.fileName);
  let head: Buffer = Buffer.alloc(0);
  let reader: XmlReader | null | undefined;
  await inflate(zip, entry, (piece) => {
    if (head.length === 0) head = Buffer.from(piece.subarray(0, 64));
    reader ??= isXml(name, contentType, head) ? readerOf(name) : null;
    reader?.write(piece);
  });
  reader?.end();
  return { head };
}

function isXml(name: string, contentType: string, head: Buffer): boolean {
  if (/\.(xml|rels|vml|svg|xsd)$/.test(name) || /[+/]xml$/.test(contentType)) return true;
  return /^[\s\0\u00ef\u00bb\u00bf\u00fe\u00ff]*</.test(head.toString("latin1"));
}

function readerOf(name: string): XmlReader {
  if (/(^|\/)_rels\/[^/]*\.rels$/.test(name) || name.endsWith(".rels")) return relationReader(name);
  return contentReader(name.endsWith(".vml"));
}

function relationReader(part: string): XmlReader {
  return xmlReader({
    open(tag) {
      if (tag.local !== "Relationship") return;
      const external = /^\s*external\s*$/i.test(attribute(tag, "TargetMode") ?? "");
      const target = attribute(tag, "Target") ?? "";
      refuse(
        faultOfRelation({ type: (attribute(tag, "Type") ?? "").trim(), target, external, part }),
      );
    },
  });
}

/** What holds a style of SVG, a field of Word or a formula of Excel: of cells, names, checks, formats and tables. */
const holdsInstruction =
  /^(style|instrText|delInstrText|f|definedName|formula[12]?|calculatedColumnFormula|totalsRowFormula)$/;

/** A field of Word is cut into runs, and fields lie within fields. */
function contentReader(lenient: boolean): XmlReader {
  const fields: string[] = [];
  let text: string | null = null;
  const events: XmlEvents = {
    open(tag) {
      refuse(faultOfElement(tag));
      if (/^(hlinkHover|hlinkMouseOver)$/.test(tag.local) && attribute(tag, "id")) {
        refuse("file_links");
      }
      if (holdsInstruction.test(tag.local)) text = "";
      if (tag.local !== "fldChar") return;
      const type = attribute(tag, "fldCharType");
      if (type === "begin") fields.push("");
      else refuse(isActingField(fields.at(-1) ?? "") ? "file_links" : null);
      if (type === "end") fields.pop();
    },
    text(more) {
      if (text !== null) text += more;
    },
    close(tag) {
      if (text === null) return;
      if (/instrText$/i.test(tag.local)) {
        if (fields.length === 0) fields.push("");
        fields[fields.length - 1] = beginningOf(`${fields.at(-1) ?? ""}${text}`);
        refuse(isActingField(fields.at(-1) ?? "") ? "file_links" : null);
      } else if (tag.local === "style") refuse(fetchesByStyle(text) ? "file_links" : null);
      else refuse(isActingFormula(text) ? "file_links" : null);
      text = null;
    },
  };
  return xmlReader(events, { lenient });
}

/** As much of a field as says what it does: its first word. */
const beginningOf = (instruction: string) => instruction.replace(/^[\s"\\]+/, "").slice(0, 100);

function attribute(tag: SaxesTagNS, name: string): string | undefined {
  return Object.values(tag.attributes).find(({ local }) => local === name)?.value;
}

function refuse(fault: RefusalCode | null): void {
  if (fault !== null) throw new Refusal(fault);
}
