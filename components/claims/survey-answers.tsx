import { useLocale, useTranslations } from "next-intl";
import type { AnsweredQuestion } from "@/lib/views/claim/survey-answers";
import type { Locale } from "@/messages";
import { Details } from "../ui/details";
import { SummaryList } from "../ui/summary-list";

type Props = { answers: Record<Locale, AnsweredQuestion[]>; open?: boolean };

/** What was answered, question by question, in the reader's language. */
export function SurveyAnswers({ answers, open }: Props) {
  const t = useTranslations("surveys.section");
  return (
    <Details summary={t("read")} {...(open === undefined ? {} : { open })}>
      <SummaryList rows={answers[useLocale()]} />
    </Details>
  );
}
