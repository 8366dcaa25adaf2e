import { useLocale, useTranslations } from "next-intl";
import { formats } from "@/messages/format/formats";

/** What the fields of partners and locations are called, and what their values say. */
export function usePartnerWords() {
  const t = useTranslations("programme.partners");
  const format = formats(useLocale());
  const names = ["name", "country", "mpnId", "city", "timeZone"] as const;
  return {
    field: (field: string) => {
      const known = names.find((name) => name === field);
      return known ? t(`fields.${known}`) : field;
    },
    value: (field: string, value: string) => {
      if (field === "country") return format.country(value);
      return field === "timeZone" ? value.replaceAll("_", " ") : value;
    },
  };
}
