import { useLocale, useTranslations } from "next-intl";
import { settingsNames } from "@/lib/programme/schema";
import { languageWords } from "@/messages/format/names";
import { isLocale } from "@/messages/languages";

const LONG = 120;

/** What the programme's settings are called, and what their values say. */
export function useSettingsWords() {
  const t = useTranslations("programme.settings");
  const locale = useLocale();
  const names = [...settingsNames, "logo"] as const;
  return {
    field: (field: string) => {
      if (field === "accountName" || field === "iban" || field === "bic")
        return t(`account.${field}`);
      if (field === "currency") return t("currency.title");
      const known = names.find((name) => name === field);
      return known ? t(`fields.${known}`) : field;
    },
    value: (field: string, value: string) => {
      if (field === "language") return isLocale(value) ? languageWords(locale, value) : value;
      if (
        field === "operatorsFactor" ||
        field === "approverPays" ||
        field === "twoEditors" ||
        field === "liveLookup"
      )
        return t(`choices.${field}.${value === "true" ? "yes" : "no"}`);
      if (field === "timeZone") return value.replaceAll("_", " ");
      if (field === "logo")
        return t("values.logo", { type: value.slice(value.lastIndexOf(".") + 1).toUpperCase() });
      return value.length > LONG ? t("values.long", { start: value.slice(0, LONG) }) : value;
    },
  };
}
