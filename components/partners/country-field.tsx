import { useLocale } from "next-intl";
import { countries } from "@/messages/format/names";
import { SelectField } from "../ui/choice-fields";

/** A country, chosen by its name. */
export function CountryField({ label }: { label: string }) {
  const options = countries(useLocale()).map(({ code, name }) => ({ value: code, label: name }));
  return <SelectField name="country" label={label} required options={options} />;
}
