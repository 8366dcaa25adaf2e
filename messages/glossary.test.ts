import { readFileSync } from "node:fs";
import { messages } from ".";

type Texts = { [key: string]: string | Texts };
type Ban = { language: "en" | "nl"; word: string };

/** The words that `docs/glossary.md` forbids: the last two columns of its tables. */
function bans(): Ban[] {
  const rows = readFileSync("docs/glossary.md", "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| ") && !/^\| (-|English )/.test(line))
    .map((line) => line.split("|").map((cell) => cell.trim()));
  return rows.flatMap((cells) => [
    ...words(cells[5]).map((word) => ({ language: "en" as const, word })),
    ...words(cells[6]).map((word) => ({ language: "nl" as const, word })),
  ]);
}

function words(cell: string | undefined): string[] {
  return (cell ?? "").split(",").flatMap((word) => word.trim() || []);
}

/** Every text with its key; of ICU only what people read: no names of arguments, no tags. */
function texts(node: Texts, path = ""): [string, string][] {
  return Object.entries(node).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[`${path}${key}`, value.replace(/<\/?\w+>|\{\w+(, \w+,)?/g, " ")] as [string, string]]
      : texts(value, `${path}${key}.`),
  );
}

test("the glossary forbids something in each language", () => {
  const languages = bans().map(({ language }) => language);
  expect(languages.filter((language) => language === "en").length).toBeGreaterThan(5);
  expect(languages.filter((language) => language === "nl").length).toBeGreaterThan(15);
});

test.each(bans())("no $language text says “$word”", ({ language, word }) => {
  const pattern = new RegExp(`(?<![\\p{L}-])${word}(?![\\p{L}])`, "iu");
  const found = texts(messages[language]).filter(([, text]) => pattern.test(text));
  expect(found).toEqual([]);
});
