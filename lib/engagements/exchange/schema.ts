import { z } from "zod";
import { comparisons } from "@/db/schema/states";
import { isExtension } from "../../files/schema";
import { survey } from "../surveys/schema";

const day = z.iso.date();
const country = z.string().regex(/^[A-Z]{2}$/);
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const localized = z.object({ en: z.string().min(1), nl: z.string().min(1) });
const key = z.string().regex(/^[A-Za-z0-9]+([_:-][A-Za-z0-9]+)*$/);
const windows = z.object({
  consent: z.int().positive(),
  submit: z.int().positive(),
  review: z.int().positive(),
  dispute: z.int().positive(),
});

/** What `rate_usd` is in, and rates of a file that names no currency. */
export const catalogueCurrency = "USD";

const criterion = z.object({
  metric: key,
  operator: z.enum(comparisons),
  value: z.number(),
});

/** W3, P14: what a claim's proof is made of; one that is only named is required, with any file. */
const requirement = z.object({
  kind: key,
  required: z.boolean().default(true),
  file_types: z.array(z.string().refine(isExtension)).min(1).optional(),
  note: localized.optional(),
  /** The version of each, and from when on rounds are given it; without a day: from the file's on. */
  templates: z
    .array(
      z.object({
        url: z.string().regex(/^\/(?!\/)/),
        version: z.string().min(1).max(40),
        valid_from: day.optional(),
      }),
    )
    .optional(),
});
const proof = z.array(z.union([key.transform((kind) => requirement.parse({ kind })), requirement]));

const surveys = z.object({ partner: survey, customer: survey });

const bandRates = z.record(key, z.int().nonnegative().nullable());

/** Of an engagement; what it leaves out is the file's. */
const engagement = z.object({
  slug,
  name: z.string().min(1),
  solution_area: z.string().min(1),
  engagement_type: z.string().min(1).optional(),
  partner_role: z.string().min(1).optional(),
  windows_days: windows.optional(),
  clock_stands_still: z.boolean().optional(),
  proof_of_execution: proof.optional(),
  surveys: surveys.optional(),
  summary: localized,
  available_from: day.optional(),
  available_until: day.nullable().optional(),
  last_day_to_add_customers: day.nullable().optional(),
  consents_per_customer: z.int().min(1).max(20).optional(),
  /** Whole US dollars from the file's day on, by market band. */
  rate_usd: bandRates.optional(),
  /** Minor units of the file's currency, by market band and day. */
  rates: z.array(z.object({ valid_from: day, amounts_minor: bandRates })).optional(),
  partner_criteria_any_of: z.array(key),
  partner_criteria_all_of: z.array(key).default([]),
  partner_countries: z.array(country).nullable().default(null),
  customer_criteria_all_of: z.array(
    z.union([criterion, z.object({ any_of: z.array(criterion).min(2) })]),
  ),
  customer_countries: z.array(country).nullable(),
  demonstration_thresholds: z.boolean().optional(),
  resources: z.array(z.object({ title: localized, url: z.url() })),
});

const word = z.object({ key, label: localized });
/** A file of before may say in words what is here a list. */
const words = <T extends z.ZodType>(of: T) =>
  z.union([z.array(of), z.string().transform((): z.output<T>[] => [])]).default([]);

/** The programme's catalogue as one file (P16): its words, and its engagements. */
export const catalogueSchema = z.object({
  note: z.string().optional(),
  currency: z.string().length(3).default(catalogueCurrency),
  /** The day from which all of it holds, but what names its own. */
  valid_from: day,
  metrics: words(
    word.extend({
      unit: z.enum(["count", "share", "amount"]),
      whole: z.boolean(),
      currency: z.string().length(3).optional(),
    }),
  ),
  qualifications: words(
    word.extend({ kind: z.enum(["designation", "specialization", "agreement", "other"]) }),
  ),
  proof_kinds: words(word),
  solution_areas: words(word),
  partner_roles: words(word.extend({ with_customers: z.boolean() })),
  engagement_types: words(word.extend({ windows_days: windows })),
  /** Countries by band; a sentence instead of them: all others. */
  market_bands: z.record(key, z.union([z.array(country), z.string()])),
  engagement_type: z.string().min(1),
  partner_role: z.string().min(1),
  windows_days: windows,
  proof_of_execution: proof,
  /** W4: what the partner survey and the customer survey ask. */
  surveys: surveys.default({ partner: [], customer: [] }),
  engagements: z.array(engagement),
});

export type Catalogue = z.output<typeof catalogueSchema>;
export type CatalogueEngagement = Catalogue["engagements"][number];
