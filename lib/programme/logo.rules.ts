import { SaxesParser, type SaxesTagNS } from "saxes";
import { weighing } from "./logo-weight.rules";
import { LOGO_BYTES } from "./schema";

/** The most pixels on a side: it is shown some 32 high. */
const MOST_PIXELS = 2_000;
/** How deep the parts of a drawing may lie in each other. */
const MOST_DEEP = 100;

export type Logo = { type: "png" | "svg" };
export type LogoFault =
  | "logo_kind"
  | "logo_large"
  | "logo_pixels"
  | "logo_damaged"
  | "logo_acts"
  | "logo_heavy";

/**
 * Which picture these bytes are, or what is wrong with them. An SVG is taken only if it draws and does nothing else:
 * no script, nothing foreign or animated in it, nothing that is fetched. It is refused, not mended, so that what
 * is shown is what its maker made.
 */
export function readLogo(bytes: Uint8Array): Logo | LogoFault {
  if (bytes.length > LOGO_BYTES) return "logo_large";
  if (pngSignature.every((byte, n) => bytes[n] === byte)) return readPng(bytes);
  const text = textOf(bytes);
  if (text === null || !/^\s*</.test(text)) return "logo_kind";
  return readSvg(text);
}

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function readPng(bytes: Uint8Array): Logo | LogoFault {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: string[] = [];
  for (let at = 8; at + 12 <= bytes.length;) {
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    chunks.push(name);
    at += view.getUint32(at) + 12;
    if (name === "IEND") {
      // Nothing may hide behind the picture.
      if (at !== bytes.length) return "logo_damaged";
      break;
    }
  }
  if (chunks[0] !== "IHDR" || !chunks.includes("IDAT") || chunks.at(-1) !== "IEND")
    return "logo_damaged";
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  if (width === 0 || height === 0) return "logo_damaged";
  return width > MOST_PIXELS || height > MOST_PIXELS ? "logo_pixels" : { type: "png" };
}

const SVG = "http://www.w3.org/2000/svg";
const XLINK = "http://www.w3.org/1999/xlink";
/** Of what is no SVG, what browsers act on. */
const foreign: ReadonlySet<string> = new Set([
  "",
  "http://www.w3.org/1999/xhtml",
  "http://www.w3.org/1998/Math/MathML",
  "http://www.w3.org/2001/xml-events",
]);

/** What draws; what links, loads, runs, moves or listens is not among it. */
const draws: ReadonlySet<string> = new Set(
  `svg g defs symbol use title desc metadata path rect circle ellipse line polyline polygon text tspan textPath
   clipPath mask pattern marker linearGradient radialGradient stop style switch filter feBlend feColorMatrix
   feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow
   feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight
   feSpecularLighting feSpotLight feTile feTurbulence`.split(/\s+/),
);

function readSvg(text: string): Logo | LogoFault {
  const parser = new SaxesParser({ xmlns: true });
  const faults: LogoFault[] = [];
  let root = true;
  /** What was said in the style sheet so far: comments and sections may part a word. */
  let style: string | null = null;
  let sheets = "";
  const weight = weighing();
  const find = (found: LogoFault) => void faults.push(found);
  parser.on("error", () => find("logo_damaged"));
  // Entities and style sheets of elsewhere.
  parser.on("doctype", (words) => {
    if (/[[]|entity/i.test(words)) find("logo_acts");
  });
  parser.on("processinginstruction", ({ target }) => {
    if (target.toLowerCase() !== "xml") find("logo_acts");
  });
  parser.on("opentag", (tag) => {
    if (root && (tag.uri !== SVG || tag.local !== "svg")) find("logo_kind");
    root = false;
    if (acts(tag)) find("logo_acts");
    if (tag.local === "style") style ??= "";
    weight.open(tag);
    if (weight.depth() > MOST_DEEP) throw new RangeError("too deep");
  });
  parser.on("closetag", ({ local }) => {
    weight.close();
    if (local !== "style" || style === null) return;
    if (fetches(style)) find("logo_acts");
    sheets += `${style}\n`;
    style = null;
  });
  const words = (said: string) => {
    if (style !== null) style += said;
  };
  parser.on("text", words);
  parser.on("cdata", words);
  try {
    parser.write(text).close();
  } catch {
    find(weight.depth() > MOST_DEEP ? "logo_heavy" : "logo_damaged");
  }
  if (faults.length === 0 && weight.isHeavy(sheets)) find("logo_heavy");
  if (root as boolean) find("logo_kind");
  return faults[0] ?? { type: "svg" };
}

function acts({ uri, local, attributes }: SaxesTagNS): boolean {
  if (uri === SVG ? !draws.has(local) : foreign.has(uri)) return true;
  return Object.values(attributes).some(({ local: name, uri: of, value }) => {
    if (/^on/i.test(name)) return true;
    if (name === "href" || of === XLINK) return name === "href" && !/^\s*#/.test(value);
    if (foreign.has(of) && of !== "") return true;
    return name === "src" || fetches(value) || /^\s*(javascript|data|vbscript):/i.test(value);
  });
}

/** Whether a style, or a value that may be one, has something fetched. An escape might hide it. */
function fetches(words: string): boolean {
  if (
    /\\|@import|expression\s*\(|image-set|\b(image|src)\s*\(|-moz-binding|@font-face/i.test(words)
  )
    return true;
  return [...words.matchAll(/url\s*\(\s*(["']?)([^)]*)/gi)].some(
    ([, , target = ""]) => !/^\s*#/.test(target),
  );
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
