import { useLocale, useMessages, useTranslations } from "next-intl";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import type { Locale } from "@/messages/languages";
import type { LocationCriterion } from "@/lib/views/engagement-eligibility";
import { formats } from "@/messages/format/formats";
import { namesOf } from "./programme-words";

type Operator = ">=" | "<" | ">" | "<=" | "=";

const limits = {
  ">=": "atLeast",
  "<=": "atMost",
  ">": "moreThan",
  "<": "lessThan",
  "=": "exactly",
} as const;

/** What the programme calls what it measures, asks and offers (P9), in the language of the request. */
export async function getProgrammeWords() {
  return namesOf((await getMessages()).named);
}

/** The words for criteria, amounts, countries and days, in the language of the request. */
export async function getCriterionWords() {
  return wordsOf(await getTranslations("engagements"), await getLocale(), await getMessages());
}

/** The same, for a component that is no promise. */
export function useCriterionWords() {
  return wordsOf(useTranslations("engagements"), useLocale(), useMessages());
}

function wordsOf(
  t: ReturnType<typeof useTranslations<"engagements">>,
  locale: Locale,
  { named }: ReturnType<typeof useMessages>,
) {
  const format = formats(locale);
  const { metric: name, unit: unitOf, ...names } = namesOf(named);

  const figure = (metric: string, value: number) => {
    const unit = unitOf(metric);
    if (unit === "share") return format.share(value);
    if (unit === "count") return format.count(value);
    return format.money({ amount: String(value), currency: unit });
  };

  return {
    /** `at least 300`, `less than 60%`. */
    limit: (metric: string, operator: Operator, value: number) =>
      t(`criterion.${limits[operator]}`, { value: figure(metric, value) }),
    ...names,
    metric: name,
    isShare: (metric: string) => unitOf(metric) === "share",
    figure,
    money: format.money,
    country: (code: string) => format.country(code),
    list: (texts: readonly string[], type: "conjunction" | "disjunction" = "conjunction") =>
      type === "conjunction" ? format.all(texts) : format.any(texts),
    /** Percentage points of a share. */
    points: (share: number) => format.points(share),
    /** A calendar day, YYYY-MM-DD. */
    day: (date: string) => format.shortDay(date),
  };
}

/** The same, and what a criterion of a location asks and what is so. */
export async function getLocationWords() {
  return locationWordsOf(await getTranslations("engagements"), await getCriterionWords());
}

/** The same, for a component that is no promise. */
export function useLocationWords() {
  return locationWordsOf(useTranslations("engagements"), useCriterionWords());
}

function locationWordsOf(
  t: ReturnType<typeof useTranslations<"engagements">>,
  words: ReturnType<typeof useCriterionWords>,
) {
  return {
    ...words,
    name: (criterion: LocationCriterion) => t(`eligibility.criteria.${criterion.kind}`),
    required: (criterion: LocationCriterion): string => {
      switch (criterion.kind) {
        case "enrolment":
          return t("enrolment.enrolled");
        case "payee_profile":
          return t("payee.valid");
        case "qualification":
          return words.list(criterion.required.map(words.qualification), "disjunction");
        case "partner_country":
          return words.list(criterion.required.map(words.country), "disjunction");
        case "offered":
          return t("eligibility.criteria.someAmount", { band: words.band(criterion.required) });
      }
    },
    actual: (criterion: LocationCriterion): string => {
      switch (criterion.kind) {
        case "enrolment":
          return t(`enrolment.${criterion.actual}`);
        case "payee_profile":
          return t(`payee.${criterion.actual}`);
        case "qualification":
          return criterion.actual.length === 0
            ? t("eligibility.criteria.none")
            : words.list(criterion.actual.map(words.qualification));
        case "partner_country":
          return words.country(criterion.actual);
        case "offered":
          return criterion.actual === null
            ? t("summary.notOffered")
            : words.money(criterion.actual);
      }
    },
  };
}
