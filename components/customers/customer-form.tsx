import { useTranslations } from "next-intl";
import type { AddView } from "@/lib/views/add-customer";
import type { LocationOption } from "@/lib/views/wizard-parts";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { EmailField, TextField } from "../ui/text-field";
import { chosenLocation, LocationField } from "./location-field";
import { WizardButtons } from "./wizard-buttons";
import { customersAgain } from "./wizard-paths";

type Props = {
  action: FormAction;
  title: string;
  locations: LocationOption[];
  values: AddView["values"];
  kept: FormValues | null;
  hidden: { slug: string; draft: string };
};

/** S19–S26: the location, and who the customer is. */
export function CustomerForm({ action, title, locations, values, kept, hidden }: Props) {
  const t = useTranslations("wizards");
  const { email, identifier } = values;
  const location = chosenLocation(locations, values.location);
  return (
    <Form
      action={action}
      title={title}
      initial={{ values: kept ?? { location, email, identifier }, errors: [] }}
    >
      <Hidden values={hidden} />
      <LocationField locations={locations} />
      <EmailField
        name="email"
        label={t("fields.email")}
        hint={t("add.emailHint")}
        maxLength={254}
        required
      />
      <TextField
        name="identifier"
        label={t("fields.identifier")}
        hint={t("add.identifierHint")}
        maxLength={64}
        spellCheck={false}
      />
      <WizardButtons cancelHref={customersAgain(hidden.slug)} />
    </Form>
  );
}
