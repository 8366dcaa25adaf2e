import { useTranslations } from "next-intl";
import type { PartnerSurveyView } from "@/lib/views/claim/surveys";
import type { AskedQuestion } from "@/lib/views/claim/survey-answers";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { LinkButton } from "../ui/button";
import { RadioGroup } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { MessageBar } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";
import { TextArea, TextField } from "../ui/text-field";
import { SurveyFrame } from "./survey-frame";

type Props = {
  view: PartnerSurveyView;
  action: FormAction;
  /** What was typed when the session was lost. */
  kept: FormValues | null;
};

/** W5: the partner survey, filled in on the claim. */
export function PartnerSurvey({ view, action, kept }: Props) {
  const t = useTranslations("surveys.fillIn");
  const { claimNumber, questions, values, asked } = view;
  const prefilled = Object.keys(values).length > 0;
  return (
    <SurveyFrame view={view} title={t("title")}>
      <p>{t("intro")}</p>
      {asked ? <MessageBar>{t("asked", asked)}</MessageBar> : null}
      {prefilled ? <MessageBar>{t("prefilled")}</MessageBar> : null}
      <Form
        action={action}
        title={`${t("title")} · ${view.tenantName}`}
        initial={{ values: kept ?? values, errors: [] }}
      >
        <Hidden values={{ number: String(claimNumber) }} />
        {questions.map((question) => (
          <Question key={question.field} question={question} />
        ))}
        <div className="buttons">
          <SubmitButton>{t("send")}</SubmitButton>
          <LinkButton href={`/claims/${claimNumber}#surveys`}>{t("cancel")}</LinkButton>
          <LinkButton variant="subtle" href={`/claims/${claimNumber}/partner-survey/colleague`}>
            {t("instead")}
          </LinkButton>
        </div>
      </Form>
    </SurveyFrame>
  );
}

function Question({ question }: { question: AskedQuestion }) {
  const t = useTranslations("surveys.page");
  const { field: name, kind, label, required, options } = question;
  switch (kind) {
    case "text":
      return <TextArea {...{ name, label, required }} maxLength={2_000} />;
    case "date":
      return <TextField {...{ name, label, required }} type="date" />;
    case "rating":
      return <RadioGroup {...{ name, label, required, options }} hint={t("ratingHint")} />;
    case "choice":
    case "yes_no":
      return <RadioGroup {...{ name, label, required, options }} />;
  }
}
