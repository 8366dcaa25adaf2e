import type { ConfirmView } from "@/lib/views/asked-survey";
import { Document, Problems, type Problem } from "./document";
import { TextField, Unseen } from "./fields";
import { hrefOf, Row, type LinkProps } from "./parts";
import { surveyTexts } from "./texts";

type Props = LinkProps<ConfirmView> & {
  problems: Problem[];
  /** What was typed, by field, to be sent once more. */
  values: Record<string, string>;
};

/** D10: answers that a machine might have given count once the person's name is typed again. */
export function SurveyConfirmPage({ problems, values, ...link }: Props) {
  const { view } = link;
  const { language, questions, answered, stamp } = view;
  const t = surveyTexts(language);
  return (
    <Document language={language} title={t("confirm.title")} failed={problems.length > 0}>
      <Problems language={language} problems={problems} />
      <h1>{t("confirm.title")}</h1>
      <p>
        {t("confirm.lead")} <strong>{t("confirm.notYet")}</strong>
      </p>
      <dl>
        {answered.map(({ label, value }) => (
          <Row key={label} name={label}>
            {value}
          </Row>
        ))}
      </dl>
      <form method="post" action={hrefOf(link)} id="form" className="answer" noValidate>
        {questions.map(({ field }) => (
          <input key={field} type="hidden" name={field} value={values[field] ?? ""} />
        ))}
        <input type="hidden" name="confirm" value="1" />
        <TextField
          language={language}
          name="fullName"
          label={t("page.fullName")}
          hint={t("page.fullNameHint")}
          value=""
          autoComplete="name"
          problems={problems}
        />
        <Unseen language={language} stamp={stamp} />
        <button className="primary">{t("confirm.send")}</button>{" "}
        <button name="change" value="1">
          {t("confirm.change")}
        </button>
      </form>
    </Document>
  );
}
