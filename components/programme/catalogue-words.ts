import { useLocale, useTranslations } from "next-intl";
import { listingNames } from "@/lib/engagements/editing/schema";
import { formats } from "@/messages/format/formats";
import { useProgrammeWords } from "../engagements/programme-words";

const versionNames = [
  ...["name", "summaryEn", "summaryNl", "resources", "consentDays", "deliveryDays", "reviewDays"],
  ...["disputeDays", "clockStandsStill", "partnerAnyOf", "partnerAllOf", "partnerCountries"],
  ...["customerCriteria", "customerCountries", "demonstrationThresholds", "poe"],
  ...["partnerSurvey", "customerSurvey"],
] as const;

/** What the fields of an engagement are called, and what their values say. */
export function useCatalogueWords() {
  const t = useTranslations("programme.catalogue");
  const words = useProgrammeWords();
  const format = formats(useLocale());
  const days: readonly string[] = ["availableFrom", "availableUntil", "lastDayToAdd"];
  const field = (name: string) => {
    const key = [...listingNames, ...versionNames, "slug"].find((one) => one === name);
    return key && t.has(`fields.${key}` as "fields.name")
      ? t(`fields.${key}` as "fields.name")
      : name;
  };
  return {
    field,
    value: (name: string, value: string) => {
      if (value === "") return t("nothing");
      if (value === "true" || value === "false") return t(value === "true" ? "yes" : "no");
      if (name === "solutionArea") return words.area(value);
      if (name === "engagementType") return words.type(value);
      if (name === "partnerRole") return words.role(value);
      return days.includes(name) ? format.shortDay(value) : value;
    },
  };
}
