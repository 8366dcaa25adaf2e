import { calendarDay, paragraphs } from "../../input";
import type { FieldError, RefusalCode } from "../../errors";
import { dateIn } from "../../time/deadline";
import { statusAt, whyClosed, type Clocks, type Requirement } from "../rules";
import type { SurveyKind } from "./schema";

/** A question as it was when the survey was made (programme data, W4). */
export type Question = {
  id: string;
  kind: "rating" | "choice" | "yes_no" | "date" | "text";
  label: { en: string; nl: string };
  required: boolean;
  options?: { value: string; label: { en: string; nl: string } }[];
  /** Asked only of whom gave one of these answers to an earlier question. */
  onlyIf?: { question: string; values: string[] };
};

/** By question: a rating's number; else a choice's value, `yes` or `no`, a day, or a text. */
export type Answers = Record<string, string | number>;

/** The best rating; 1 is the worst. */
export const BEST_RATING = 5;
export const TEXT_LENGTH = 2_000;

/** The requirement that a survey fulfils (W3). */
export function requirementOf(kind: SurveyKind): Requirement {
  return kind === "partner" ? "partner_survey" : "customer_survey";
}

/** The name of a question's field in a form. */
export function fieldOf(id: string): string {
  return `q_${id}`;
}

/**
 * D20: why a customer is not asked yet how the workshop went: its days are not filled in, or the first
 * has not begun at the location; null: it has.
 */
export function whyNotYet(
  { workshopFrom, timeZone }: { workshopFrom: string | null; timeZone: string },
  now: Date,
): "workshop_days_missing" | "workshop_not_begun" | null {
  if (workshopFrom === null) return "workshop_days_missing";
  return workshopFrom > dateIn(now, timeZone) ? "workshop_not_begun" : null;
}

export type SurveyStatus =
  | "open"
  | "answered"
  | "replaced"
  | "other_contact"
  | "closed"
  | "expired";

/**
 * Where a survey stands for whoever opens its link (W8, W9). An answer stands whatever came after
 * it; without one, first that it was replaced or that another contact is needed, then that its claim is not open (any more).
 */
export function surveyStatus(
  facts: {
    answeredAt: Date | null;
    replacedAt: Date | null;
    /** D19: its contact can be none any more. */
    closedAt: Date | null;
    claim: Clocks;
  },
  now: Date,
): SurveyStatus {
  if (facts.answeredAt !== null) return "answered";
  if (facts.replacedAt !== null) return "replaced";
  if (facts.closedAt !== null) return "other_contact";
  const why = whyClosed(statusAt(facts.claim, now));
  if (why === null) return "open";
  return why === "claim_expired" ? "expired" : "closed";
}

const refusals: Record<Exclude<SurveyStatus, "open">, RefusalCode> = {
  answered: "survey_answered",
  replaced: "survey_replaced",
  other_contact: "other_contact",
  closed: "claim_closed",
  expired: "claim_expired",
};

/** What is told to somebody who comes too late to answer. */
export function refusalOf(status: Exclude<SurveyStatus, "open">): RefusalCode {
  return refusals[status];
}

/** Whether a question is asked of somebody who gave these answers to the ones before it. */
export function isAsked({ onlyIf }: Question, answers: Answers): boolean {
  return onlyIf === undefined || onlyIf.values.includes(String(answers[onlyIf.question] ?? ""));
}

/**
 * Reads what was typed into a survey's form. What is not asked is left out, and so is a text that was
 * left empty.
 * @param typed by field, see `fieldOf`
 * @param today YYYY-MM-DD in the location's time zone: a workshop is no later than today
 */
export function readAnswers(
  questions: readonly Question[],
  typed: Readonly<Record<string, string | undefined>>,
  today: string,
): { answers: Answers; errors: FieldError[] } {
  const answers: Answers = {};
  const errors: FieldError[] = [];
  for (const question of questions) {
    if (!isAsked(question, answers)) continue;
    const field = fieldOf(question.id);
    const read = readAnswer(question, typed[field] ?? "", today);
    if (read === null) {
      if (question.required) errors.push({ field, code: codeOf(question) });
    } else if (typeof read === "object") errors.push({ field, ...read });
    else answers[question.id] = read;
  }
  return { answers, errors };
}

type Wrong = { code: RefusalCode; params?: Record<string, number> };

/** Null: nothing was answered. */
function readAnswer(
  question: Question,
  typed: string,
  today: string,
): Answers[string] | Wrong | null {
  const text = paragraphs(TEXT_LENGTH).safeParse(typed);
  if (!text.success) return { code: "too_long", params: { max: TEXT_LENGTH } };
  if (text.data === "") return null;
  switch (question.kind) {
    case "text":
      return text.data;
    case "date": {
      const day = calendarDay(text.data);
      if (day === null) return { code: "invalid_date" };
      return day > today ? { code: "date_in_future" } : day;
    }
    case "rating":
      return /^[1-5]$/.test(text.data) ? Number(text.data) : { code: "choose_rating" };
    case "yes_no":
      return text.data === "yes" || text.data === "no" ? text.data : { code: "choose_one" };
    case "choice": {
      const known = question.options?.some(({ value }) => value === text.data);
      return known ? text.data : { code: "choose_one" };
    }
  }
}

const missing: Record<Question["kind"], RefusalCode> = {
  text: "answer_needed",
  date: "date_needed",
  rating: "choose_rating",
  yes_no: "choose_one",
  choice: "choose_one",
};

function codeOf({ kind }: Question): RefusalCode {
  return missing[kind];
}

/** The old answers that fit the questions of now, as a form shows them (P1 of section 9). */
export function prefilled(
  questions: readonly Question[],
  before: Answers | null,
  today: string,
): Record<string, string> {
  if (before === null) return {};
  const typed = Object.fromEntries(
    questions.map(({ id }) => [fieldOf(id), String(before[id] ?? "")]),
  );
  const { answers } = readAnswers(questions, typed, today);
  return Object.fromEntries(
    Object.entries(answers).map(([id, answer]) => [fieldOf(id), String(answer)]),
  );
}

/** Whether two people would read the same answers. */
export function sameAnswers(a: Answers, b: Answers): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => a[key] === b[key]);
}
