import { useLocale, useTranslations } from "next-intl";
import { useProgrammeWords } from "../engagements/programme-words";
import { formats } from "@/messages/format/formats";

/** What the fields of partners and locations are called, and what their values say. */
export function usePartnerWords() {
  const t = useTranslations("programme.partners");
  const { qualification: named } = useProgrammeWords();
  const format = formats(useLocale());
  const names = [
    "name",
    "country",
    "mpnId",
    "city",
    "timeZone",
    "qualification",
    "validFrom",
    "validUntil",
    "provider",
    "needsFactor",
  ] as const;
  return {
    /** What the programme calls a qualification: `Security (solutions partner)`. */
    qualification: named,
    field: (field: string) => {
      const known = names.find((name) => name === field);
      return known ? t(`fields.${known}`) : field;
    },
    value: (field: string, value: string) => {
      if (field === "needsFactor") return t(`factor.${value === "true" ? "yes" : "no"}`);
      if (field === "qualification") return named(value);
      if (field === "validFrom" || field === "validUntil") return format.shortDay(value);
      if (field === "country") return format.country(value);
      return field === "timeZone" ? value.replaceAll("_", " ") : value;
    },
  };
}
