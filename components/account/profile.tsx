import { useLocale, useTranslations } from "next-intl";
import { timeZones } from "@/lib/people/profile/schema";
import type { ProfileView } from "@/lib/views/account/profile";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { useChoiceWords } from "../shell/bar-words";
import { Preferences, type ThemeChoice } from "../shell/preferences";
import { EmailText } from "../ui/email-text";
import { Card } from "../ui/card";
import { SelectField } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { SubmitButton } from "../ui/submit-button";
import { SummaryList } from "../ui/summary-list";
import { TextField } from "../ui/text-field";

type Props = {
  view: ProfileView;
  theme: ThemeChoice;
  shortcuts: boolean;
  save: FormAction;
  kept: FormValues | null;
};

/** U6: what somebody says of themselves, and how the product looks to them. */
export function Profile({ view, theme, shortcuts, save, kept }: Props) {
  const t = useTranslations("account.profile");
  const keys = useTranslations("search.shortcuts");
  const { email, timeZone, hasCustomers, ...said } = view;
  const values = kept ?? { ...said, timeZone: timeZone ?? "" };
  return (
    <>
      <Card title={t("you")}>
        <p>{t(hasCustomers ? "intro" : "introStaff")}</p>
        <SummaryList rows={[{ label: t("email"), value: <EmailText>{email}</EmailText> }]} />
        <p className="hint">{t("emailHint")}</p>
        <Form action={save} title={t("title")} initial={{ values, errors: [] }}>
          <TextField name="name" label={t("name")} autoComplete="name" required maxLength={200} />
          <TextField
            name="title"
            label={t("jobTitle")}
            autoComplete="organization-title"
            maxLength={200}
          />
          <TextField name="phone" type="tel" label={t("phone")} autoComplete="tel" maxLength={50} />
          <SelectField
            name="timeZone"
            label={t("timeZone")}
            hint={t("timeZoneHint")}
            options={zonesWith(timeZone).map((zone) => ({
              value: zone,
              label: zone.replaceAll("_", " "),
            }))}
          />
          <div className="buttons">
            <SubmitButton>{t("save")}</SubmitButton>
          </div>
        </Form>
      </Card>
      <Card title={t("looks")}>
        <p>{t("looksText")}</p>
        <Preferences
          words={useChoiceWords()}
          locale={useLocale()}
          theme={theme}
          shortcuts={{
            words: { legend: keys("legend"), on: keys("on"), off: keys("off") },
            on: shortcuts,
          }}
        />
      </Card>
    </>
  );
}

/** Also one's own under a name of before. */
function zonesWith(own: string | null): string[] {
  const zones = timeZones();
  return own === null || zones.includes(own) ? zones : [own, ...zones];
}
