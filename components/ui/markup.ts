import { escaped } from "@/messages/format/html";

/** Elements that are the same whoever writes them: of others React does more than it is told. */
const tags = new Set(
  (
    "a abbr address aside b br button caption code dd details div dl dt em fieldset footer form h1 h2 h3 h4 h5 h6 header hr i input " +
    "label legend li main meter nav ol option output p progress search section select small span strong summary table tbody td tfoot th thead " +
    "time tr ul"
  ).split(" "),
);
const empty = new Set(["br", "hr", "input"]);

/** Attributes by React's names, which but for those that are renamed are HTML's, whatever their case. */
const texts = new Set(
  (
    "action autoComplete className colSpan dateTime defaultValue dir download form htmlFor href id inputMode lang max maxLength method min name " +
    "placeholder rel role rowSpan scope step tabIndex target title type value"
  ).split(" "),
);
const marks = new Set(
  "defaultChecked disabled download hidden multiple open required selected".split(" "),
);
const renamed: Record<string, string> = {
  className: "class",
  htmlFor: "for",
  defaultChecked: "checked",
  defaultValue: "value",
};

/** Whether HTML may stand in an element of this name. */
export const isWritten = (tag: string): boolean => tags.has(tag);

/**
 * An element as HTML, as React would write it; null where that is not known for sure.
 * @param inside its own HTML
 */
export function elementHtml(
  tag: string,
  attributes: Record<string, unknown>,
  inside: string,
): string | null {
  if (!isWritten(tag)) return null;
  let opening = `<${tag}`;
  for (const name in attributes) {
    const written = attributeHtml(name, attributes[name]);
    if (written === null) return null;
    opening += written;
  }
  return empty.has(tag) ? `${opening}/>` : `${opening}>${inside}</${tag}>`;
}

function attributeHtml(name: string, value: unknown): string | null {
  if (value === null || value === undefined) return "";
  const spelt = renamed[name] ?? name.toLowerCase();
  if (typeof value === "boolean") {
    if (said.test(name)) return ` ${name}="${value}"`;
    return marks.has(name) ? (value ? ` ${spelt}=""` : "") : null;
  }
  if (typeof value !== "string" && typeof value !== "number") return null;
  if (!texts.has(name) && !said.test(name)) return null;
  if ((name === "href" || name === "action") && !address.test(String(value))) return null;
  return ` ${spelt}="${escaped(String(value))}"`;
}

const said = /^(aria|data)-[a-z-]+$/;
/** Where links and forms lead; React looks at what else stands there. */
const address = /^([^:/?#]*([/?#]|$)|https?:|mailto:|tel:)/;
