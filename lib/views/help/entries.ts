import { messages, type Named } from "@/messages";
import type { Locale } from "../../ctx";

/** A word or a reason explained: an entry of a page, at its own place there. */
export type Entry = { id: string; title: string; text: string };
export type EntryGroup = { kind: ReasonKind; title: string; intro: string; entries: Entry[] };

type Texts = { [key: string]: string };

/** Where the pages themselves have the words of a reason from: nothing is called otherwise in help. */
const labels = {
  ineligible: (m: (typeof messages)[Locale]) => m.customers.status,
  mail: (m: (typeof messages)[Locale]) => m.customers.mail,
  claim: (m: (typeof messages)[Locale]) => m.customers.claim,
  enrolment: (m: (typeof messages)[Locale]) => m.engagements.enrolment,
  payee: (m: (typeof messages)[Locale]) => m.engagements.payee,
  held: (m: (typeof messages)[Locale]) => m.payments.holds,
} as const satisfies Record<string, (m: (typeof messages)[Locale]) => Texts>;

export type ReasonKind = keyof typeof labels | "review";
export const reasonKinds = [
  "ineligible",
  "review",
  "claim",
  "mail",
  "enrolment",
  "payee",
  "held",
] as const;

/** K9: what a state or a reason means, and what one can do; those of reviews by the programme's own names (W12, P9). */
export function reasonGroups(locale: Locale, named: Named | undefined): EntryGroup[] {
  const all = messages[locale];
  const { groups, reasons } = all.help;
  return reasonKinds.map((kind) => {
    const texts: Texts = reasons[kind];
    const called: Texts = kind === "review" ? (named?.reasons ?? {}) : labels[kind](all);
    const keys = Object.keys(kind === "review" ? called : texts);
    const entries = keys.map((key) => ({
      id: `${kind}-${key}`,
      title: called[key] ?? key,
      text: texts[key] ?? reasons.review.else,
    }));
    return { kind, ...groups[kind], entries };
  });
}

/** The glossary, by name. */
export function glossaryOf(locale: Locale): Entry[] {
  return Object.entries(messages[locale].help.glossary)
    .map(([id, { word, text }]) => ({ id, title: word, text }))
    .sort((a, b) => a.title.localeCompare(b.title, locale));
}
