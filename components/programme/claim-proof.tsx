import { getLocale, getTranslations } from "next-intl/server";
import type { ClaimReviewView } from "@/lib/views/claim/review";
import { formats } from "@/messages/format/formats";
import { SurveyAnswers } from "../claims/survey-answers";
import { getProgrammeWords } from "../engagements/words";
import { Card } from "../ui/card";
import { Status } from "../ui/status";

type Live = NonNullable<ClaimReviewView["surveys"]["cards"][number]["live"]>;

/** W3: what the claim requires and what of it is there; the surveys with their answers. */
export async function ClaimProof({ view }: { view: ClaimReviewView }) {
  const t = await getTranslations("review.page");
  const { proof } = await getProgrammeWords();
  const surveyOf = (requirement: string) =>
    view.surveys.cards.find(({ kind }) => requirement === `${kind}_survey`)?.live;
  return (
    <Card title={t("proof")}>
      <ul>
        {view.requirements.map(({ requirement, optional, done }) => {
          const survey = surveyOf(requirement);
          return (
            <li key={requirement}>
              {proof(requirement)}:{" "}
              {survey ? (
                <SurveyState survey={survey} timeZone={view.claim.timeZone} />
              ) : (
                <Status tone={done ? "success" : optional ? "neutral" : "warning"}>
                  {t(`requirement.${done ? "done" : optional ? "optional" : "open"}`)}
                </Status>
              )}
              {survey?.answer ? <SurveyAnswers answers={survey.answer.answers} /> : null}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

async function SurveyState({ survey: { answer }, timeZone }: { survey: Live; timeZone: string }) {
  const t = await getTranslations("review.page.requirement");
  const format = formats(await getLocale());
  if (answer === null) return <Status tone="warning">{t("waiting")}</Status>;
  const date = format.shortDay({ at: answer.at, zone: timeZone });
  return <Status tone="success">{t("answered", { name: answer.name, date })}</Status>;
}
