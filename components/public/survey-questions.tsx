import type { AskedQuestion } from "@/lib/views/claim/survey-answers";
import type { Locale } from "@/messages";
import type { Problem } from "./document";
import { FieldError, TextArea, TextField } from "./fields";
import { surveyTexts } from "./texts";

type Props = {
  language: Locale;
  question: AskedQuestion;
  value: string;
  /** The last day that a date may name. */
  today: string;
  problems: Problem[];
};

/** One question of a survey with its field; what depends on another answer folds away by itself. */
export function SurveyQuestion({ language, question, value, today, problems }: Props) {
  const t = surveyTexts(language);
  const { field: name, kind, label, required, conditional } = question;
  const field = { language, name, value, problems, required };
  const said = required ? label : t("page.optional", { label });
  return (
    <div className={conditional ? "only" : undefined}>
      {kind === "text" ? (
        <TextArea {...field} label={said} />
      ) : kind === "date" ? (
        <TextField {...field} label={said} type="date" max={today} />
      ) : (
        <Choices {...{ language, question, value, problems, label: said }} />
      )}
    </div>
  );
}

function Choices({
  language,
  question,
  value,
  problems,
  label,
}: Omit<Props, "today"> & { label: string }) {
  const { field: name, kind, options, required } = question;
  const wrong = problems.some(({ field }) => field === name);
  const hint = kind === "rating" ? `${name}-hint` : undefined;
  const described = [hint, wrong && `${name}-error`].filter(Boolean).join(" ") || undefined;
  return (
    <fieldset id={name} className="field" aria-describedby={described}>
      <legend>{label}</legend>
      {hint && (
        <span className="hint" id={hint}>
          {surveyTexts(language)("page.ratingHint")}
        </span>
      )}
      <FieldError language={language} name={name} problems={problems} />
      <div className={`choices ${kind === "rating" ? "scale" : ""}`.trim()}>
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={name}
              value={option.value}
              className={option.ends ? "ends" : undefined}
              defaultChecked={value === option.value}
              required={required}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
