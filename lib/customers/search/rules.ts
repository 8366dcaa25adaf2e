const letters: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  ħ: "h",
  ı: "i",
  ς: "σ",
};
const alike = new RegExp(`[${Object.keys(letters).join("")}]`, "g");
const blank = /[\u0000-\u0020\u0085\u1680\u2028\u2029]+/;
const opening = /^[!-/:-@[-`{-~\u00a1-\u00bf\u2010-\u205e\u3001-\u301f]+(?=.)/u;
const closing = /(?<=.)[)\]}>"',;:]+$/u;
const bareGuid = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/;

/** Longer words are cut off, here and in what is searched. */
const LONGEST = 100;

/** A text in the form in which it is searched: the same as `search_form` in the database. */
export function searchForm(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(alike, (letter) => letters[letter] ?? letter);
}

/**
 * What somebody types into the search box, as beginnings that a customer must have, every one of
 * them: without accents and capitals, without signs around a word, a tenant ID also without dashes.
 * @returns none when nothing is searched for; no word twice, nor one that begins another
 */
export function searchWords(q: string): string[] {
  const words = searchForm(q)
    .split(blank)
    .filter((word) => word !== "")
    .map((word) =>
      word.replace(closing, "").replace(opening, "").replace(bareGuid, "$1-$2-$3-$4-$5"),
    )
    .map((word) => Array.from(word).slice(0, LONGEST).join(""));
  return words.filter(
    (word, index) =>
      !words.some((other, at) => other.startsWith(word) && (other !== word || at < index)),
  );
}

/** Makes a text safe within a LIKE pattern. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
