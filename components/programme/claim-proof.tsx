import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import type { ClaimReviewView } from "@/lib/views/programme/claim";
import { Card } from "../ui/card";
import { Details } from "../ui/details";
import { Status } from "../ui/status";

type Survey = ClaimReviewView["surveys"][number];

/** W3: what the claim requires and what of it is there; the surveys with their answers. */
export async function ClaimProof({ view }: { view: ClaimReviewView }) {
  const t = await getTranslations("review.page");
  const groups = await getTranslations("review.groups");
  const surveyOf = (requirement: string) =>
    view.surveys.find(({ kind }) => requirement === `${kind}_survey`);
  return (
    <Card title={t("proof")}>
      <ul>
        {view.requirements.map(({ requirement, done }) => {
          const survey = surveyOf(requirement);
          return (
            <li key={requirement}>
              {groups(requirement)}:{" "}
              {survey ? (
                <SurveyState survey={survey} timeZone={view.claim.timeZone} />
              ) : (
                <Status tone={done ? "success" : "warning"}>
                  {t(done ? "requirement.done" : "requirement.open")}
                </Status>
              )}
              {survey?.answers ? <Answers survey={survey} /> : null}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

async function SurveyState({ survey, timeZone }: { survey: Survey; timeZone: string }) {
  const t = await getTranslations("review.page.requirement");
  const format = await getFormatter();
  const { answeredAt, answeredName } = survey;
  if (answeredAt === null) return <Status tone="warning">{t("waiting")}</Status>;
  const date = format.dateTime(answeredAt, { dateStyle: "medium", timeZone });
  return <Status tone="success">{t("answered", { name: answeredName ?? "?", date })}</Status>;
}

async function Answers({ survey: { questions, answers } }: { survey: Survey }) {
  const t = await getTranslations("review.page");
  const locale = (await getLocale()) === "nl" ? "nl" : "en";
  const words = (question: Survey["questions"][number]): string => {
    const value = answers?.[question.id];
    if (value === undefined || value === "") return "–";
    if (question.kind === "rating") return t("rating", { value: String(value) });
    if (question.kind === "yes_no") return value === "yes" ? t("yes") : t("no");
    const option = question.options?.find((one) => one.value === value);
    return option ? option.label[locale] : String(value);
  };
  return (
    <Details summary={t("answers")}>
      {questions.length === 0 ? <p>{t("noAnswers")}</p> : null}
      <dl>
        {questions.map((question) => (
          <div key={question.id}>
            <dt>{question.label[locale]}</dt>
            <dd>{words(question)}</dd>
          </div>
        ))}
      </dl>
    </Details>
  );
}
