import { useLocale, useTranslations } from "next-intl";
import { metricUnits, qualificationKinds } from "@/lib/engagements/words/schema";
import { formats } from "@/messages/format/formats";

const fields = [
  ...["labelEn", "labelNl", "unit", "whole", "currency", "kind", "elsewhere", "countries"],
  ...["consentDays", "deliveryDays", "reviewDays", "disputeDays", "withCustomers"],
] as const; // prettier-ignore
type Field = "labelEn" | "labelNl" | "unit" | "whole" | "currency" | "kind" | "elsewhere" | "countries" | "consentDays" | "deliveryDays" | "reviewDays" | "disputeDays" | "withCustomers"; // prettier-ignore

/** What the fields of a word are called, and what their values say. */
export function useWordWords() {
  const t = useTranslations("programme.words");
  const format = formats(useLocale());
  const isField = (name: string): name is Field => fields.some((one) => one === name);
  return {
    field: (name: string) => (isField(name) ? t(`fields.${name}`) : name),
    value: (name: string, value: string) => {
      if (value === "" || value === "null") return t("nothing");
      if (value === "true" || value === "false") return t(value === "true" ? "yes" : "no");
      const unit = metricUnits.find((one) => name === "unit" && one === value);
      if (unit) return t(`units.${unit}`);
      const kind = qualificationKinds.find((one) => name === "kind" && one === value);
      if (kind) return t(`kinds.${kind}`);
      if (name === "countries") return value.split(", ").map((code) => `${format.country(code)} (${code})`).join(", "); // prettier-ignore
      return value;
    },
  };
}
