import type { ReactNode } from "react";
import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { settingsNames, timeZones } from "@/lib/programme/schema";
import type { SettingsView } from "@/lib/views/programme/settings";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { TabTitle } from "../customers/wizard-frame";
import { Card } from "../ui/card";
import { RadioGroup, SelectField } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { History } from "../ui/history";
import { MessageBar, Told } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";
import { SummaryList } from "../ui/summary-list";
import { EmailField, TextArea, TextField } from "../ui/text-field";
import { ProgrammeLogo } from "./programme-logo";
import { useSettingsWords } from "./settings-words";
import { LanguageField } from "../ui/language-field";

const rules = ["operatorsFactor", "approverPays", "twoEditors", "liveLookup"] as const;

type Props = {
  view: SettingsView;
  actions: { change: FormAction; setLogo: FormAction; removeLogo: FormAction };
  kept: FormValues | null;
  done: string | undefined;
  /** What the programme pays in, which is set by itself (P13). */
  money: ReactNode;
};

/** P3: who runs the programme, as people read it; an administrator changes it. */
export function ProgrammeSettings({ view, actions, kept, done, money }: Props) {
  const t = useTranslations("programme.settings");
  const programme = useTranslations("programme");
  const named = programme("titleOf", { page: programme("pages.settings") });
  const format = formats(useLocale());
  const zone = useTimeZone() ?? "UTC";
  const words = useSettingsWords();
  return (
    <>
      {done === "saved" ? <Told>{t("saved")}</Told> : null}
      {done === "logo" ? <Told>{t("logo.saved")}</Told> : null}
      <Card title={t("title")}>
        {view.mayChange ? (
          <>
            <p>{t("intro")}</p>
            <SettingsForm view={view} action={actions.change} kept={kept} title={named} />
          </>
        ) : (
          <>
            <TabTitle title={named} />
            <MessageBar>{t("readOnly")}</MessageBar>
            <SummaryList
              rows={settingsNames.map((name) => ({
                label: t(`fields.${name}`),
                value: valueOf(name) || t("notFilledIn"),
              }))}
            />
          </>
        )}
      </Card>
      <ProgrammeLogo view={view} actions={actions} />
      {money}
      <History acts={view.history} when={(at) => format.instant(at, zone)} words={words} />
    </>
  );

  function valueOf(name: (typeof settingsNames)[number]): string {
    const value = String(view[name]);
    return value === "" ? "" : words.value(name, value);
  }
}

type FormProps = Pick<Props, "view" | "kept"> & { action: FormAction; title: string };

function SettingsForm({ view, action, kept, title }: FormProps) {
  const t = useTranslations("programme.settings");
  const texts = settingsNames.map((name) => [name, String(view[name])] as const);
  const chosen = rules.map((name) => [name, view[name] ? "yes" : "no"] as const);
  const values = { ...Object.fromEntries([...texts, ...chosen]), ...kept };
  const zones = [...new Set([view.timeZone, ...timeZones()])].sort();
  const line = (
    name: "name" | "senderName" | "organisation" | "address" | "locationIdName",
    maxLength: number,
  ) => (
    <TextField
      name={name}
      label={t(`fields.${name}`)}
      hint={t(`hints.${name}`)}
      required={name !== "senderName" && name !== "locationIdName"}
      maxLength={maxLength}
    />
  );
  return (
    <Form action={action} title={title} initial={{ values: kept ?? values, errors: [] }}>
      <Hidden values={{ revision: String(view.revision) }} />
      <h3>{t("parts.who")}</h3>
      {line("name", 200)}
      {line("senderName", 100)}
      {line("organisation", 200)}
      {line("address", 300)}
      <EmailField name="email" label={t("fields.email")} hint={t("hints.email")} required />
      <h3>{t("parts.privacy")}</h3>
      <TextField
        type="url"
        name="privacy"
        label={t("fields.privacy")}
        hint={t("hints.privacy", { address: view.privacyAddress })}
        required="sometimes"
        maxLength={500}
      />
      {(["privacyEn", "privacyNl"] as const).map((name) => (
        <TextArea
          key={name}
          name={name}
          label={t(`fields.${name}`)}
          hint={t("hints.privacyText")}
          required="sometimes"
          maxLength={15_000}
        />
      ))}
      <TextField
        name="keptYears"
        label={t("fields.keptYears")}
        hint={t("hints.keptYears")}
        inputMode="numeric"
        required
        maxLength={2}
      />
      <h3>{t("parts.words")}</h3>
      <LanguageField
        name="language"
        label={t("fields.language")}
        hint={t("hints.language")}
        required
      />
      <SelectField
        name="timeZone"
        label={t("fields.timeZone")}
        hint={t("hints.timeZone")}
        options={zones.map((value) => ({ value, label: value.replaceAll("_", " ") }))}
        required
      />
      {line("locationIdName", 40)}
      <h3>{t("parts.look")}</h3>
      {(["accentLight", "accentDark"] as const).map((name) => (
        <TextField
          key={name}
          name={name}
          label={t(`fields.${name}`)}
          hint={t("hints.accent")}
          maxLength={7}
          spellCheck={false}
        />
      ))}
      <h3>{t("parts.security")}</h3>
      {rules.map((name) => (
        <RadioGroup
          key={name}
          name={name}
          label={t(`fields.${name}`)}
          options={(["yes", "no"] as const).map((value) => ({
            value,
            label: t(`choices.${name}.${value}`),
          }))}
          required
        />
      ))}
      <div className="buttons">
        <SubmitButton>{t("save")}</SubmitButton>
      </div>
    </Form>
  );
}
