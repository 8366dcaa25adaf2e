import anyAscii from "any-ascii";

/** What banks read in pain.001 (EPC217-08): basic Latin letters, digits, and a few signs. */
const UNREAD = /[^A-Za-z0-9/\-?:().,'+ ]/g;

/**
 * A text as banks read it: transliterated to the Latin letters, digits and signs of SEPA, without what they cannot
 * read, and no longer than they take.
 */
export function latin(text: string, longest: number): string {
  const read = anyAscii(text.normalize("NFC"))
    .replaceAll("&", "+")
    .replaceAll("@", "(at)")
    .replaceAll("_", "-")
    .replace(UNREAD, " ");
  const words = read
    .replace(/\/{2,}/g, "/")
    .replace(/ +/g, " ")
    .trim();
  return words.slice(0, longest).trim() || "?";
}
