import type { RefusalCode } from "../../errors";

/** What is wrong with a file, and where in it: `engagements[3].windows_days.consent`; "" is the whole. */
export type Wrong = {
  path: string;
  code: RefusalCode;
  params?: Record<string, string | number> | undefined;
};

/** Nothing that a catalogue says lies deeper. */
const DEEPEST = 30;
const MOST_TOLD = 100;

/**
 * What a JSON text says, or what is wrong with it, each with its place: that it is none, goes too deep, says one thing twice
 * (of which parsers silently take the last), names what no file may name, or holds signs that are no text.
 */
export function readJson(text: string): { value: unknown } | { wrong: Wrong[] } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { wrong: [{ path: "", code: "json_broken", params: placeIn(text, String(error)) }] };
  }
  const wrong = lookThrough(text);
  return wrong.length > 0 ? { wrong } : { value };
}

/** Where in a file, as people read it. */
export function pathOf(parts: readonly PropertyKey[]): string {
  return parts.map(String).reduce((path, part) => {
    if (/^\d+$/.test(part)) return `${path}[${part}]`;
    return path === "" ? shown(part) : `${path}.${shown(part)}`;
  }, "");
}

function shown(name: string): string {
  const plain = name.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "\u{FFFD}");
  return plain.length > 60 ? `${plain.slice(0, 60)}…` : plain;
}

function placeIn(text: string, said: string): { line: number; column: number } {
  const at = Number(/position (\d+)/.exec(said)?.[1] ?? text.length);
  const lines = text.slice(0, at).split("\n");
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

type Level = { names: Set<string> | null; at: string | number };

/** Of a text that is JSON: each name, and each text in it, is looked at where it stands. */
function lookThrough(text: string): Wrong[] {
  const wrong: Wrong[] = [];
  const levels: Level[] = [];
  const path = () => pathOf(levels.map(({ at }) => at));
  const tell = (code: RefusalCode) => {
    if (wrong.length < MOST_TOLD) wrong.push({ path: path(), code });
  };
  const sign = /[{}[\],"]/g;
  let before = "";
  for (let found = sign.exec(text); found; found = sign.exec(text)) {
    const [mark] = found;
    const level = levels.at(-1);
    if (mark === "{" || mark === "[") {
      if (levels.length === DEEPEST) return [...wrong, { path: path(), code: "json_deep" }];
      levels.push({ names: mark === "{" ? new Set() : null, at: mark === "{" ? "" : 0 });
    } else if (mark === "}" || mark === "]") levels.pop();
    else if (mark === "," && level && level.names === null) level.at = Number(level.at) + 1;
    else if (mark === '"') {
      sign.lastIndex = endOf(text, found.index);
      const said = String(JSON.parse(text.slice(found.index, sign.lastIndex)));
      const isName = level?.names && (before === "{" || before === ",");
      if (isName) {
        level.at = said;
        if (level.names?.has(said)) tell("json_twice");
        if (said === "__proto__") tell("json_name");
        level.names?.add(said);
      }
      if (said.includes("\0") || /\p{Cs}/u.test(said)) tell("json_text");
    }
    before = mark;
  }
  return wrong;
}

/** Where the text ends that begins with the quotation mark at a place. No pattern: of a long text it would overflow the stack. */
function endOf(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); ; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text[at - 1 - slashes] === "\\") slashes += 1;
    if (slashes % 2 === 0) return at + 1;
  }
}
