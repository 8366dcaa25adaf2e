import { useLocale } from "next-intl";
import { countries } from "@/messages/format/names";
import { SelectField } from "./choice-fields";

/** A country, chosen by its name. */
export function CountryField(texts: { label: string; hint?: string }) {
  const options = countries(useLocale()).map(({ code, name }) => ({ value: code, label: name }));
  return <SelectField name="country" {...texts} required options={options} />;
}
