import { z } from "zod";

const day = z.iso.date();
const country = z.string().regex(/^[A-Z]{2}$/);
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const localized = z.object({ en: z.string().min(1), nl: z.string().min(1) });

export const bands = ["A", "B", "C"] as const;
export type Band = (typeof bands)[number];

export const availabilities = ["active", "upcoming", "expired"] as const;
export type Availability = (typeof availabilities)[number];

export const poeKinds = [
  "invoice",
  "findings_and_recommendations",
  "partner_survey",
  "customer_survey",
] as const;

/** The measures that a customer criterion may ask about. */
export const metrics = [
  "teams_pau",
  "teams_mau",
  "teams_mau_share",
  "teams_phone_pau",
  "frontline_pau",
  "intune_pau",
  "intune_mau_share",
  "m365_pau",
  "viva_mau_share",
  "windows_enterprise_pau",
  "sharepoint_mau",
  "entra_id_p1_pau",
  "entra_id_p1_mau_share",
  "purview_pau",
  "purview_mau_share",
  "compliance_pau",
  "compliance_mau_share",
  "defender_pau",
  "defender_mau_share",
  "defender_cloud_mau_share",
  "azure_acr_usd_month",
] as const;
export type Metric = (typeof metrics)[number];

/** A measure that tells people apart from a share (0 to 1) and from money. */
export function unitOf(metric: string): "count" | "share" | "usd" {
  if (metric.endsWith("_share")) return "share";
  return metric.includes("_usd") ? "usd" : "count";
}

export const engagementTypes = [
  "assessment",
  "workshop",
  "project-xs",
  "project-s",
  "project-m",
  "project-l",
  "project-xl",
  "project-xxl",
] as const;
export type EngagementType = (typeof engagementTypes)[number];

const criterion = z.object({
  metric: z.enum(metrics),
  operator: z.enum([">=", "<", ">", "<=", "="]),
  value: z.number(),
});

/** What `rate_usd` is in: whole US dollars. */
export const catalogueCurrency = "USD";

const workshop = z.object({
  slug,
  name: z.string().min(1),
  solution_area: z.string().min(1),
  summary: localized,
  rate_usd: z.object({
    A: z.int().nullable(),
    B: z.int().nullable(),
    C: z.int().nullable(),
  }),
  partner_criteria_any_of: z.array(z.string()),
  customer_criteria_all_of: z.array(criterion),
  customer_countries: z.array(country).nullable(),
  last_day_to_add_customers: day.optional(),
  resources: z.array(z.object({ title: localized, url: z.url() })),
});

/** W3: what a claim needs, and a template to download where there is one. */
const proof = z.object({
  kind: z.enum(poeKinds),
  template: z.object({ url: z.string().startsWith("/"), version: z.string().min(1) }).optional(),
});

/** The two answers of a question that takes yes or no. */
const yesNo: string[] = ["yes", "no"];

const question = z
  .object({
    id: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
    kind: z.enum(["rating", "choice", "yes_no", "date", "text"]),
    label: localized,
    required: z.boolean(),
    options: z
      .array(z.object({ value: z.string().regex(/^[a-z0-9_]{1,40}$/), label: localized }))
      .min(2)
      .optional(),
    only_if: z.object({ question: z.string(), values: z.array(z.string()).min(1) }).optional(),
  })
  .refine(({ kind, options }) => (kind === "choice") === (options !== undefined), {
    message: "a choice has options, and nothing else has",
  });

/** The questions of one survey: no two of one name, conditions on choices that come earlier. */
const survey = z.array(question).superRefine((questions, ctx) => {
  for (const [at, { id, only_if }] of questions.entries()) {
    const earlier = questions.slice(0, at);
    if (earlier.some((other) => other.id === id)) ctx.addIssue(`two questions are named ${id}`);
    if (!only_if) continue;
    const on = earlier.find((other) => other.id === only_if.question);
    const known = on?.options?.map(({ value }) => value) ?? (on?.kind === "yes_no" ? yesNo : []);
    const wrong = only_if.values.filter((value) => !known.includes(value));
    if (wrong.length > 0) ctx.addIssue(`${id} depends on no answer: ${wrong.join(", ")}`);
  }
});

/** The programme's catalogue as it is kept in `catalogue.json`. */
export const catalogueSchema = z.object({
  valid_from: day,
  engagement_type: z.enum(engagementTypes),
  partner_role: z.string(),
  windows_days: z.object({
    consent: z.int(),
    submit: z.int(),
    review: z.int(),
    dispute: z.int(),
  }),
  proof_of_execution: z.array(
    z.union([z.enum(poeKinds).transform((kind) => ({ kind, template: undefined })), proof]),
  ),
  /** W4: what the partner survey and the customer survey ask. */
  surveys: z.object({ partner: survey, customer: survey }),
  market_bands: z.object({ A: z.array(country), B: z.array(country) }),
  engagements: z.array(workshop),
});

export type Catalogue = z.infer<typeof catalogueSchema>;

/** Everything that the overview keeps in its address; what is not understood is left out. */
export const overviewQuery = z.object({
  /** A solution area as `areaSlug` writes it, or "" for all. */
  area: z.string().max(100).catch(""),
  q: z.string().trim().max(100).catch(""),
  /** MPN location ID. */
  location: z.string().max(20).catch(""),
  availability: z.enum(["", ...availabilities]).catch(""),
  role: z.string().max(100).catch(""),
});
export type OverviewQuery = z.infer<typeof overviewQuery>;

/** A solution area in an address: `Modern Work` is `modern-work`. */
export function areaSlug(area: string): string {
  return area
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

const qualificationNames: Record<string, string> = {
  "solutions-partner:modern-work": "Modern Work",
  "solutions-partner:security": "Security",
  "specialization:modernize-endpoints": "Modernize Endpoints",
  "specialization:meetings-and-meeting-rooms": "Meetings and Meeting Rooms for Microsoft Teams",
  "specialization:calling-for-teams": "Calling for Microsoft Teams",
  "specialization:adoption-and-change-management": "Adoption and Change Management",
  "specialization:information-protection-and-governance": "Information Protection and Governance",
  "specialization:cloud-security": "Cloud Security",
  "specialization:threat-protection": "Threat Protection",
  "specialization:identity-and-access-management": "Identity and Access Management",
};

const qualificationKinds = {
  "solutions-partner": "designation",
  specialization: "specialization",
  agreement: "agreement",
} as const;

/** The qualifications that have names. */
export const knownQualifications = Object.keys(qualificationNames);

/** What a qualification is and what the programme calls it; the names are the same in all languages. */
export function qualificationOf(key: string): {
  kind: "designation" | "specialization" | "agreement" | "other";
  name: string;
} {
  const [prefix = "", rest = ""] = key.split(":");
  const kind = Object.entries(qualificationKinds).find(([name]) => name === prefix)?.[1];
  return { kind: kind ?? "other", name: qualificationNames[key] ?? (kind ? rest : key) };
}

/** True for a measure that has words of its own. */
export function isMetric(text: string): text is Metric {
  return metrics.some((metric) => metric === text);
}

/** True for a type that has words of its own. */
export function isEngagementType(text: string): text is EngagementType {
  return engagementTypes.some((type) => type === text);
}
