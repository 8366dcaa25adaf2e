import { authorize } from "../access/authorize";
import { countryWords } from "@/messages/format/names";
import { getAskedSurvey, type AskedSurvey } from "../claims/surveys/asked/queries";
import { pageHash } from "../claims/surveys/check-answer";
import { statusOf } from "../claims/surveys/lock-survey";
import { readAnswers, sameAnswers, type SurveyStatus } from "../claims/surveys/rules";
import type { SurveyKind } from "../claims/surveys/schema";
import { dueOf, statusAt } from "../claims/rules";
import { makeStamp } from "../visitors/stamp";
import type { Locale, Tx } from "../ctx";
import { dateIn } from "../time/deadline";
import {
  answersIn,
  questionsIn,
  type AnsweredQuestion,
  type AskedQuestion,
} from "./claim/survey-answers";

/** What every page behind a survey link shows. The name of the person who was asked is not in it. */
export type AskedSurveyView = {
  language: Locale;
  kind: SurveyKind;
  status: SurveyStatus;
  engagementName: string;
  tenantName: string;
  partnerName: string;
  place: string;
  timeZone: string;
  /** Whom to turn to: the claim's contact, or the colleague who sent it. */
  contact: { name: string; email: string; phone: string };
  /** P25: the partner is suspended, and its customer asks the programme. */
  suspended: boolean;
  about: { organisation: string; email: string };
  /** The first instant at which an answer comes too late. */
  dueAt: Date;
  questions: AskedQuestion[];
  /** The last day that a date may name, YYYY-MM-DD in the location's time zone. */
  today: string;
  /** Signs the form of this page. */
  stamp: string;
  answer: null | {
    fullName: string;
    at: Date;
    byLink: boolean;
    answers: AnsweredQuestion[];
    /** What was typed just now is this very answer. */
    typed: boolean;
  };
};

/**
 * The survey behind a visitor's link, in the language asked for, else that of the person who was
 * asked. Reads only. Refuses with `forbidden` whoever has no link.
 */
export async function askedSurvey(
  tx: Tx,
  { language: chosen, typed = {} }: { language: Locale | null; typed?: Record<string, string> },
): Promise<AskedSurveyView> {
  authorize(tx, "survey.view");
  const asked = await getAskedSurvey(tx);
  const { survey, claim, workshop, sender } = asked;
  const language = chosen ?? survey.language;
  const contact =
    survey.kind === "customer"
      ? { name: claim.partnerContactName, email: claim.partnerContactEmail }
      : sender;
  return {
    language,
    kind: survey.kind,
    status: statusOf(asked, tx.now),
    engagementName: workshop.engagementName,
    tenantName: workshop.tenantName,
    partnerName: workshop.partnerName,
    place: `${workshop.locationCity}, ${countryWords(language, workshop.locationCountry)}`,
    timeZone: workshop.timeZone,
    contact: { ...contact, phone: "" },
    suspended: survey.kind === "customer" && asked.suspendedAt !== null,
    about: asked.programme,
    dueAt: dueAt(asked, tx.now),
    questions: questionsIn(language, survey.questions),
    today: dateIn(tx.now, workshop.timeZone),
    stamp: makeStamp(tx.actor, { at: tx.now, language, wordingHash: pageHash(asked) }),
    answer: answerOf(asked, language, typed),
  };
}

/** The page on which somebody confirms what they answered. */
export type ConfirmView = AskedSurveyView & { answered: AnsweredQuestion[] };

/** The same survey, with answers as typed that wait to be confirmed (D10). */
export async function surveyToConfirm(
  tx: Tx,
  { language, typed }: { language: Locale | null; typed: Record<string, string> },
): Promise<ConfirmView> {
  const view = await askedSurvey(tx, { language });
  authorize(tx, "survey.view");
  const asked = await getAskedSurvey(tx);
  const { answers } = readAnswers(asked.survey.questions, typed, view.today);
  const wordingHash = pageHash(asked, answers);
  return {
    ...view,
    stamp: makeStamp(tx.actor, { at: tx.now, language: view.language, wordingHash }),
    answered: answersIn(view.language, asked.survey.questions, answers),
  };
}

function answerOf(
  { survey }: AskedSurvey,
  language: Locale,
  typed: Record<string, string>,
): AskedSurveyView["answer"] {
  const { answeredAt, answeredName, answers, questions, ipAddress } = survey;
  if (answeredAt === null || answeredName === null || answers === null) return null;
  return {
    fullName: answeredName,
    at: answeredAt,
    byLink: ipAddress !== null,
    answers: answersIn(language, questions, answers),
    typed:
      typed.fullName?.trim() === answeredName &&
      sameAnswers(readAnswers(questions, typed, FOREVER).answers, answers),
  };
}

/** No day that was answered is too late to be compared. */
const FOREVER = "9999-12-31";

/** The end of the window in which it can be, or could be, answered. */
function dueAt({ claim }: AskedSurvey, now: Date): Date {
  const ran = statusAt(claim, now) === "post_submission_expired";
  return ran ? claim.reviewDueAt : (dueOf(claim) ?? claim.deliveryDueAt);
}
