import { z } from "zod";
import { calendarDay, line, namedLine, optionalDay, paragraphs, revision } from "../../input";

export const slug = z
  .string("required")
  .trim()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "invalid_slug")
  .max(80);
/** Pages of the catalogue itself have these addresses. */
export const takenSlugs: readonly string[] = ["new", "file"];
const days = z
  .string("required")
  .trim()
  .regex(/^[1-9]\d{0,2}$/, "invalid_days")
  .transform(Number);
const yesOrNo = z
  .enum(["yes", "no"])
  .default("no")
  .transform((said) => said === "yes");
const day = z
  .string("required")
  .refine((text) => calendarDay(text) !== null, "invalid_date")
  .transform((text) => calendarDay(text) ?? "");
const lines = paragraphs(100_000).default("");

const fields = {
  name: namedLine(200),
  summaryEn: paragraphs(5_000).pipe(z.string().min(1, "required")),
  summaryNl: paragraphs(5_000).pipe(z.string().min(1, "required")),
  consentDays: days,
  deliveryDays: days,
  reviewDays: days,
  disputeDays: days,
  clockStandsStill: yesOrNo,
  partnerAnyOf: lines,
  partnerAllOf: lines,
  partnerCountries: line(2_000).default(""),
  customerCriteria: lines,
  customerCountries: line(2_000).default(""),
  poe: lines,
  partnerSurvey: lines,
  customerSurvey: lines,
  resources: lines,
  demonstrationThresholds: yesOrNo,
};
export type VersionFields = z.output<z.ZodObject<typeof fields>>;

/** All that a version says, as its pages take it; a draft may lack its summaries. */
export const versionFields = z.object({
  ...fields,
  summaryEn: paragraphs(5_000),
  summaryNl: paragraphs(5_000),
});

/** The parts in which a version is edited (P9). */
export const versionParts = {
  basics: ["name", "summaryEn", "summaryNl", "resources"],
  windows: ["consentDays", "deliveryDays", "reviewDays", "disputeDays", "clockStandsStill"],
  partners: ["partnerAnyOf", "partnerAllOf", "partnerCountries"],
  customers: ["customerCriteria", "customerCountries", "demonstrationThresholds"],
  proof: ["poe"],
  surveys: ["partnerSurvey", "customerSurvey"],
} as const satisfies Record<string, readonly (keyof VersionFields)[]>;
export type VersionPart = keyof typeof versionParts;
export const versionPartNames = [
  "basics",
  "windows",
  "partners",
  "customers",
  "proof",
  "surveys",
] as const;

/** Which state of which engagement was on the page (P4). */
const seen = { slug, revision };

/** A change of one part; what is not of it stays. */
export const changeVersionInput = z.discriminatedUnion("part", [
  part("basics", {
    name: fields.name,
    summaryEn: fields.summaryEn,
    summaryNl: fields.summaryNl,
    resources: fields.resources,
  }),
  part("windows", {
    consentDays: days,
    deliveryDays: days,
    reviewDays: days,
    disputeDays: days,
    clockStandsStill: yesOrNo,
  }),
  part("partners", {
    partnerAnyOf: lines,
    partnerAllOf: lines,
    partnerCountries: fields.partnerCountries,
  }),
  part("customers", {
    customerCriteria: lines,
    customerCountries: fields.customerCountries,
    demonstrationThresholds: yesOrNo,
  }),
  part("proof", { poe: lines }),
  part("surveys", { partnerSurvey: lines, customerSurvey: lines }),
]);
export type ChangeVersionInput = z.output<typeof changeVersionInput>;

function part<P extends VersionPart, S extends z.ZodRawShape>(name: P, shape: S) {
  return z.object({ part: z.literal(name), ...seen, ...shape });
}

const key = z.string("required").min(1, "required").max(200);

/** Where an engagement stands in the catalogue, and for whom it is open. */
export const listingFields = z.object({
  solutionArea: key,
  engagementType: key,
  partnerRole: key,
  availableFrom: day,
  availableUntil: optionalDay,
  lastDayToAdd: optionalDay,
  consentsPerCustomer: z
    .string("required")
    .trim()
    .regex(/^([1-9]|1\d|20)$/, "invalid_consents")
    .transform(Number),
});
export const listingNames = listingFields.keyof().options;
export const listingInput = listingFields.extend(seen);
export type ListingInput = z.output<typeof listingInput>;

export const newEngagementInput = z.object({
  slug: slug.refine((name) => !takenSlugs.includes(name), "engagement_exists"),
  name: fields.name,
  solutionArea: key,
  engagementType: key,
  partnerRole: key,
  /** The one whose version is copied; "": begins with the days of its type. */
  copyOf: z.string().max(80).default(""),
});
export type NewEngagementInput = z.output<typeof newEngagementInput>;

export const publishInput = z.object({ ...seen, day });
export type PublishInput = z.output<typeof publishInput>;
export const draftInput = z.object(seen);
export type DraftInput = z.output<typeof draftInput>;
/** `number`: of the version that was on the page (P4). */
export const withdrawInput = z.object({ slug, number: revision });

export const catalogueStates = ["draft", "scheduled", "active", "closed", "ended"] as const;
/** P7: nobody knows of it yet; it is to come; it is on offer; closed to new customers; over. */
export type CatalogueState = (typeof catalogueStates)[number];
