/** The longest name of a document, in characters. */
export const NAME_LENGTH = 255;

/** Control characters, and marks that turn the direction of what follows: `exe.fdp` shown as `pdf.exe`. */
const unseen = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]|\p{Cs}/gu;

/**
 * What a document is called: the last part of the path that a browser sent, without what cannot be
 * seen. All scripts stay. Empty when nothing is left; not shortened.
 */
export function documentName(sent: string): string {
  const last = sent.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  return last
    .replaceAll(unseen, "")
    .replaceAll(/\s+/g, " ")
    .replace(/^[\s.]+|[\s.]+$/g, "");
}

/** The first of a claim's places that nothing takes; null when all are taken. */
export function freePlace(taken: readonly number[], places: number): number | null {
  for (let place = 1; place <= places; place++) if (!taken.includes(place)) return place;
  return null;
}
