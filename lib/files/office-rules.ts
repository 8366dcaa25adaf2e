import type { SaxesTagNS } from "saxes";
import type { RefusalCode } from "../errors";

/**
 * What may not stand in an Office document that is opened (D28), and the code that says it. Names are
 * compared in lower case: Office does not heed case.
 */
const relations: Record<string, RefusalCode> = {
  vbaproject: "file_macros",
  wordvbadata: "file_macros",
  vbaprojectsignature: "file_macros",
  vbaprojectsignatureagile: "file_macros",
  vbaprojectsignaturev3: "file_macros",
  xlmacrosheet: "file_macros",
  xlintlmacrosheet: "file_macros",
  dialogsheet: "file_macros",
  attachedtoolbars: "file_macros",
  keymapcustomizations: "file_macros",
  extensibility: "file_macros",
  oleobject: "file_objects",
  control: "file_objects",
  activexcontrolbinary: "file_objects",
  webextension: "file_objects",
  webextensiontaskpanes: "file_objects",
  afchunk: "file_objects",
  subdocument: "file_links",
  connections: "file_links",
  querytable: "file_links",
};

const contentTypes: [RegExp, RefusalCode][] = [
  [/macroenabled|vba|macrosheet|dialogsheet|attachedtoolbars|keymapcustomizations/, "file_macros"],
  [/oleobject|activex|webextension/, "file_objects"],
  [/msdownload|x-msdos|executable|javascript|html|\brtf\b|message\/rfc822/, "file_objects"],
];

/** `part`: the name of the part that says it. */
export type Relation = { type: string; target: string; external: boolean; part?: string };

/** What a relation between parts does by itself; null when it may be there. */
export function faultOfRelation({
  type,
  target,
  part = "",
  ...says
}: Relation): RefusalCode | null {
  const external = says.external || elsewhere.test(target);
  const kind = type.toLowerCase().split("/").at(-1) ?? "";
  const fault = relations[kind];
  if (fault !== undefined) return fault === "file_objects" && external ? "file_links" : fault;
  if (!external) return null;
  // Settings have no text with a link to click: Word fetches what they name, whatever it is called.
  if (kind === "hyperlink" && !/(^|\/)settings\.xml\.rels$/i.test(part)) return null;
  // Where its author's Word found its template: nothing is there on another machine, and nothing is fetched.
  if (kind === "attachedtemplate" && /^file:\/\/\/[a-z]:[\\/]/i.test(target)) return null;
  return "file_links";
}

export function faultOfContentType(contentType: string): RefusalCode | null {
  const found = contentTypes.find(([pattern]) => pattern.test(contentType.toLowerCase()));
  return found?.[1] ?? null;
}

/** By its name: what is run or shown by another program than the document's own. */
export function faultOfName(name: string): RefusalCode | null {
  if (/vbaproject|vbadata/.test(name)) return "file_macros";
  return /\.(exe|dll|scr|com|js|jse|vbs|vbe|wsf|hta|bat|cmd|ps1|lnk|jar|msi|swf|html?|mht|mhtml|rtf|docm?|xls[bm]?|pptm?|ole)$/.test(
    name,
  )
    ? "file_objects"
    : null;
}

/** By its first bytes: a program, a script, or a container of things that run. */
export function faultOfBytes(head: Buffer): RefusalCode | null {
  const text = head.toString("latin1");
  if (text.startsWith("\u00d0\u00cf\u0011\u00e0")) return "file_objects";
  return /^(MZ|\u007fELF|#!|\{\\rtf|\u00ca\u00fe\u00ba\u00be|[\u00ce\u00cf]\u00fa\u00ed\u00fe|L\0\0\0\u0001\u0014|Rar!|7z\u00bc)/.test(
    text,
  )
    ? "file_objects"
    : null;
}

const elements: Record<string, RefusalCode> = {
  altchunk: "file_objects",
  subdoc: "file_links",
  ddelink: "file_links",
  olelink: "file_links",
  webpublishitem: "file_links",
  script: "file_macros",
  foreignobject: "file_objects",
};

/** Elements whose own address is fetched when they are shown: drawings in VML and SVG. */
const fetching = new Set(["imagedata", "fill", "stroke", "image", "use", "feimage"]);
const addresses = new Set(["src", "href", "althref", "sourcefilename"]);
const svg = "http://www.w3.org/2000/svg";
const elsewhere = /^\s*([a-z][a-z0-9+.-]+:|\\\\|\/\/)/i;

/** What an element of a part does by itself. */
export function faultOfElement(tag: SaxesTagNS): RefusalCode | null {
  const name = tag.local.toLowerCase();
  if (Object.hasOwn(elements, name)) return elements[name] ?? null;
  for (const { local, value } of Object.values(tag.attributes)) {
    const attribute = local.toLowerCase();
    if (attribute === "action" && /^\s*ppaction:\/\/(program|macro|ole)/i.test(value)) {
      return "file_macros";
    }
    if (
      fetching.has(name) &&
      addresses.has(attribute) &&
      elsewhere.test(value) &&
      !/^\s*data:image\/(png|jpeg|gif)/i.test(value)
    ) {
      return "file_links";
    }
    // A linked picture is fetched, whatever its relation is called.
    if (name === "blip" && attribute === "link" && value !== "") return "file_links";
    if (tag.uri === svg && attribute !== "href" && fetchesByStyle(value)) return "file_links";
    if (name === "fldsimple" && attribute === "instr" && isActingField(value)) return "file_links";
    if (name === "oleobject" && attribute === "type" && /^link$/i.test(value)) return "file_links";
    if (attribute.startsWith("on") && tag.uri === svg) {
      return "file_macros";
    }
  }
  return null;
}

/** Whether a style or an attribute of SVG has something fetched from elsewhere. */
export function fetchesByStyle(style: string): boolean {
  const plain = style
    // One that is never closed is looked at as well, and looked for but once.
    .replace(/\/\*(?:[\s\S]*?\*\/|[\s\S]*$)/g, (comment) =>
      comment.length > 3 && comment.endsWith("*/") ? "" : comment.slice(2),
    )
    .replace(/\\([0-9a-f]{1,6})\s?/gi, (_, hex: string) => {
      const code = Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : "";
    });
  if (/@import/i.test(plain)) return true;
  for (const [, address = ""] of plain.matchAll(/(?:url|src|image-set)\(\s*["']?\s*([^"')]*)/gi))
    if (elsewhere.test(address) && !/^\s*data:(image\/(png|jpeg|gif)|font\/)/i.test(address))
      return true;
  return false;
}

/** A field of Word that fetches or starts something: its first word, after quotes and spaces. */
export function isActingField(instruction: string): boolean {
  return /^[\s"\\]*(ddeauto|dde|includepicture|includetext|include|import|link|database|macrobutton)\b/i.test(
    instruction,
  );
}

/** A formula of Excel that fetches or starts something. */
export function isActingFormula(formula: string): boolean {
  return (
    /(^|[^a-z0-9_.])(_xlfn\.|_xlws\.)*(webservice|image|rtd|call|register|register\.id|exec|run|dde|evaluate)\s*\(/i.test(
      formula,
    ) || /(^|[=+\-(,])\s*'?[a-z][a-z0-9_.]*'?\|[^!|]*!/i.test(formula)
  );
}
