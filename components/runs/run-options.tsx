import { useTranslations } from "next-intl";
import type { RunView } from "@/lib/views/run";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { Card } from "../ui/card";
import { SelectField } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { SubmitButton } from "../ui/submit-button";
import { EmailField, TextField } from "../ui/text-field";

type Props = { view: RunView; action: FormAction; kept: FormValues | null };

/** The same rows with something said otherwise: a dry run of its own. */
export function RunOptions({ view, action, kept }: Props) {
  const t = useTranslations("runs");
  const { id, number, options, offers } = view;
  const { location, partnerName, partnerEmail, partnerPhone, owner } = options;
  if (!offers.locations && !offers.partner && !offers.owners) return null;
  return (
    <Card title={t("optionsTitle")}>
      <Form
        action={action}
        initial={{
          values: { location, partnerName, partnerEmail, partnerPhone, owner, ...kept },
          errors: [],
        }}
      >
        <Hidden values={{ id, number: String(number) }} />
        {options.workshops.map((slug) => (
          <input key={slug} type="hidden" name="workshops" value={slug} />
        ))}
        {offers.locations ? (
          <SelectField
            name="location"
            label={t("options.location")}
            hint={t("options.locationHint")}
            options={offers.locations}
          />
        ) : null}
        {offers.partner ? (
          <>
            <TextField name="partnerName" label={t("options.partnerName")} required />
            <EmailField name="partnerEmail" label={t("options.partnerEmail")} required />
            <TextField name="partnerPhone" label={t("options.partnerPhone")} type="tel" />
          </>
        ) : null}
        {offers.owners ? (
          <SelectField name="owner" label={t("options.owner")} required options={offers.owners} />
        ) : null}
        <div className="buttons">
          <SubmitButton variant="default">{t("anew")}</SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
