import {
  comparisons,
  type CustomerCriterion,
  type Localized,
  type MetricCriterion,
  type Resource,
  type SurveyQuestion,
} from "@/db/schema/states";
import { isCountry } from "@/messages/format/names";

/** How lists of a version are written and read, a line each: people edit, compare and keep them as text (P4, P9). */

/** What could be read, or the first line that could not be, counted from 1. */
export type Read<T> = { value: T } | { wrong: { line: number; text: string } };

/** `teams_pau >= 300`; of an any-of group all on one line: `teams_pau >= 300 or intune_pau > 0` (P11). */
export const criteriaLines = {
  write: (criteria: readonly CustomerCriterion[]): string =>
    criteria
      .map((one) => ("anyOf" in one ? one.anyOf.map(told).join(" or ") : told(one)))
      .join("\n"),
  read: (text: string, metrics: readonly string[]): Read<CustomerCriterion[]> =>
    each(text, (line) => {
      const all = line.split(/\s+(?:or|of)\s+/i).map((part) => asked(part, metrics));
      const known = all.filter((one) => one !== null);
      const [first] = known;
      if (!first || known.length < all.length) return null;
      return known.length === 1 ? first : { anyOf: known };
    }),
};

const told = ({ metric, operator, value }: MetricCriterion) => `${metric} ${operator} ${value}`;

function asked(text: string, metrics: readonly string[]): MetricCriterion | null {
  const [, metric = "", sign, number] =
    /^([\w:-]+)\s*(>=|<=|>|<|=|≥|≤)\s*(\d{1,15}(?:[.,]\d{1,6})?)$/.exec(text.trim()) ?? [];
  if (sign === undefined || number === undefined || !metrics.includes(metric)) return null;
  const said = { "≥": ">=", "≤": "<=" }[sign] ?? sign;
  const operator = comparisons.find((one) => one === said);
  return operator ? { metric, operator, value: Number(number.replace(",", ".")) } : null;
}

/** Keys of qualifications, one a line. */
export const keyLines = {
  write: (keys: readonly string[]) => keys.join("\n"),
  read: (text: string, known: readonly string[]): Read<string[]> =>
    each(text, (line) => (known.includes(line) ? line : null)),
};

/** Countries by their two letters; nothing: all. */
export const countryLine = {
  write: (countries: readonly string[] | null) => (countries ?? []).join(", "),
  read: (text: string): Read<string[] | null> => {
    const countries = text
      .toUpperCase()
      .split(/[\s,;]+/)
      .filter((one) => one !== "");
    const wrong = countries.find((one) => !isCountry(one));
    if (wrong !== undefined) return { wrong: { line: 1, text: wrong } };
    return { value: countries.length === 0 ? null : [...new Set(countries)].sort() };
  },
};

/** `https://… | English title | Dutch title` */
export const resourceLines = {
  write: (resources: readonly Resource[]) =>
    resources.map(({ title, url }) => [url, title.en, title.nl].join(" | ")).join("\n"),
  read: (text: string): Read<Resource[]> =>
    each(text, (line) => {
      const [url = "", en = "", nl = "", ...more] = cells(line);
      if (!/^https:\/\/[^\s@]+$/.test(url) || en === "" || nl === "" || more.length > 0)
        return null;
      return { url, title: { en, nl } };
    }),
};

const kinds = ["rating", "choice", "yes_no", "date", "text"] as const;

/**
 * A question is `delivered | choice! | English | Dutch`, with `!` where an answer is needed; below it the options of a choice,
 * `- whole | English | Dutch`, and whom alone it is asked, `? delivered = whole, part` (P15).
 */
export const surveyLines = {
  write: (questions: readonly SurveyQuestion[]): string =>
    questions
      .map(({ id, kind, required, label, options = [], onlyIf }) =>
        [
          [id, `${kind}${required ? "!" : ""}`, label.en, label.nl].join(" | "),
          ...options.map(({ value, label: of }) => `- ${[value, of.en, of.nl].join(" | ")}`),
          ...(onlyIf ? [`? ${onlyIf.question} = ${onlyIf.values.join(", ")}`] : []),
        ].join("\n"),
      )
      .join("\n"),
  read: readSurvey,
};

function readSurvey(text: string): Read<SurveyQuestion[]> {
  const questions: SurveyQuestion[] = [];
  for (const [at, line] of text.split("\n").entries()) {
    const typed = line.trim();
    if (typed === "") continue;
    const wrong = { wrong: { line: at + 1, text: typed } };
    const last = questions.at(-1);
    if (typed.startsWith("- ")) {
      const option = labelled(cells(typed.slice(2)), /^[a-z0-9_]{1,40}$/);
      if (!option || last?.kind !== "choice") return wrong;
      if (last.options?.some(({ value }) => value === option.key)) return wrong;
      last.options = [...(last.options ?? []), { value: option.key, label: option.label }];
    } else if (typed.startsWith("? ")) {
      const onlyIf = condition(typed.slice(2), questions.slice(0, -1));
      if (!onlyIf || !last || last.onlyIf) return wrong;
      last.onlyIf = onlyIf;
    } else {
      const [id = "", kindOf = "", ...words] = cells(typed);
      const kind = kinds.find((one) => one === kindOf.replace(/!$/, ""));
      const named = labelled([id, ...words], /^[a-z][a-z0-9_]{0,39}$/);
      if (!kind || !named || questions.some((one) => one.id === id)) return wrong;
      questions.push({ id, kind, label: named.label, required: kindOf.endsWith("!") });
    }
  }
  const bare = questions.find(({ kind, options = [] }) => kind === "choice" && options.length < 2);
  return bare ? { wrong: { line: 0, text: bare.id } } : { value: questions };
}

function condition(text: string, earlier: readonly SurveyQuestion[]) {
  const [, question = "", said = ""] = /^(\w+)\s*=\s*(.+)$/.exec(text) ?? [];
  const on = earlier.find(({ id }) => id === question);
  const known =
    on?.kind === "yes_no" ? ["yes", "no"] : (on?.options ?? []).map(({ value }) => value);
  const values = said.split(",").map((one) => one.trim());
  return on && values.every((one) => known.includes(one)) ? { question, values } : null;
}

function labelled(parts: string[], form: RegExp): { key: string; label: Localized } | null {
  const [key = "", en = "", nl = "", ...more] = parts;
  if (!form.test(key) || en === "" || nl === "" || more.length > 0) return null;
  return { key, label: { en, nl } };
}

/** What stands between bars. */
export function cells(line: string): string[] {
  return line.split("|").map((part) => part.trim());
}

function each<T>(text: string, read: (line: string) => T | null): Read<T[]> {
  const value: T[] = [];
  for (const [at, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const one = read(line.trim());
    if (one === null) return { wrong: { line: at + 1, text: line.trim() } };
    value.push(one);
  }
  return { value };
}
