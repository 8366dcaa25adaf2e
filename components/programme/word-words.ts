import { useLocale, useTranslations } from "next-intl";
import { aboutAnything, metricUnits, qualificationKinds } from "@/lib/engagements/words/schema";
import { useProgrammeWords } from "../engagements/programme-words";
import { formats } from "@/messages/format/formats";

const fields = [
  ...["labelEn", "labelNl", "unit", "whole", "currency", "kind", "elsewhere", "countries"],
  ...["consentDays", "deliveryDays", "reviewDays", "disputeDays", "withCustomers", "about"],
] as const;
type Field =
  | "labelEn"
  | "labelNl"
  | "unit"
  | "whole"
  | "currency"
  | "kind"
  | "elsewhere"
  | "countries"
  | "consentDays"
  | "deliveryDays"
  | "reviewDays"
  | "disputeDays"
  | "withCustomers"
  | "about";

/** What the fields of a word are called, and what their values say. */
export function useWordWords() {
  const t = useTranslations("programme.words");
  const format = formats(useLocale());
  const { proof } = useProgrammeWords();
  /** With what something is wrong: a kind of proof, or what `aboutAnything` names. */
  const about = (name: string) => {
    const anything = aboutAnything.find((one) => one === name);
    return anything ? t(`about.${anything}`) : proof(name);
  };
  const isField = (name: string): name is Field => fields.some((one) => one === name);
  return {
    about,
    field: (name: string) => (isField(name) ? t(`fields.${name}`) : name),
    value: (name: string, value: string) => {
      if (value === "" || value === "null") return t("nothing");
      if (value === "true" || value === "false") return t(value === "true" ? "yes" : "no");
      const unit = metricUnits.find((one) => name === "unit" && one === value);
      if (unit) return t(`units.${unit}`);
      const kind = qualificationKinds.find((one) => name === "kind" && one === value);
      if (kind) return t(`kinds.${kind}`);
      if (name === "countries")
        return value
          .split(", ")
          .map((code) => `${format.country(code)} (${code})`)
          .join(", ");
      if (name === "about") return value.split(", ").map(about).join(", ");
      return value;
    },
  };
}
