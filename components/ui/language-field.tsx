import { useLocale } from "next-intl";
import { locales } from "@/messages/languages";
import { languageWords } from "@/messages/format/names";
import { RadioGroup } from "./choice-fields";
import type { FieldProps } from "./form-context";

/** One of the product's languages. */
export function LanguageField(field: FieldProps) {
  const locale = useLocale();
  const options = locales.map((value) => ({ value, label: languageWords(locale, value) }));
  return <RadioGroup {...field} options={options} />;
}
