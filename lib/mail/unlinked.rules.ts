/** Invisible, and takes no room: no program that looks for addresses goes on past it. */
const STOP = "\u200c";
/** What programs, and browsers after them, take for the dot of a domain. */
const dot = "[.\u2024\u3002\ufe52\uff0e\uff61]";

/**
 * D25: what people typed, so that no mail program makes a link of it: after each dot, colon, slash or
 * at sign within a word stands an invisible character. Initials ("B.V.", "e.g.") and the time of day
 * stay as they are; so does everything that is seen.
 */
export function unlinked(text: string): string {
  return text.replace(ends, `$&${STOP}`);
}

const initials = String.raw`(?<=(?<![\p{L}\p{N}])\p{L})${dot}(?=\p{L}(?![\p{L}\p{N}]))`;
const ends = new RegExp(
  String.raw`(?!${initials})${dot}(?=[\p{L}\p{N}])|(?<!\d):(?=\S)|[@\uff20\ufe6b](?=\S)|[/\\](?=[/\\])`,
  "gu",
);

/** The same for a field that holds an e-mail address, which people may write to as it stands. */
export function unlinkedUnlessAddress(text: string): string {
  return plainAddress.test(text) ? text : unlinked(text);
}

/** Without "?" and "#", before which a mail program takes "evil.com?x@…" for an address of the web. */
const plainAddress =
  /^(?!www)[\p{L}\p{N}!$%&'*+=^_`{|}~-]+(\.[\p{L}\p{N}!$%&'*+=^_`{|}~-]+)*@[\p{L}\p{N}.-]+$/iu;
