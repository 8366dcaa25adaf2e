import type { FieldError } from "../../errors";
import type { VersionContent } from "../rules";
import {
  countryLine,
  criteriaLines,
  keyLines,
  resourceLines,
  surveyLines,
  type Read,
} from "./lines.rules";
import { poeLines, type KnownProof } from "./proof.rules";
import type { VersionFields } from "./schema";

/** A version as its editors read and write it, field by field (P4, P12). */
export function fieldsOf(version: VersionContent): VersionFields {
  return {
    name: version.name,
    summaryEn: version.summary.en,
    summaryNl: version.summary.nl,
    consentDays: version.consentDays,
    deliveryDays: version.deliveryDays,
    reviewDays: version.reviewDays,
    disputeDays: version.disputeDays,
    clockStandsStill: version.clockStandsStill,
    partnerAnyOf: keyLines.write(version.partnerCriteria.anyOf),
    partnerAllOf: keyLines.write(version.partnerCriteria.allOf),
    partnerCountries: countryLine.write(version.partnerCriteria.countries),
    customerCriteria: criteriaLines.write(version.customerCriteria),
    customerCountries: countryLine.write(version.customerCountries),
    poe: poeLines.write(version.poe),
    partnerSurvey: surveyLines.write(version.surveys.partner),
    customerSurvey: surveyLines.write(version.surveys.customer),
    resources: resourceLines.write(version.resources),
    demonstrationThresholds: version.demonstrationThresholds,
  };
}

/** What the fields say, or what is wrong with which of them. */
export function contentOf(
  fields: VersionFields,
  known: { metrics: readonly string[]; qualifications: readonly string[] } & KnownProof,
): { content: VersionContent } | { errors: FieldError[] } {
  const errors: FieldError[] = [];
  const read = <T>(field: string, found: Read<T>, otherwise: T): T => {
    if ("value" in found) return found.value;
    errors.push({ field, code: "line_wrong", params: found.wrong });
    return otherwise;
  };
  const content: VersionContent = {
    name: fields.name,
    summary: { en: fields.summaryEn, nl: fields.summaryNl },
    consentDays: fields.consentDays,
    deliveryDays: fields.deliveryDays,
    reviewDays: fields.reviewDays,
    disputeDays: fields.disputeDays,
    clockStandsStill: fields.clockStandsStill,
    partnerCriteria: {
      anyOf: read("partnerAnyOf", keyLines.read(fields.partnerAnyOf, known.qualifications), []),
      allOf: read("partnerAllOf", keyLines.read(fields.partnerAllOf, known.qualifications), []),
      countries: read("partnerCountries", countryLine.read(fields.partnerCountries), null),
    },
    customerCriteria: read(
      "customerCriteria",
      criteriaLines.read(fields.customerCriteria, known.metrics),
      [],
    ),
    customerCountries: read("customerCountries", countryLine.read(fields.customerCountries), null),
    poe: read("poe", poeLines.read(fields.poe, known), []),
    surveys: {
      partner: read("partnerSurvey", surveyLines.read(fields.partnerSurvey), []),
      customer: read("customerSurvey", surveyLines.read(fields.customerSurvey), []),
    },
    resources: read("resources", resourceLines.read(fields.resources), []),
    demonstrationThresholds: fields.demonstrationThresholds,
  };
  return errors.length > 0 ? { errors } : { content };
}

export type Difference = { field: string; before: string | null; after: string };

/** P12: what differs from the version before, field by field; of a first version all that it says. */
export function differences(before: VersionFields | null, after: VersionFields): Difference[] {
  return Object.entries(after).flatMap(([field, value]) => {
    const was = before && (Object.entries(before).find(([name]) => name === field)?.[1] ?? null);
    return was === value
      ? []
      : [{ field, before: was === null ? null : String(was), after: String(value) }];
  });
}

/** P6: what moves money or criteria. */
const weighty: readonly string[] = [
  "partnerAnyOf",
  "partnerAllOf",
  "partnerCountries",
  "customerCriteria",
  "customerCountries",
];

/** Whether a second editor has to agree where the programme asks for two (P6). */
export function needsTwo(changed: readonly Difference[]): boolean {
  return changed.some(({ field }) => weighty.includes(field));
}
