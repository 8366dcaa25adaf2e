import { z } from "zod";
import { FIRST_NUMBER, LAST_NUMBER } from "@/db/schema/claim-numbers";
import type { ErrorCode } from "@/messages";

/** What many forms take. Safe in the browser. */

/** A claim ID: seven or eight digits. */
export const claimNumber = z
  .string()
  .regex(/^[1-9]\d{0,15}$/, "not_found")
  .transform(Number)
  .refine((number) => number >= FIRST_NUMBER && number <= LAST_NUMBER, "not_found");

/** What turns the direction of the text around it, so that a name reads as another one (U+202A–202E, U+2066–2069). */
const TURNS = /[\u202A-\u202E\u2066-\u2069]/g;

/** What can be read: in a text without any of it nothing was typed. */
const SEEN = /[^\p{C}\p{Z}\p{DI}\u2800]/u;
const seen = (text: string) => (SEEN.test(text) ? text : "");

/** What boxes of one name send: nothing, a value, or several. */
export const oneOrMore = z.union([
  z.array(z.string()),
  z.string().transform((one) => (one === "" ? [] : [one])),
]);

/** One line of text, without control characters and what turns its direction. */
export const line = (max: number) =>
  z
    .string()
    .transform((text) => seen(text.replace(TURNS, "").replace(/\p{Cc}/gu, " ")))
    .pipe(z.string().trim().max(max));

/** The same with a letter or a digit in it: a name. */
export const namedLine = (max: number) =>
  line(max).pipe(z.string().regex(/[\p{L}\p{N}]/u, "required"));

/** Which state of a thing was on the page on which it is edited (P4); anything else is a state that never stood. */
export const revision = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)
  .catch(0);

/** Some lines to read: no control characters but tabs and line ends, and those as the browser counts them. */
export const paragraphs = (max: number) =>
  z
    .string()
    .transform((text) =>
      seen(
        text
          .replace(TURNS, "")
          .replace(/\r\n?/g, "\n")
          .replace(/(?![\t\n])\p{Cc}/gu, ""),
      ),
    )
    .pipe(z.string().trim().max(max));

/** A mail domain as typed: in either spelling, also as "@contoso.example" (D2). Refuses with `required_domain`, `invalid_domain`. */
export const typedDomain = z
  .string()
  .max(1_000)
  .default("")
  .transform((text) => text.trim().replace(/^@/, ""))
  .pipe(z.string().min(1, "required_domain"))
  .transform((text, context) => {
    const name = asciiDomain(text);
    if (name !== null) return name;
    context.addIssue({ code: "custom", message: "invalid_domain" });
    return z.NEVER;
  });

/** A person's name in full: of one word or many (D22). */
export function personName(firstName: string, lastName: string): string {
  return `${firstName} ${lastName}`.trim();
}

/**
 * An e-mail address, in the form in which it is sent (D23). Refuses with `missing`, with
 * `email_guest`, and with `invalid_email`.
 */
export const emailAddress = (missing: ErrorCode = "required") =>
  z
    .string(missing)
    .max(1_000)
    .transform(readAddress)
    .pipe(
      z
        .string()
        .min(1, missing)
        .max(254)
        .refine((address) => !/#EXT#/i.test(address), "email_guest")
        .refine((address) => address === "" || emailDomain(address) !== null, "invalid_email"),
    );

/**
 * The one address in what was typed or pasted (D23): "Name <address>", "mailto:…", a line with an
 * address in it; without invisible characters and white space, its domain in punycode. What holds no
 * address, or several, comes back as it was, without what cannot be seen.
 */
export function readAddress(typed: string): string {
  const text = typed
    .replace(/[\t-\r]/g, " ")
    .replace(/\p{C}/gu, "")
    .normalize("NFC")
    .replace(/\s+/gu, " ")
    .trim();
  const near = text.replace(/ ?[@＠] ?/gu, "@");
  const pointed = Array.from(near.matchAll(/<([^<>]*@[^<>]*)>/g), ([, inner = ""]) => inner);
  const words = pointed.length > 0 ? pointed : near.split(/[ ,;]/);
  const found = [...new Set(words.map(bare).filter((word) => word.includes("@")))];
  const [address = ""] = found;
  if (found.length !== 1) return text;
  const at = address.lastIndexOf("@");
  return `${address.slice(0, at)}@${asciiDomain(address.slice(at + 1)) ?? address.slice(at + 1)}`;
}

/** An address without what stands around it in a text or a link. */
function bare(word: string): string {
  const link = /^mailto:([^?]*)/i.exec(word.replace(/^["'“”‘’([]+/u, ""));
  const inner = link ? decoded(link[1] ?? "") : word.replace(/^["'“”‘’([]+/u, "");
  return inner.replace(/["'“”‘’)\].:!?。]+$/u, "");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * A domain name as it is stored and compared: ASCII (punycode), lower case, no dot at the end.
 * Takes both spellings of an internationalised domain (D2). Null for what is no domain name.
 */
export function asciiDomain(text: string): string | null {
  if (plainDomain.test(text) && text.length <= 253) return text;
  const name = text.trim().replace(/[.。．｡]$/u, "");
  if (name === "" || name.length > 253 || /[\s/\\?#@:%[\]<>^|]/u.test(name)) return null;
  if (!URL.canParse(`http://${name}`)) return null;
  const domain = new URL(`http://${name}`).hostname;
  return domain.length <= 253 && goodDomain.test(domain) && !/\.\d+$/.test(domain) ? domain : null;
}

const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const goodDomain = new RegExp(`^(?:${label}\\.)+${label}$`);
/** A good domain that needs no conversion: no internationalised label, nothing like an address. */
const plainDomain = new RegExp(`^(?:(?!xn--)${label}\\.)+[a-z]{2,63}$`);

/**
 * One text for every spelling of a mailbox, as `mailbox_key` of the database: what stands behind a plus is
 * its owner's choice.
 */
export function mailboxKey(email: string): string {
  const address = email.trim();
  const at = address.lastIndexOf("@");
  const box = address.slice(0, at).toLowerCase();
  return `${box.split("+", 1)[0] || box}@${emailDomain(address) ?? address.slice(at + 1).toLowerCase()}`;
}

/** The domain of an e-mail address, as `asciiDomain` gives it; null for what is no e-mail address. */
export function emailDomain(email: string): string | null {
  const address = email.trim();
  const at = address.lastIndexOf("@");
  const local = address.slice(0, Math.max(at, 0));
  if (local === "" || local.length > 64 || !/^[^\s@"(),:;<>[\\\]]+$/u.test(local)) return null;
  if (local.startsWith(".") || local.endsWith(".") || local.includes("..")) return null;
  return asciiDomain(address.slice(at + 1));
}

const months = [
  ...["jan", "feb", "mar|mrt|maart", "apr", "may|mei", "jun", "jul", "aug", "sep", "oct|okt"],
  ...["nov", "dec"],
].map((names) => new RegExp(`^(${names})`));

/**
 * A calendar day as people type it, day first, in English or in Dutch: `31-03-2026`, `31/3/2026`,
 * `31.3.2026`, `31 maart 2026`, `2026-03-31`; as YYYY-MM-DD, null when it is no day.
 */
export function calendarDay(text: string): string | null {
  const parts = text
    .trim()
    .toLowerCase()
    .split(/[\s./-]+/);
  const [year, month, day] = /^\d{4}$/.test(parts[0] ?? "") ? parts : parts.reverse();
  if (parts.length !== 3 || !year || !month || !day || !/^\d{4}$/.test(year)) return null;
  // A day also begins and ends, in any time zone: the database counts no year 0, and reads none of five digits.
  if (year < "1000" || year > "9998") return null;
  if (!/^\d{1,2}$/.test(day) || !/^(\d{1,2}|[a-z]{3,9}\.?)$/.test(month)) return null;
  const named = months.findIndex((one) => one.test(month));
  const figure = named < 0 ? month : String(named + 1);
  const iso = `${year}-${figure.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return z.iso.date().safeParse(iso).success ? iso : null;
}

/** A day that may be left empty: as YYYY-MM-DD, null when nothing was typed. */
export const optionalDay = z
  .string()
  .trim()
  .default("")
  .refine((text) => text === "" || calendarDay(text) !== null, "invalid_date")
  .transform(calendarDay);
