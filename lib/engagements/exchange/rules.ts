import type { CustomerCriterion, PoeRequirement, SurveyQuestion } from "@/db/schema/states";
import { wholeOf } from "@/messages/format/money";
import type { VersionContent } from "../rules";
import { catalogueCurrency, type Catalogue, type CatalogueEngagement } from "./schema";

/** Where an engagement stands in the catalogue. */
export type Own = {
  slug: string;
  solutionArea: string;
  engagementType: string;
  partnerRole: string;
  availableFrom: string;
  availableUntil: string | null;
  lastDayToAdd: string | null;
  consentsPerCustomer: number;
};

export type Written = {
  own: Own;
  version: VersionContent;
  /** The day from which it holds; null: it is a draft. */
  holdsFrom: string | null;
  rates: { band: string; validFrom: string; amountMinor: number | null }[];
};

/** What a file says of one of its engagements, with what it says of all of them. */
export function writtenOf(catalogue: Catalogue, one: CatalogueEngagement): Written {
  const windows = one.windows_days ?? catalogue.windows_days ?? missing();
  const from = one.available_from ?? catalogue.valid_from ?? missing();
  return {
    own: {
      slug: one.slug,
      solutionArea: keyOf(catalogue.solution_areas, one.solution_area),
      engagementType: keyOf(
        catalogue.engagement_types,
        one.engagement_type ?? catalogue.engagement_type ?? missing(),
      ),
      partnerRole: keyOf(
        catalogue.partner_roles,
        one.partner_role ?? catalogue.partner_role ?? missing(),
      ),
      availableFrom: from,
      availableUntil: one.available_until ?? null,
      lastDayToAdd: one.last_day_to_add_customers ?? null,
      consentsPerCustomer: one.consents_per_customer ?? 1,
    },
    version: {
      name: one.name,
      summary: one.summary,
      consentDays: windows.consent,
      deliveryDays: windows.submit,
      reviewDays: windows.review,
      disputeDays: windows.dispute,
      clockStandsStill: one.clock_stands_still ?? false,
      partnerCriteria: {
        anyOf: one.partner_criteria_any_of,
        allOf: one.partner_criteria_all_of,
        countries: sorted(one.partner_countries),
      },
      customerCriteria: one.customer_criteria_all_of.map((of): CustomerCriterion =>
        "any_of" in of ? { anyOf: of.any_of } : of,
      ),
      customerCountries: sorted(one.customer_countries),
      poe: (one.proof_of_execution ?? catalogue.proof_of_execution ?? []).map((asked) =>
        requirementOf(asked, catalogue.valid_from ?? from),
      ),
      surveys: surveysOf(one.surveys ?? catalogue.surveys),
      resources: one.resources,
      demonstrationThresholds: one.demonstration_thresholds ?? true,
    },
    holdsFrom: one.holds_from === undefined ? (catalogue.valid_from ?? from) : one.holds_from,
    rates: ratesOf(catalogue, one),
  };
}

/** The schema has asked for it. */
function missing(): never {
  throw new Error("a catalogue that was read says this of each engagement, or of all");
}

function sorted(countries: string[] | null): string[] | null {
  return countries && [...new Set(countries)].sort();
}

type Asked = NonNullable<Catalogue["proof_of_execution"]>[number];

function requirementOf(
  { kind, required, file_types: fileTypes, note, templates }: Asked,
  from: string,
): PoeRequirement {
  return {
    kind,
    ...(required ? {} : { optional: true }),
    ...(fileTypes ? { fileTypes } : {}),
    ...(note ? { note } : {}),
    ...(templates
      ? {
          templates: templates
            .map(({ url, version, valid_from: day }) => ({ url, version, validFrom: day ?? from }))
            .sort((a, b) => a.validFrom.localeCompare(b.validFrom)),
        }
      : {}),
  };
}

/** A word by its key, or as an older file has it, by its English label. */
export function keyOf(words: Catalogue["solution_areas"], text: string): string {
  return words.find(({ key, label }) => key === text || label.en === text)?.key ?? slugOf(text);
}

/** `Modern Work` is `modern-work`. */
export function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

function surveysOf({ partner, customer }: Catalogue["surveys"]): VersionContent["surveys"] {
  const questions = (survey: typeof partner): SurveyQuestion[] =>
    survey.map(({ only_if: onlyIf, options, ...question }) => ({
      ...question,
      ...(options ? { options } : {}),
      ...(onlyIf ? { onlyIf } : {}),
    }));
  return { partner: questions(partner), customer: questions(customer) };
}

function ratesOf(catalogue: Catalogue, one: CatalogueEngagement): Written["rates"] {
  const whole = Object.entries(one.rate_usd ?? {}).map(([band, units]) => ({
    band,
    validFrom: catalogue.valid_from ?? missing(),
    amountMinor: units === null ? null : wholeOf(units, catalogueCurrency).minor,
  }));
  const dated = (one.rates ?? []).flatMap(({ valid_from: validFrom, amounts_minor: amounts }) =>
    Object.entries(amounts).map(([band, amountMinor]) => ({ band, validFrom, amountMinor })),
  );
  return [...whole, ...dated];
}
