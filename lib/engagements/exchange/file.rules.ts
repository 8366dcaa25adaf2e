import type { CustomerCriterion, PoeRequirement, SurveyQuestion } from "@/db/schema/states";
import type { Standing, StandingEngagement } from "./standing.rules";
import { catalogueFormat } from "./schema";

/**
 * P16: the whole catalogue as its file says it, always in the same order, so that two files can be compared line by line:
 * of each engagement what was published last, or its draft while nothing was; of rates those that count.
 */
export function fileOf({ currency, words, bands, engagements }: Standing): object {
  const labelled = ({
    key,
    labelEn: en,
    labelNl: nl,
  }: {
    key: string;
    labelEn: string;
    labelNl: string;
  }) => ({ key, label: { en, nl } });
  return {
    format: catalogueFormat,
    currency,
    metrics: words.metrics.map((one) => ({
      ...labelled(one),
      unit: one.unit,
      whole: one.whole,
      ...(one.currency === null ? {} : { currency: one.currency }),
    })),
    qualifications: words.qualifications.map((one) => ({ ...labelled(one), kind: one.kind })),
    proof_kinds: words.proof_kinds.map(labelled),
    review_reasons: words.review_reasons.map((one) => ({
      ...labelled(one),
      about: one.about.split(", "),
    })),
    solution_areas: words.solution_areas.map(labelled),
    partner_roles: words.partner_roles.map((one) => ({
      ...labelled(one),
      with_customers: one.withCustomers,
    })),
    engagement_types: words.engagement_types.map((one) => ({
      ...labelled(one),
      windows_days: daysOf(one),
    })),
    market_bands: Object.fromEntries(
      bands.map(({ key, label, elsewhere, countries }) => [
        key,
        { label, countries: elsewhere ? null : countries },
      ]),
    ),
    engagements: engagements.map(engagementOf),
  };
}

/** How it is written: each thing on a line of its own. */
export function textOf(file: object): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}

function engagementOf({ own, last, draft, withdrawn, rates }: StandingEngagement): object {
  const version = last ?? draft ?? withdrawn;
  if (!version) throw new Error("an engagement has a version");
  const { partnerCriteria, poe, surveys } = version;
  return {
    slug: own.slug,
    name: version.name,
    holds_from: last?.holdsFrom ?? null,
    solution_area: own.solutionArea,
    engagement_type: own.engagementType,
    partner_role: own.partnerRole,
    available_from: own.availableFrom,
    available_until: own.availableUntil,
    last_day_to_add_customers: own.lastDayToAdd,
    consents_per_customer: own.consentsPerCustomer,
    summary: { en: version.summary.en, nl: version.summary.nl },
    windows_days: daysOf(version),
    clock_stands_still: version.clockStandsStill,
    partner_criteria_any_of: partnerCriteria.anyOf,
    partner_criteria_all_of: partnerCriteria.allOf,
    partner_countries: partnerCriteria.countries,
    customer_criteria_all_of: version.customerCriteria.map(criterionOf),
    customer_countries: version.customerCountries,
    demonstration_thresholds: version.demonstrationThresholds,
    proof_of_execution: poe.map(proofOf),
    surveys: {
      partner: surveys.partner.map(questionOf),
      customer: surveys.customer.map(questionOf),
    },
    resources: version.resources.map(({ title, url }) => ({
      title: { en: title.en, nl: title.nl },
      url,
    })),
    rates: ratesOf(rates),
  };
}

function daysOf(of: Record<"consentDays" | "deliveryDays" | "reviewDays" | "disputeDays", number>) {
  return {
    consent: of.consentDays,
    submit: of.deliveryDays,
    review: of.reviewDays,
    dispute: of.disputeDays,
  };
}

function criterionOf(one: CustomerCriterion): object {
  const plain = ({ metric, operator, value }: Exclude<CustomerCriterion, { anyOf: unknown }>) => ({
    metric,
    operator,
    value,
  });
  return "anyOf" in one ? { any_of: one.anyOf.map(plain) } : plain(one);
}

function proofOf({ kind, optional, fileTypes, note, templates }: PoeRequirement): object {
  return {
    ...{ kind, required: !optional },
    ...(fileTypes ? { file_types: fileTypes } : {}),
    ...(note ? { note: { en: note.en, nl: note.nl } } : {}),
    ...(templates && templates.length > 0
      ? {
          templates: templates.map(({ url, version, validFrom }) => ({
            url,
            version,
            valid_from: validFrom,
          })),
        }
      : {}),
  };
}

function questionOf({ id, kind, required, label, options, onlyIf }: SurveyQuestion): object {
  return {
    ...{ id, kind, required, label: { en: label.en, nl: label.nl } },
    ...(options
      ? {
          options: options.map((one) => ({
            value: one.value,
            label: { en: one.label.en, nl: one.label.nl },
          })),
        }
      : {}),
    ...(onlyIf ? { only_if: { question: onlyIf.question, values: onlyIf.values } } : {}),
  };
}

function ratesOf(rates: StandingEngagement["rates"]): object[] {
  const counting = rates.filter(({ agreedAt }) => agreedAt !== null);
  return [...new Set(counting.map(({ validFrom }) => validFrom))].map((day) => ({
    valid_from: day,
    amounts_minor: Object.fromEntries(
      counting
        .filter(({ validFrom }) => validFrom === day)
        .map(({ band, amountMinor }) => [band, amountMinor]),
    ),
  }));
}
