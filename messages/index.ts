import { createTranslator } from "use-intl/core";
import { sentenceCache } from "./format/sentences";
import { isLocale, locales, perLocale, type Locale } from "./languages";
import { texts, type Texts } from "./texts";

export { isLocale, locales, perLocale, type Locale };

/** What the programme itself calls what it measures, asks and offers (P9), by key; empty before it is known. */
export type Named = Record<
  | "metrics"
  | "units"
  | "qualifications"
  | "proof"
  | "reasons"
  | "areas"
  | "roles"
  | "types"
  | "bands",
  Record<string, string>
>;
const unnamed: Named = {
  metrics: {},
  units: {},
  qualifications: {},
  proof: {},
  reasons: {},
  areas: {},
  roles: {},
  types: {},
  bands: {},
};

export type Messages = Texts & { named: Named };
export type Namespace = keyof Messages;

/**
 * All texts by language and namespace, as they are written. English is the model: every language has the same keys.
 * What a programme calls the number of a location stands in them as `{locationIdName}`: see `textsOf`.
 */
export const messages = perLocale((locale): Messages => ({ ...texts[locale], named: unnamed }));

const known = new Map<string, Messages>();

/** What a programme calls itself, the number of a location (empty or left out: as the product does), and what it offers (P9). */
type Called = { name?: string; locationIdName?: string; named?: Named | undefined };

/** The texts of a language with the programme's own name and words (P3, P9). */
export function textsOf(
  locale: Locale,
  { name = "", locationIdName = "", named }: Called,
): Messages {
  const key = JSON.stringify([locale, name, locationIdName, named]);
  let found = known.get(key);
  if (!found) {
    const { common } = messages[locale];
    const words = {
      programmeName: name || common.productName,
      locationIdName: locationIdName || common.locationIdName,
    };
    found = withWords(messages[locale], words) as Messages;
    if (named) found = { ...found, named };
    // Settings change seldom: the words of before go.
    if (known.size >= 8) known.clear();
    known.set(key, found);
  }
  return found;
}

function withWords(
  node: unknown,
  words: Record<"programmeName" | "locationIdName", string>,
): unknown {
  if (typeof node === "string") {
    if (!/\{(locationIdName|programmeName)\}/i.test(node)) return node;
    // What ICU would read as its own is quoted.
    const plain = (text: string) => text.replaceAll("'", "''").replace(/[{}<>]+/g, "'$&'");
    const word = words.locationIdName;
    const first = `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
    return node
      .replaceAll("{programmeName}", () => plain(words.programmeName))
      .replaceAll("{locationIdName}", () => plain(word))
      .replaceAll("{LocationIdName}", () => plain(first));
  }
  const entries = Object.entries(node as Record<string, unknown>);
  return Object.fromEntries(entries.map(([key, value]) => [key, withWords(value, words)]));
}

/** Every reason to refuse: the keys of errors.json. */
export type ErrorCode = keyof Messages["errors"];

/** True for a reason to refuse; anything may be asked. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === "string" && Object.hasOwn(texts.en.errors, code);
}

const read = sentenceCache();

/**
 * Texts of one namespace outside of React: route handlers, the worker, e-mails.
 * `translator("nl", "emails")("subject", { partner })`, with the programme's words where they are given. A missing key is logged as an error.
 */
export function translator<N extends Namespace>(locale: Locale, namespace: N, called: Called = {}) {
  const translate = createTranslator<Messages, N>({
    locale,
    messages: textsOf(locale, called),
    namespace,
    timeZone: "UTC",
    _cache: read,
  });
  const plain = new Map<string, string>();
  // A text that names nothing is always the same, and most are such.
  return new Proxy(translate, {
    apply(write, on, given: Parameters<typeof translate>) {
      const [key, values] = given;
      if (values !== undefined) return Reflect.apply(write, on, given);
      let words = plain.get(key);
      if (words === undefined) plain.set(key, (words = Reflect.apply(write, on, given)));
      return words;
    },
  });
}
