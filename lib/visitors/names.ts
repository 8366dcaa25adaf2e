/**
 * Whether a typed name could be the contact's (D10): diacritics, case, order, initials and one
 * slip of the pen aside. A machine that fills in a form does not know whom we asked.
 */
export function resembles(
  typed: string,
  contact: { firstName: string; lastName: string },
): boolean {
  if (contact.lastName.trim() === "") return resemblesWhole(typed, contact.firstName);
  const given = words(typed);
  const first = words(contact.firstName);
  const last = words(contact.lastName);
  if (letters([...first, ...last]) === letters(given)) return true;
  const heavy = last.filter((word) => word.length > 1 && !particles.has(word));
  const hasLast = (heavy.length > 0 ? heavy : last).some((word) =>
    given.some((other) => alike(word, other)),
  );
  const initials = first.map((word) => word.charAt(0)).join("");
  const hasFirst = first.some((word) =>
    given.some((other) => alike(word, other) || isInitial(word, other) || other === initials),
  );
  return hasLast && hasFirst;
}

/**
 * The same, of a name that is known in one piece: "Sanne", "Jan van der Berg". Of a name of one word
 * that word is enough.
 */
export function resemblesWhole(typed: string, name: string): boolean {
  const [first = "", ...rest] = name.trim().split(/\s+/);
  if (rest.length > 0) return resembles(typed, { firstName: first, lastName: rest.join(" ") });
  return words(first).some((word) => words(typed).some((other) => alike(word, other)));
}

/** Small words before a family name: of themselves they say nothing about who it is. */
const particles = new Set(
  "van von de der den het ten ter te da di do dos das del della du la le el al bin ibn op in".split(
    " ",
  ),
);

const special: Record<string, string> = {
  ß: "ss",
  ø: "o",
  æ: "ae",
  œ: "oe",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};

function words(name: string): string[] {
  return name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[ßøæœłđðþı]/g, (letter) => special[letter] ?? letter)
    .replace(/['’‘`´]/g, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

/** All letters in one order: for scripts that put no space within a name. */
function letters(name: string[]): string {
  return Array.from(name.join("")).sort().join("");
}

function isInitial(word: string, other: string): boolean {
  return word.charAt(0) === other.charAt(0) && (word.length === 1 || other.length === 1);
}

function alike(a: string, b: string): boolean {
  if (a === b) return true;
  return Math.min(a.length, b.length) >= 4 && oneSlip(a, b);
}

/** One letter more, less, other, or two neighbours swapped. */
function oneSlip(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  if (long.length > short.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return (
    short[at] === long[at + 1] &&
    short[at + 1] === long[at] &&
    short.slice(at + 2) === long.slice(at + 2)
  );
}
