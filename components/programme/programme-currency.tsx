import { useTranslations } from "next-intl";
import type { SettingsView } from "@/lib/views/programme/settings";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { Card } from "../ui/card";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { Told } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";
import { SummaryList } from "../ui/summary-list";
import { TextField } from "../ui/text-field";

type Props = {
  view: SettingsView;
  action: FormAction;
  kept: FormValues | null;
  saved: boolean;
};

/** P13: what the programme pays in; an administrator changes it until there is a rate. */
export function ProgrammeCurrency({ view, action, kept, saved }: Props) {
  const t = useTranslations("programme.settings");
  const { currency, currencyStays, mayChange } = view;
  const label = t("fields.currency");
  return (
    <Card title={t("currency.title")}>
      {saved ? <Told>{t("currency.saved")}</Told> : null}
      <p>{t(currencyStays ? "currency.stays" : "currency.intro")}</p>
      {mayChange && !currencyStays ? (
        <Form action={action} initial={{ values: { currency, ...kept }, errors: [] }}>
          <Hidden values={{ revision: String(view.revision) }} />
          <TextField
            name="currency"
            label={label}
            hint={t("currency.hint")}
            required
            maxLength={3}
          />
          <div className="buttons">
            <SubmitButton>{t("currency.save")}</SubmitButton>
          </div>
        </Form>
      ) : (
        <SummaryList rows={[{ label, value: currency }]} />
      )}
    </Card>
  );
}
