import { domainToUnicode } from "node:url";

/** A text with its internationalised domains as people write them: punycode in its own script (D23). */
export function readableDomains(text: string): string {
  if (!text.includes("xn--")) return text;
  return text.replace(punycode, (domain) => domainToUnicode(domain) || domain);
}

const punycode = /(?:[a-z0-9-]+\.)*xn--[a-z0-9-]+(?:\.[a-z0-9-]+)*/g;
