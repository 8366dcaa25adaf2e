import { useTranslations } from "next-intl";
import type { PartnerSurveyView } from "@/lib/views/claim/surveys";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { LinkButton } from "../ui/button";
import { Final } from "../ui/final";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { MessageBar } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";
import { EmailField, TextField } from "../ui/text-field";
import { SurveyFrame } from "./survey-frame";
import type { Locale } from "@/messages/languages";
import { LanguageField } from "../ui/language-field";

type Props = {
  view: PartnerSurveyView;
  action: FormAction;
  /** What was typed when the session was lost. */
  kept: FormValues | null;
  language: Locale;
};

/** W5: mails the partner survey to a colleague who was at the workshop. */
export function SurveyColleague({ view, action, kept, language }: Props) {
  const t = useTranslations("surveys");
  const { claimNumber, asked } = view;
  const initial = { values: kept ?? { colleagueLanguage: language }, errors: [] };
  return (
    <SurveyFrame view={view} title={t("colleague.title")}>
      <p>{t("colleague.intro")}</p>
      {asked ? <MessageBar>{t("colleague.replaces", asked)}</MessageBar> : null}
      <Form
        action={action}
        title={`${t("colleague.title")} · ${view.tenantName}`}
        initial={initial}
      >
        <Hidden values={{ number: String(claimNumber) }} />
        <TextField
          name="colleagueName"
          label={t("colleague.name")}
          hint={t("colleague.nameHint")}
          maxLength={200}
          required
        />
        <EmailField name="colleagueEmail" label={t("colleague.email")} maxLength={254} required />
        <LanguageField name="colleagueLanguage" label={t("colleague.language")} required />
        <Final />
        <div className="buttons">
          <SubmitButton>{t("colleague.send")}</SubmitButton>
          <LinkButton href={`/claims/${claimNumber}#surveys`}>{t("fillIn.cancel")}</LinkButton>
        </div>
      </Form>
    </SurveyFrame>
  );
}
