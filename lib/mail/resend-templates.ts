import { deadlineWords, instantWords } from "@/emails/dates";
import { locales } from "@/messages";
import { moneyWords } from "@/messages/format/money";
import { countWords } from "@/messages/format/numbers";
import type { Locale } from "../ctx";
import { renderMail } from "./render";
import { sampleProgramme, samplesOf } from "./samples";
import type { Sample } from "./schema";
import { markOf } from "./tokens";

export type ResendTemplate = {
  /** The name by which Resend finds it again: `consent-request-nl`. */
  alias: string;
  name: string;
  subject: string;
  html: string;
  text: string;
  variables: { key: string; type: "string" }[];
};

/** Values that choose between texts or formats; they are no variables. */
const fixed = new Set([
  "cadence",
  "decision",
  "kind",
  "state",
  "role",
  "payeeProfile",
  "timeZone",
  "locationCountry",
  "currency",
]);
const deadlines = new Set(["consentDueAt", "deliveryDueAt", "dueAt", "wasDueAt"]);
const mark = "5c7f2a90-1f0e-4b57-9d3b-7e0c7f1a2b3d";
const links = new RegExp(`https?://[^\\s"<]*${markOf(mark, "link")}[^\\s"<]*`, "g");
const numbers = { daysLeft: 4_041, deliveryDays: 4_042 };

/**
 * Every form of every e-mail as a template of Resend, in each language: what changes from mail to
 * mail stands as a variable in triple braces. Numbers of days stand in the plural.
 */
export function resendTemplates(): ResendTemplate[] {
  return locales.flatMap((locale) =>
    samplesOf(locale)
      // Lists have no variables: a digest is no template (K7), nor is what lists requests (B6).
      .filter(({ template }) => template !== "digest" && template !== "consent-requests")
      .map((sample) => template(locale, sample)),
  );
}

function template(locale: Locale, sample: Sample): ResendTemplate {
  const marks = new Map<string, string>();
  const variables = marked(sample.variables, "", marks);
  for (const [name, number] of Object.entries(numbers)) {
    if (name in sample.variables) {
      Object.assign(variables, { [name]: number });
      for (const spelling of spellings(locale, number)) marks.set(spelling, keyOf(name));
    }
  }
  const timeZone =
    ("timeZone" in sample.variables && sample.variables.timeZone) || sampleProgramme.timeZone;
  for (const [name, value] of Object.entries(sample.variables)) {
    if (!isInstant(value)) continue;
    const words = deadlines.has(name) ? deadlineWords : instantWords;
    marks.set(words(locale, value, timeZone), keyOf(name));
  }
  if ("amount" in sample.variables && sample.variables.amount !== null)
    marks.set(moneyWords(locale, sample.variables.amount), keyOf("amount"));
  const { name, organisation, address, email, privacy } = sampleProgramme;
  const said = { name, organisation, address, email, privacy };
  const programme = { ...sampleProgramme, ...marked(said, "programme_", marks) };
  const rendered = renderMail(
    { template: sample.template, language: locale, variables, mark },
    programme,
  );
  const used = new Set<string>();
  const braced = (part: string) => {
    let text = part
      .replaceAll(markOf(mark, "code"), () => brace("CODE", used))
      .replace(links, () => brace("ADDRESS", used))
      .replace(/https?:\/\/[^\s"<]*⟦[^\s"<]*/g, () => brace("ADDRESS", used));
    for (const [mark, key] of marks)
      text = text.split(mark).join(text.includes(mark) ? brace(key, used) : mark);
    return text;
  };
  const alias = `${sample.name}-${locale}`;
  return {
    alias,
    name: alias,
    subject: braced(rendered.subject),
    html: braced(rendered.html),
    text: braced(rendered.text),
    variables: [...used].sort().map((key) => ({ key, type: "string" as const })),
  };
}

/** The sample with a mark in place of each text that changes; instants, ids and choices stay. */
function marked(value: unknown, path: string, marks: Map<string, string>): object {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]: [string, unknown]) => {
      const key = keyOf(path + name);
      // A list of codes chooses texts: it stays as it is.
      if (Array.isArray(inner)) return [name, inner];
      if (typeof inner === "object" && inner !== null)
        return [name, marked(inner, `${path}${name}_`, marks)];
      if (typeof inner !== "string" || fixed.has(name) || isInstant(inner) || name.endsWith("Id"))
        return [name, inner];
      const mark = `⟦${key}⟧`;
      marks.set(mark, key);
      return [name, mark];
    }),
  );
}

function isInstant(value: unknown): value is string {
  return typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value);
}

function spellings(locale: Locale, number: number): string[] {
  return [countWords(locale, number), String(number)];
}

function brace(key: string, used: Set<string>): string {
  used.add(key);
  return `{{{${key}}}}`;
}

/** `partnerContact_email` is PARTNER_CONTACT_EMAIL. */
function keyOf(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, "$1_$2").toUpperCase();
}
