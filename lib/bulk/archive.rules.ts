/** What no file system takes in a name, or nobody sees. */
const unsafe =
  /[<>:"/\\|?*\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/gu;
/** Windows opens these as machines, whatever follows the dot. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
/** Of one part of a path, in bytes: others take 255, and unpack into a folder of their own. */
const PART_BYTES = 120;

/** One part of a path that every system can unpack; its ending stays where it is cut. */
export function safePart(text: string): string {
  const clean = text
    .normalize("NFC")
    .replaceAll(unsafe, "_")
    .replaceAll(/^[\s.]+|[\s.]+$/g, "");
  const named = clean === "" ? "_" : clean.replace(reserved, "_$&");
  const ending = /\.[^.\s]{1,8}$/u.exec(named)?.[0] ?? "";
  const body = cut(
    named.slice(0, named.length - ending.length),
    PART_BYTES - Buffer.byteLength(ending),
  );
  return `${body}${ending}`;
}

/** Gives each file of an archive a path of its own, also where capitals count for nothing. */
export function newPaths(): (folders: readonly string[], name: string) => string {
  const taken = new Set<string>();
  return (folders, name) => {
    const [body, ending] = parted(safePart(name));
    for (let n = 1; ; n++) {
      const path = [...folders.map(safePart), `${body}${n === 1 ? "" : ` (${n})`}${ending}`].join(
        "/",
      );
      const key = path.toLowerCase();
      if (taken.has(key)) continue;
      taken.add(key);
      return path;
    }
  };
}

function parted(name: string): [string, string] {
  const ending = /\.[^.]+$/u.exec(name)?.[0] ?? "";
  return [name.slice(0, name.length - ending.length), ending];
}

function cut(text: string, bytes: number): string {
  let kept = "";
  let room = bytes;
  for (const sign of text) {
    room -= Buffer.byteLength(sign);
    if (room < 0) break;
    kept += sign;
  }
  return kept.replace(/[\s.]+$/, "") || "_";
}
