import {
  BEST_RATING,
  fieldOf,
  isAsked,
  type Answers,
  type Question,
} from "../../claims/surveys/rules";
import type { Locale } from "../../ctx";
import { perLocale, translator } from "@/messages";
import { dayWords } from "@/messages/format/dates";
import { contentLanguage } from "@/messages/languages";

const words = perLocale((locale) => translator(locale, "surveys"));

/** A question in one language, as a form shows it. */
export type AskedQuestion = {
  field: string;
  kind: Question["kind"];
  label: string;
  required: boolean;
  /** Those of a choice, of yes and no, and of a rating: 1 to 5. */
  options: {
    value: string;
    label: string;
    /** Nothing that depends on it is asked. */ ends: boolean;
  }[];
  /** It is asked only of whom gave a certain answer before it. */
  conditional: boolean;
};

/** A question and what was answered, in words. */
export type AnsweredQuestion = { label: string; value: string };

/** The questions of a survey in one language. */
export function questionsIn(language: Locale, questions: readonly Question[]): AskedQuestion[] {
  return questions.map((question) => {
    const dependents = questions.flatMap(({ onlyIf }) =>
      onlyIf?.question === question.id ? [onlyIf.values] : [],
    );
    const ends = (value: string) =>
      dependents.length > 0 && dependents.every((values) => !values.includes(value));
    return {
      field: fieldOf(question.id),
      kind: question.kind,
      label: question.label[contentLanguage(language)],
      required: question.required,
      conditional: question.onlyIf !== undefined,
      options: optionsIn(language, question).map((one) => ({ ...one, ends: ends(one.value) })),
    };
  });
}

function optionsIn(language: Locale, { kind, options }: Question) {
  const t = words[language];
  if (kind === "yes_no") {
    return (["yes", "no"] as const).map((value) => ({ value, label: t(`answers.${value}`) }));
  }
  if (kind === "rating") {
    return Array.from({ length: BEST_RATING }, (_, at) => String(at + 1)).map((value) => ({
      value,
      label: value,
    }));
  }
  return (options ?? []).map(({ value, label }) => ({
    value,
    label: label[contentLanguage(language)],
  }));
}

/** What was answered in one language: every question that was asked, in their order. */
export function answersIn(
  language: Locale,
  questions: readonly Question[],
  answers: Answers,
): AnsweredQuestion[] {
  return questions
    .filter((question) => isAsked(question, answers))
    .map((question) => ({
      label: question.label[contentLanguage(language)],
      value: wordsOf(language, question, answers[question.id]),
    }));
}

function wordsOf(
  language: Locale,
  question: Question,
  answer: string | number | undefined,
): string {
  const t = words[language];
  if (answer === undefined) return t("answers.none");
  if (question.kind === "rating") return t("answers.rating", { rating: answer, best: BEST_RATING });
  if (question.kind === "date") return dayWords(language, String(answer));
  const option = optionsIn(language, question).find(({ value }) => value === answer);
  return option?.label ?? String(answer);
}
