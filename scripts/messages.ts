import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * `npm run messages`: every folder of `messages` that is named as a language is one (K14). Writes the list of them,
 * and the module that reads their texts; English comes first, the others by their codes.
 */
const folder = path.join(process.cwd(), "messages");
const languages = readdirSync(folder)
  .filter((name) => /^[a-z]{2,3}(-[A-Z][A-Za-z]+)?$/.test(name))
  .sort((a, b) => Number(b === "en") - Number(a === "en") || a.localeCompare(b, "en"));
const namespaces = readdirSync(path.join(folder, "en")).map((file) => path.basename(file, ".json"));
const head = "// Written by `npm run messages`, from the folders beside it.\n";

write("languages.ts", [
  "/** The languages of the product (K14); the first one is used when nothing else is known. */",
  `export const locales = ${JSON.stringify(languages)} as const;`,
  "export type Locale = (typeof locales)[number];",
  "",
  "/** Something for each language. */",
  "export function perLocale<T>(make: (locale: Locale) => T): Record<Locale, T> {",
  "  return Object.fromEntries(locales.map((locale) => [locale, make(locale)])) as Record<Locale, T>;",
  "}",
  "",
  "/** In which language somebody reads what the programme itself writes, which is English and Dutch. */",
  'export function contentLanguage(locale: string): "en" | "nl" {',
  '  return locale === "nl" ? "nl" : "en";',
  "}",
  "",
  "/** True for a language the product speaks; anything may be asked. */",
  "export function isLocale(value: unknown): value is Locale {",
  "  return locales.some((locale) => locale === value);",
  "}",
]);
// Read, not imported: what is compiled for each address of the web server would hold a copy of all of them.
write("texts.ts", [
  'import { readFileSync } from "node:fs";',
  'import path from "node:path";',
  'import { perLocale, type Locale } from "./languages";',
  ...namespaces.map((name) => `import type ${name} from "./en/${name}.json";`),
  "",
  `export type Texts = { ${namespaces.map((name) => `${name}: typeof ${name}`).join("; ")} };`,
  `const namespaces = ${JSON.stringify(namespaces)};`,
  "",
  "function read(locale: Locale): Texts {",
  "  const texts = namespaces.map((name) => {",
  '    const file = path.join(process.cwd(), "messages", locale, `${name}.json`);',
  '    const found: unknown = JSON.parse(readFileSync(file, "utf8"));',
  "    return [name, found];",
  "  });",
  "  return Object.fromEntries(texts) as Texts;",
  "}",
  "",
  "export const texts = perLocale(read);",
]);
// What is said where nothing else works: in the browser, and without the programme's own words.
write(
  "ending.ts",
  ["failed", "fault", "notFound"].flatMap((name) => [
    ...importsOf(name),
    `export const ${name} = { ${languages.map((language) => `${quoted(language)}: ${variable(language, name)}`).join(", ")} };`,
  ]),
);

function importsOf(name: string): string[] {
  return languages.map(
    (language) => `import ${variable(language, name)} from "./${language}/${name}.json";`,
  );
}

function variable(language: string, name: string): string {
  return `${language.replace("-", "")}${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}

function quoted(language: string): string {
  return language.includes("-") ? JSON.stringify(language) : language;
}

function write(file: string, lines: string[]): void {
  writeFileSync(path.join(folder, file), `${head}${lines.join("\n")}\n`);
}
