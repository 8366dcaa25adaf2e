import {
  PDFArray,
  type PDFDict,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFStream,
  PDFString,
  type PDFObject,
} from "@cantoo/pdf-lib";
import { isProgram } from "./attachments.ts";
import { dictOf, namesIn, type Objects } from "./objects.ts";
import type { RefusalCode } from "../../errors.ts";

export type Fault = { code: RefusalCode; name?: string };

/** What an action may never do, also when it waits for a click (D28). */
const never: Record<string, RefusalCode> = {
  JavaScript: "file_scripts",
  Launch: "file_acts",
  SubmitForm: "file_acts",
  ImportData: "file_acts",
  GoToE: "file_acts",
  Rendition: "file_media",
  Movie: "file_media",
  Sound: "file_media",
  GoTo3DView: "file_media",
  RichMediaExecute: "file_media",
};
/** What an action may do by itself: turn to a place, show and hide. */
const mayActAlone = new Set(["GoTo", "SetOCGState", "Hide", "Trans", "Thread"]);
const quietlyNamed = new Set(["NextPage", "PrevPage", "FirstPage", "LastPage"]);
const media = new Set(["RichMedia", "3D", "Screen", "Movie", "Sound"]);
const MOST_OBJECTS = 2_000_000;

/** The first thing in a PDF that acts by itself, runs, or is fetched when it is opened; null without one. */
export function faultIn(objects: Objects): Fault | null {
  const raw = faultInText(objects.raw);
  if (raw) return raw;
  const waiting: PDFObject[] = [...objects.all, ...objects.trailer];
  for (let count = 0; waiting.length > 0; count++) {
    if (count > MOST_OBJECTS) return { code: "file_bomb" };
    const object = waiting.pop();
    if (object instanceof PDFArray) for (const one of object.asArray()) waiting.push(one);
    const dict = dictOf(object);
    if (!dict || !object) continue;
    const fault = faultOf(dict, object, objects);
    if (fault) return fault;
    for (const [, value] of dict.entries()) waiting.push(value);
  }
  return null;
}

/**
 * An index may lead into the middle of other bytes, where only who follows it sees an object. These
 * names are too long to stand in packed bytes by chance.
 */
function faultInText(raw: string): Fault | null {
  for (const name of namesIn(raw)) {
    if (
      name === "JavaScript" ||
      name === "Launch" ||
      name === "SubmitForm" ||
      name === "ImportData"
    ) {
      return { code: never[name] ?? "file_acts" };
    }
  }
  return null;
}

function faultOf(dict: PDFDict, object: PDFObject, { resolve }: Objects): Fault | null {
  const get = (key: string, from = dict) => resolve(from.get(PDFName.of(key)));
  const names = (key: string, from = dict) =>
    get(key, from).flatMap((one) => (one instanceof PDFName ? [one.decodeText()] : []));
  for (const kind of names("S")) {
    const code = Object.hasOwn(never, kind) ? never[kind] : undefined;
    const code2 = kind === "Rendition" && get("JS").length > 0 ? "file_scripts" : code;
    if (code2 !== undefined && isAction(kind, dict)) return { code: code2 };
  }
  if (get("JS").some((one) => one instanceof PDFString || one instanceof PDFHexString)) {
    return { code: "file_scripts" };
  }
  if (get("JavaScript").some((one) => dictOf(one))) return { code: "file_scripts" };
  if (get("XFA").length > 0) return { code: "file_form" };
  if (names("Type").includes("Catalog") && get("Collection").length > 0)
    return { code: "file_portfolio" };
  if (dict.has(PDFName.of("Rect")) && names("Subtype").some((kind) => media.has(kind)))
    return { code: "file_media" };
  const alone = [...get("OpenAction"), ...get("AA").flatMap(valuesOf(resolve))];
  if (alone.some((action) => actsAlone(action, resolve, 0))) return { code: "file_acts" };
  if (object instanceof PDFStream) {
    if (get("F").some((one) => !(one instanceof PDFName))) return { code: "file_links" };
    if (names("Subtype").includes("Form") && get("Ref").some((one) => dictOf(one)))
      return { code: "file_links" };
  }
  return faultOfAttachment(dict, resolve);
}

/** `S` also names a style or a kind of border; those that play have something to play. */
function isAction(kind: string, dict: PDFDict): boolean {
  if (kind === "Sound") return dict.has(PDFName.of("Sound"));
  return true;
}

type Resolve = Objects["resolve"];

function valuesOf(resolve: Resolve) {
  return (object: PDFObject): PDFObject[] =>
    dictOf(object)
      ?.entries()
      .flatMap(([, value]) => resolve(value)) ?? [];
}

/** True for an action that does more than turn to a place, or that leads on to such a one. */
function actsAlone(action: PDFObject, resolve: Resolve, depth: number): boolean {
  const dict = dictOf(action);
  if (!dict) return false;
  if (depth > 20) return true;
  const text = (key: string) =>
    resolve(dict.get(PDFName.of(key))).flatMap((one) =>
      one instanceof PDFName ? [one.decodeText()] : [],
    );
  const quiet = text("S").every((kind) =>
    kind === "Named" ? text("N").every((name) => quietlyNamed.has(name)) : mayActAlone.has(kind),
  );
  const next = resolve(dict.get(PDFName.of("Next"))).flatMap((one) =>
    one instanceof PDFArray ? one.asArray().flatMap(resolve) : [one],
  );
  return !quiet || next.some((one) => actsAlone(one, resolve, depth + 1));
}

/** The XML of an e-invoice, pictures, tables and texts may be attached; what runs may not. */
function faultOfAttachment(dict: PDFDict, resolve: Resolve): Fault | null {
  const files = resolve(dict.get(PDFName.of("EF"))).flatMap(valuesOf(resolve));
  if (files.length === 0) return null;
  const names = ["UF", "F", "DOS", "Mac", "Unix"].flatMap((key) =>
    resolve(dict.get(PDFName.of(key))).flatMap((one) =>
      one instanceof PDFString || one instanceof PDFHexString ? [one.decodeText()] : [],
    ),
  );
  const streams = files.filter((one) => one instanceof PDFRawStream);
  if (
    names.length > 0 &&
    streams.length === files.length &&
    !streams.some((one) => isProgram(names, one))
  ) {
    return null;
  }
  return { code: "file_attachment", name: (names[0] ?? "?").slice(0, 100) };
}
