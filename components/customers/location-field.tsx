import { useTranslations } from "next-intl";
import type { LocationOption } from "@/lib/views/wizard-parts";
import { RadioGroup, SelectField } from "../ui/choice-fields";

/** S20: the location of both wizards: few as radio buttons, many in a list. */
export function LocationField({ locations }: { locations: LocationOption[] }) {
  const t = useTranslations("wizards");
  const field = {
    name: "location",
    label: t("fields.location"),
    hint: t("add.locationHint"),
    required: true,
    options: locations.map(({ id, ...location }) => ({
      value: id,
      label: t("locationOption", location),
    })),
  };
  return locations.length > 5 ? <SelectField {...field} /> : <RadioGroup {...field} />;
}

/** The only location there is is chosen beforehand. */
export function chosenLocation(locations: LocationOption[], drafted: string): string {
  const [only] = locations;
  return drafted === "" && locations.length === 1 && only ? only.id : drafted;
}
