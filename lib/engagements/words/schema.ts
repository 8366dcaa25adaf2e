import { z } from "zod";
import { metricUnits, qualificationKinds } from "@/db/schema/states";
import { isCountry } from "@/messages/format/names";
import { line, namedLine, revision } from "../../input";

export { metricUnits, qualificationKinds };

/** What the programme keeps lists of (P9); each stands at the address of its name. */
export const vocabularies = [
  "metrics",
  "qualifications",
  "market-bands",
  "engagement-types",
  "partner-roles",
  "solution-areas",
  "proof-kinds",
  "review-reasons",
] as const;
export type Vocabulary = (typeof vocabularies)[number];

const days = z
  .string("required")
  .trim()
  .regex(/^[1-9]\d{0,2}$/, "invalid_days")
  .transform(Number);
const yesOrNo = z.enum(["yes", "no"], "required").transform((said) => said === "yes");
const countries = line(2_000)
  .default("")
  .transform((text) =>
    text
      .toUpperCase()
      .split(/[\s,;]+/)
      .filter((one) => one !== ""),
  )
  .refine((codes) => codes.every(isCountry), "invalid_countries")
  .transform((codes) => [...new Set(codes)].sort().join(", "));

/** W12: what a reason can be about, besides kinds of proof by their keys. */
export const aboutAnything = ["general", "files", "surveys"] as const;
const about = z
  .union([z.string().max(200), z.array(z.string().max(200)).max(50)])
  .default([])
  .transform((chosen) => [...new Set([chosen].flat())].filter((one) => one !== "").join(", "))
  .pipe(z.string().min(1, "required"));

/** What a word of each vocabulary says besides its labels. */
const own = {
  metrics: {
    unit: z.enum(metricUnits, "required"),
    whole: yesOrNo,
    currency: line(3)
      .default("")
      .transform((text) => text.toUpperCase())
      .pipe(z.string().regex(/^([A-Z]{3})?$/, "invalid_currency"))
      .transform((text) => (text === "" ? null : text)),
  },
  qualifications: { kind: z.enum(qualificationKinds, "required") },
  /** D16: its countries by their two letters; `elsewhere` is the band of all countries that none names. */
  "market-bands": { elsewhere: yesOrNo, countries },
  "engagement-types": {
    consentDays: days,
    deliveryDays: days,
    reviewDays: days,
    disputeDays: days,
  },
  "partner-roles": { withCustomers: yesOrNo },
  "solution-areas": {},
  "proof-kinds": {},
  "review-reasons": { about },
} satisfies Record<Vocabulary, z.ZodRawShape>;

/** The names of what a word of a vocabulary says, in the order of its form. */
export const wordFields: Record<Vocabulary, readonly string[]> = {
  metrics: fieldsOf("metrics"),
  qualifications: fieldsOf("qualifications"),
  "market-bands": fieldsOf("market-bands"),
  "engagement-types": fieldsOf("engagement-types"),
  "partner-roles": fieldsOf("partner-roles"),
  "solution-areas": fieldsOf("solution-areas"),
  "proof-kinds": fieldsOf("proof-kinds"),
  "review-reasons": fieldsOf("review-reasons"),
};

function fieldsOf(of: Vocabulary): readonly string[] {
  return ["labelEn", "labelNl", ...Object.keys(own[of])];
}

/** What is said of things that name a word would become untrue with a change of these. */
export const fixedFields: Partial<Record<Vocabulary, readonly string[]>> = {
  metrics: ["unit", "whole", "currency"],
  "partner-roles": ["withCustomers"],
};

const key = z
  .string("required")
  .trim()
  .min(1, "required")
  .max(80)
  .regex(/^[A-Za-z0-9]+([_:-][A-Za-z0-9]+)*$/, "invalid_key")
  // Where a new one is added.
  .refine((text) => text !== "new", "invalid_key");
const shape = <O extends Vocabulary>(of: O) => ({
  of: z.literal(of),
  key,
  revision,
  labelEn: namedLine(200),
  labelNl: namedLine(200),
  ...own[of],
});

/** A word as its form sends it; of a new one nothing was on the page. */
export const wordInput = z
  .discriminatedUnion("of", [
    z.object(shape("metrics")),
    z.object(shape("qualifications")),
    z.object(shape("market-bands")),
    z.object(shape("engagement-types")),
    z.object(shape("partner-roles")),
    z.object(shape("solution-areas")),
    z.object(shape("proof-kinds")),
    z.object(shape("review-reasons")),
  ])
  .superRefine((word, ctx) => {
    if (word.of !== "metrics") return;
    const wrong = (path: string, message: string) =>
      ctx.addIssue({ code: "custom", path: [path], message });
    if (word.unit === "amount" && word.currency === null) wrong("currency", "invalid_currency");
    if (word.unit !== "amount" && word.currency !== null) wrong("currency", "currency_of_amount");
    if (word.unit === "share" && word.whole) wrong("whole", "share_not_whole");
  });
export type WordInput = z.output<typeof wordInput>;

/** P6: the countries that a market band waits for, as they stood on the page. */
export const whichProposal = z.object({ key: z.string().max(200), proposal: z.guid() });
export type WhichProposal = z.output<typeof whichProposal>;

/** Which word. */
export const whichWord = z.object({ of: z.enum(vocabularies), key: z.string().max(200) });
export type WhichWord = z.output<typeof whichWord>;
/** A word that is removed, in the state that was on the page (P4). */
export const removeWordInput = whichWord.extend({ revision });
