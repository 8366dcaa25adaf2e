import { domainToUnicode } from "node:url";

/** A text with its internationalised domains as people write them: punycode in its own script (D23). */
export function readableDomains(text: string): string {
  if (!text.includes("xn--")) return text;
  return text.replace(punycode, (domain) => domainToUnicode(domain) || domain);
}

const punycode = /(?:[a-z0-9-]+\.)*xn--[a-z0-9-]+(?:\.[a-z0-9-]+)*/g;

/**
 * The same of every text in what a page is made of: addresses are kept as they are sent, and read as people
 * write them (D23). Gives back the very thing where nothing is to be written otherwise.
 */
export function readableIn<T>(value: T): T {
  return rewritten(value) as T;
}

function rewritten(value: unknown): unknown {
  if (typeof value === "string") return readableDomains(value);
  if (Array.isArray(value)) {
    const items = value.map(rewritten);
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (!isPlain(value)) return value;
  const changed = Object.entries(value).flatMap(([key, part]) => {
    const read = rewritten(part);
    return read === part ? [] : [[key, read] as const];
  });
  return changed.length > 0 ? { ...value, ...Object.fromEntries(changed) } : value;
}

function isPlain(value: unknown): value is object {
  return (
    typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}
