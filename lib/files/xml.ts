import { SaxesParser, type SaxesTagNS } from "saxes";
import { Refusal } from "../errors";

/** One name, attribute or text of a real document is shorter. */
const LONGEST_TOKEN = 8 * 1024 * 1024;
/** What programs write lies less deep; each element costs as much time as it lies deep. */
const DEEPEST = 256;
const ENCODINGS = new Set(["utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be"]);

export type XmlReader = { write: (piece: Buffer) => void; end: () => void };

/** What a reader of XML hears; names without their prefix. */
export type XmlEvents = {
  open?: (tag: SaxesTagNS) => void;
  text?: (text: string) => void;
  close?: (tag: SaxesTagNS) => void;
};

/**
 * Reads XML as it comes in. What is not well formed, in an encoding that no Office program writes, or
 * declares entities or a document type of its own, is refused: programs would differ about it.
 * @param lenient goes on past what is not well formed (drawings that Excel itself writes)
 * Refuses with `file_damaged`, `file_bomb`, and with `file_acts` for a document type.
 */
export function xmlReader(events: XmlEvents, { lenient = false } = {}): XmlReader {
  const parser = new SaxesParser({ xmlns: true });
  let seen = 0;
  let depth = 0;
  parser.on("error", () => {
    if (!lenient) throw new Refusal("file_damaged");
  });
  parser.on("doctype", () => {
    throw new Refusal("file_acts");
  });
  parser.on("xmldecl", ({ encoding, version }) => {
    if (encoding !== undefined && !ENCODINGS.has(encoding.toLowerCase())) damaged();
    if (version !== undefined && version !== "1.0") damaged();
  });
  parser.on("opentag", (tag) => {
    seen = parser.position;
    if (++depth > DEEPEST) throw new Refusal("file_bomb");
    events.open?.(tag);
  });
  parser.on("closetag", (tag) => {
    seen = parser.position;
    depth -= 1;
    events.close?.(tag);
  });
  if (events.text) {
    parser.on("text", events.text);
    parser.on("cdata", events.text);
  }
  let decoder: TextDecoder | undefined;
  const write = (text: string) => {
    parser.write(text);
    if (parser.position - seen > LONGEST_TOKEN) throw new Refusal("file_bomb");
  };
  return {
    write(piece) {
      decoder ??= new TextDecoder(encodingOf(piece), { fatal: true });
      write(decoded(() => decoder?.decode(piece, { stream: true })));
    },
    end() {
      write(decoded(() => decoder?.decode()));
      parser.close();
    },
  };
}

/** UTF-16 is known by its mark, or by the zeros beside its first sign. */
function encodingOf(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  if (start[0] === 0xfe && start[1] === 0xff) return "utf-16be";
  if (start[0] !== 0 && start[1] === 0) return "utf-16le";
  return start[0] === 0 && start[1] !== 0 ? "utf-16be" : "utf-8";
}

function decoded(decode: () => string | undefined): string {
  try {
    return decode() ?? "";
  } catch {
    return damaged();
  }
}

function damaged(): never {
  throw new Refusal("file_damaged");
}
