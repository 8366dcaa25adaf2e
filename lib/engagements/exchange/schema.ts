import { z } from "zod";
import { comparisons } from "@/db/schema/states";
import { calendarDay } from "../../input";
import { isExtension } from "../../files/schema";
import { takenSlugs } from "../editing/schema";
import { survey } from "../surveys/schema";

const day = z.iso
  .date({ abort: true })
  .refine((text) => calendarDay(text) !== null, "catalogue_value");
const country = z.string().regex(/^[A-Z]{2}$/);
/** Longer lists than these are no programme's: each costs a look at everything that stands here. */
const MOST = 5_000;
const few = <T extends z.ZodType>(of: T) => z.array(of).max(500);
const countries = few(country).min(1);
const slug = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .refine((name) => !takenSlugs.includes(name), "engagement_exists");
const text = z.string().min(1).max(200);
const localized = z.strictObject({ en: text, nl: text });
const longer = z.strictObject({ en: z.string().min(1), nl: z.string().min(1) });
/** Of a draft there may be none yet. */
const summary = z.strictObject({ en: z.string().max(5_000), nl: z.string().max(5_000) });
const key = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9]+([_:-][A-Za-z0-9]+)*$/);
const days = z.int().min(1).max(999);
const windows = z.strictObject({ consent: days, submit: days, review: days, dispute: days });
const currency = z.string().regex(/^[A-Z]{3}$/);

/** What `rate_usd` is in, and rates of a file that names no currency. */
export const catalogueCurrency = "USD";

/** How files are written now; one that says nothing is of the first form. */
export const catalogueFormat = 1;

const criterion = z.strictObject({
  metric: key,
  operator: z.enum(comparisons),
  value: z.number(),
});

/** W3, P14: what a claim's proof is made of; one that is only named is required, with any file. */
const requirement = z.strictObject({
  kind: key,
  required: z.boolean().default(true),
  file_types: z.array(z.string().refine(isExtension)).min(1).optional(),
  note: longer.optional(),
  /** The version of each, and from when on rounds are given it; without a day: from the file's on. */
  templates: z
    .array(
      z.strictObject({
        url: z.string().regex(/^\/(?!\/)/),
        version: z.string().min(1).max(40),
        valid_from: day.optional(),
      }),
    )
    .min(1)
    .optional(),
});
const proof = z
  .array(z.union([key.transform((kind) => requirement.parse({ kind })), requirement]))
  .max(10);

const surveys = z.strictObject({ partner: survey, customer: survey });

const notMany = (names: object) => Object.keys(names).length <= MOST;
const bandRates = z
  .record(key, z.int().nonnegative().nullable())
  .refine(notMany, "catalogue_value");

/** Of an engagement; what it leaves out is the file's. */
const engagement = z.strictObject({
  slug,
  name: text,
  solution_area: text,
  engagement_type: text.optional(),
  partner_role: text.optional(),
  windows_days: windows.optional(),
  clock_stands_still: z.boolean().optional(),
  proof_of_execution: proof.optional(),
  surveys: surveys.optional(),
  summary,
  /** The day from which what it says holds; null: it is a draft. */
  holds_from: day.nullable().optional(),
  available_from: day.optional(),
  available_until: day.nullable().optional(),
  last_day_to_add_customers: day.nullable().optional(),
  consents_per_customer: z.int().min(1).max(20).optional(),
  /** Whole US dollars from the file's day on, by market band. */
  rate_usd: bandRates.optional(),
  /** Minor units of the file's currency, by market band and day. */
  rates: few(z.strictObject({ valid_from: day, amounts_minor: bandRates })).optional(),
  partner_criteria_any_of: few(key),
  partner_criteria_all_of: few(key).default([]),
  partner_countries: countries.nullable().default(null),
  customer_criteria_all_of: few(
    z.union([criterion, z.strictObject({ any_of: few(criterion).min(2) })]),
  ),
  customer_countries: countries.nullable(),
  demonstration_thresholds: z.boolean().optional(),
  resources: few(z.strictObject({ title: longer, url: z.string().regex(/^https:\/\/[^\s@]+$/) })),
});

const word = z.strictObject({ key, label: localized });
/** A file of before may say in words what is here a list. */
const words = <T extends z.ZodType>(of: T) =>
  z.union([z.array(of).max(MOST), z.string().transform((): z.output<T>[] => [])]).default([]);

/** The programme's catalogue as one file (P16): its words, and its engagements. */
export const catalogueSchema = z
  .strictObject({
    format: z.literal(catalogueFormat).default(catalogueFormat),
    note: z.string().max(10_000).optional(),
    currency: currency.default(catalogueCurrency),
    /** The day from which all of it holds, but what names its own. */
    valid_from: day.optional(),
    metrics: words(
      word.extend({
        unit: z.enum(["count", "share", "amount"]),
        whole: z.boolean(),
        currency: currency.optional(),
      }),
    ),
    qualifications: words(
      word.extend({ kind: z.enum(["designation", "specialization", "agreement", "other"]) }),
    ),
    proof_kinds: words(word),
    /** W12: with what each can be wrong. */
    review_reasons: words(word.extend({ about: z.array(key).min(1).max(50) })),
    solution_areas: words(word),
    partner_roles: words(word.extend({ with_customers: z.boolean() })),
    engagement_types: words(word.extend({ windows_days: windows })),
    /** Countries by band; a sentence instead of them, or null: all others. */
    market_bands: z
      .record(
        key,
        z.union([
          countries,
          text,
          z.strictObject({ label: localized, countries: few(country).nullable() }),
        ]),
      )
      .refine(notMany, "catalogue_value"),
    engagement_type: text.optional(),
    partner_role: text.optional(),
    windows_days: windows.optional(),
    proof_of_execution: proof.optional(),
    /** W4: what the partner survey and the customer survey ask. */
    surveys: surveys.default({ partner: [], customer: [] }),
    engagements: z.array(engagement).max(MOST),
  })
  .superRefine((file, ctx) => {
    const miss = (path: (string | number)[]) =>
      ctx.addIssue({ code: "custom", path, message: "required" });
    const twice = (list: string, names: readonly string[], of: string) => {
      const said = new Set<string>();
      for (const [n, name] of names.entries())
        if (said.size === said.add(name).size)
          ctx.addIssue({ code: "custom", path: [list, n, of], message: "json_twice" });
    };
    for (const list of wordLists)
      twice(
        list,
        file[list].map((one) => one.key),
        "key",
      );
    twice(
      "engagements",
      file.engagements.map((one) => one.slug),
      "slug",
    );
    for (const [n, one] of file.engagements.entries()) {
      for (const name of [
        "engagement_type",
        "partner_role",
        "windows_days",
        "proof_of_execution",
      ] as const)
        if (one[name] === undefined && file[name] === undefined) miss(["engagements", n, name]);
      if (file.valid_from === undefined && (one.available_from === undefined || one.rate_usd))
        miss(["valid_from"]);
    }
  });

export const wordLists = [
  "metrics",
  "qualifications",
  "proof_kinds",
  "review_reasons",
  "solution_areas",
  "partner_roles",
  "engagement_types",
] as const;
export type WordList = (typeof wordLists)[number];
export type Catalogue = z.output<typeof catalogueSchema>;
export type CatalogueEngagement = Catalogue["engagements"][number];
