import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { SettingsView } from "@/lib/views/programme/settings";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { Hidden } from "../customers/wizard-buttons";
import { Card } from "../ui/card";
import { RadioGroup } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { MessageBar, Told } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";
import { TabTitle } from "../customers/wizard-frame";
import { SummaryList } from "../ui/summary-list";
import { EmailField, TextField } from "../ui/text-field";

type Props = { view: SettingsView; action: FormAction; kept: FormValues | null; saved: boolean };

const fields = ["name", "senderName", "organisation", "address", "email", "privacy", "keptYears"] as const; // prettier-ignore
const rules = ["operatorsFactor", "approverPays"] as const;
const choices = ["yes", "no"] as const;

/** P3: who runs the programme, as people read it; an administrator changes it. */
export function ProgrammeSettings({ view, action, kept, saved }: Props) {
  const t = useTranslations("programme.settings");
  const title = t("title");
  const programme = useTranslations("programme");
  const named = programme("titleOf", { page: programme("pages.settings") });
  const format = formats(useLocale());
  const chosen = (name: (typeof rules)[number]) => (view[name] ? "yes" : "no");
  const zone = useTimeZone() ?? "UTC";
  const last = view.changed && (
    <p className="hint">
      {t("changed", {
        name: view.changed.by,
        when: format.instant(view.changed.at, zone),
      })}
    </p>
  );
  if (!view.mayChange)
    return (
      <Card title={title}>
        <TabTitle title={named} />
        <MessageBar>{t("readOnly")}</MessageBar>
        <SummaryList
          rows={[
            ...fields.map((name) => ({
              label: t(`fields.${name}`),
              value: String(view[name]) || t("notFilledIn"),
            })),
            ...rules.map((name) => ({
              label: t(`fields.${name}`),
              value: t(`choices.${name}.${chosen(name)}`),
            })),
          ]}
        />
        {last}
      </Card>
    );
  const values = {
    ...Object.fromEntries(fields.map((name) => [name, String(view[name])])),
    ...Object.fromEntries(rules.map((name) => [name, chosen(name)])),
  };
  return (
    <Card title={title}>
      {saved ? <Told>{t("saved")}</Told> : null}
      <p>{t("intro")}</p>
      <Form action={action} title={named} initial={{ values: kept ?? values, errors: [] }}>
        <Hidden values={{ revision: String(view.revision) }} />
        <TextField
          name="name"
          label={t("fields.name")}
          hint={t("hints.name")}
          required
          maxLength={200}
        />
        <TextField
          name="senderName"
          label={t("fields.senderName")}
          hint={t("hints.senderName")}
          maxLength={100}
        />
        <TextField
          name="organisation"
          label={t("fields.organisation")}
          hint={t("hints.organisation")}
          required
          maxLength={200}
        />
        <TextField
          name="address"
          label={t("fields.address")}
          hint={t("hints.address")}
          required
          maxLength={300}
        />
        <EmailField name="email" label={t("fields.email")} hint={t("hints.email")} required />
        <TextField
          type="url"
          name="privacy"
          label={t("fields.privacy")}
          hint={t("hints.privacy")}
          required
          maxLength={500}
        />
        <TextField
          name="keptYears"
          label={t("fields.keptYears")}
          hint={t("hints.keptYears")}
          inputMode="numeric"
          required
          maxLength={2}
        />
        {rules.map((name) => (
          <RadioGroup
            key={name}
            name={name}
            label={t(`fields.${name}`)}
            options={choices.map((value) => ({ value, label: t(`choices.${name}.${value}`) }))}
            required
          />
        ))}
        {last}
        <div className="buttons">
          <SubmitButton>{t("save")}</SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
