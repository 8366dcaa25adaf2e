import { parse, TYPE, type MessageFormatElement } from "@formatjs/icu-messageformat-parser";
import { queues } from "@/db/queues";
import { messages, textsOf, translator } from ".";

type Texts = { [key: string]: string | Texts };

/** Every text of a language as `namespace.key.key` and its ICU source. */
function flat(node: Texts, path = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(node)) {
    const at = path ? `${path}.${key}` : key;
    if (typeof value === "string") found.set(at, value);
    else for (const [inner, text] of flat(value, at)) found.set(inner, text);
  }
  return found;
}

/** The arguments and tags that a text uses, with their kind: `days:plural`. */
function args(elements: MessageFormatElement[]): string[] {
  const found = new Set<string>();
  for (const element of elements) {
    if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
    found.add(`${element.value}:${TYPE[element.type]}`);
    if (element.type === TYPE.tag) args(element.children).forEach((name) => found.add(name));
    if (element.type === TYPE.plural || element.type === TYPE.select)
      for (const { value } of Object.values(element.options))
        args(value).forEach((name) => found.add(name));
  }
  return [...found].sort();
}

const en = flat(messages.en);
const nl = flat(messages.nl);

test("both languages have the same keys", () => {
  expect([...nl.keys()].sort()).toEqual([...en.keys()].sort());
});

test("a text has the same arguments in both languages, and is good ICU", () => {
  for (const [key, text] of en)
    expect([key, args(parse(nl.get(key) ?? ""))]).toEqual([key, args(parse(text))]);
});

test("no text writes a date, a time or a figure in a way of its own", () => {
  for (const [key, text] of [...en, ...nl]) {
    const own = args(parse(text)).filter((arg) => /:(date|time)$/.test(arg));
    expect([key, own, /number, *::/.test(text)]).toEqual([key, [], false]);
  }
});

test("apostrophes and quotation marks are of one kind, the printed", () => {
  const straight = [...en, ...nl].filter(([, text]) => /['"]/.test(text));
  expect(straight).toEqual([]);
});

test("no text is empty", () => {
  for (const [key, text] of [...en, ...nl]) expect([key, text.trim()]).not.toEqual([key, ""]);
});

test("O18 each job has a name of its own on the page of how the product runs", () => {
  const named = Object.keys(messages.en.health.jobs);
  expect(Object.keys(queues).filter((name) => !named.includes(name))).toEqual([]);
});

test("texts are there for those who are not React", () => {
  expect(translator("nl", "common")("step", { current: 2, total: 3 })).toBe("Stap 2 van 3");
});

test("P3 what the programme calls the number of a location stands in all texts, whatever it is", () => {
  const odd = "No. {x} 's <b>#";
  const t = translator("en", "errors", { locationIdName: odd });
  expect(t("required_mpn_id")).toBe(`Fill in the ${odd}.`);
  expect(translator("en", "claimsList")("csv.mpnId")).toBe("Location ID");
  expect(translator("nl", "claimsList", { locationIdName: "partnernummer" })("csv.mpnId")).toBe(
    "Partnernummer",
  );
  for (const locale of ["en", "nl"] as const)
    for (const [key, text] of flat(textsOf(locale, { locationIdName: odd })))
      expect([key, /locationIdName\}/i.test(text), parse(text).length > 0]).toEqual([
        key,
        false,
        true,
      ]);
});

test("P3 pages have the programme's own name in their titles, whatever it is", () => {
  const t = translator("nl", "common", { name: "Programma {Eén} #1" });
  expect(t("title", { title: "Klanten" })).toBe("Klanten – Programma {Eén} #1");
  const usual = translator("en", "common");
  expect(usual("title", { title: "Customers" })).toBe(`Customers – ${usual("productName")}`);
});

test("P3 nothing of one network stands in the product's own words, but in names of metrics", () => {
  const found = [...en, ...nl].filter(
    ([key, text]) =>
      /\b(MCI|MPN|Microsoft)\b/.test(text) &&
      !/^engagements\.(metric|specialization)/.test(key) &&
      key !== "programme.settings.hints.locationIdName",
  );
  expect(found).toEqual([]);
});
