import type { PoeRequirement } from "@/db/schema/states";
import { authorize } from "../../access/authorize";
import { partsOf } from "../../claims/proof/rules";
import { getClaim } from "../../claims/queries";
import {
  findAnswersBefore,
  listSurveys,
  type SurveyMail,
  type SurveyOf,
} from "../../claims/surveys/queries";
import { prefilled, requirementOf } from "../../claims/surveys/rules";
import { surveyKinds, type SurveyKind } from "../../claims/surveys/schema";
import { statusAt, whyClosed, type Clocks, type Requirement } from "../../claims/rules";
import { getConfig } from "../../config";
import type { Locale, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { minutesUntil } from "../../mail/rules";
import { dateIn } from "../../time/deadline";
import {
  answersIn,
  questionsIn,
  type AnsweredQuestion,
  type AskedQuestion,
} from "./survey-answers";
import { personName } from "../../input";
import { numberIn } from "./facts";
import { perLocale } from "@/messages";

/** One survey as its part of a claim's page shows it. */
export type SurveyCard = Pick<SurveyOf, "kind" | "closed" | "former"> & {
  state: "none" | "sent" | "answered";
  live: null | {
    recipientName: string;
    recipientEmail: string;
    language: Locale;
    createdAt: Date;
    createdByName: string;
    mails: SurveyMail[];
    /** Minutes until it may be sent again; 0: now. */
    minutesToResend: number;
    /** D19: nothing goes to the contact: it waits for the programme's release, or was refused. */
    withheld: "waiting" | "refused" | null;
    answer: null | {
      at: Date;
      name: string;
      answers: Record<Locale, AnsweredQuestion[]>;
      partnerNetwork: boolean;
    };
  };
};

/** Everything that `SurveysSection` shows. */
export type SurveysView = {
  claimNumber: number;
  timeZone: string;
  /** Whether surveys are still sent and filled in. */
  open: boolean;
  contact: { name: string; email: string };
  cards: SurveyCard[];
};

/** What of a claim its surveys depend on. */
export type SurveyedClaim = Clocks & {
  id: string;
  number: number;
  timeZone: string;
  requires: readonly Requirement[];
  engagement: { poe: readonly PoeRequirement[] };
  contact: { firstName: string; lastName: string; email: string };
};

/** The surveys of a claim's proof, for the partner's and the programme's page of it (W4–W9). */
export async function claimSurveys(tx: Tx, claim: SurveyedClaim): Promise<SurveysView> {
  const kinds = surveyKinds.filter((kind) => hasSurvey(claim, kind));
  const all = kinds.length > 0 ? await listSurveys(tx, claim.id) : [];
  return {
    claimNumber: claim.number,
    timeZone: claim.timeZone,
    open: whyClosed(statusAt(claim, tx.now)) === null,
    contact: {
      name: personName(claim.contact.firstName, claim.contact.lastName),
      email: claim.contact.email,
    },
    cards: all.filter(({ kind }) => kinds.includes(kind)).map((one) => cardOf(one, tx.now)),
  };
}

/** Whether a claim's proof has such a survey, required or not (P14). */
export function hasSurvey(
  { requires, engagement }: Pick<SurveyedClaim, "requires" | "engagement">,
  kind: SurveyKind,
): boolean {
  const parts = partsOf(requires, engagement.poe);
  return parts.some(({ requirement }) => requirement === requirementOf(kind));
}

function cardOf({ kind, questions, live, closed, former }: SurveyOf, now: Date): SurveyCard {
  if (live === null) return { kind, state: "none", live, closed, former };
  const {
    lastMailAt,
    answer,
    recipientName,
    recipientEmail,
    createdAt,
    createdByName,
    mails,
    standing,
  } = live;
  return {
    kind,
    state: answer ? "answered" : "sent",
    live: {
      recipientName,
      recipientEmail,
      language: live.language,
      createdAt,
      createdByName,
      mails,
      minutesToResend: minutesUntil(lastMailAt, getConfig().MAIL_ROUND_MINUTES, now),
      withheld: standing === "waiting" || standing === "refused" ? standing : null,
      answer: answer && {
        ...answer,
        answers: perLocale((locale) => answersIn(locale, questions, answer.answers)),
      },
    },
    closed,
    former,
  };
}

export type PartnerSurveyView = {
  claimNumber: number;
  tenantId: string;
  tenantName: string;
  /** Why it can neither be filled in nor sent (a key of errors.json); null: it can. */
  closed: string | null;
  questions: AskedQuestion[];
  /** What the form holds at first, by field. */
  values: Record<string, string>;
  /** The colleague who was asked and did not answer yet. */
  asked: { name: string; email: string } | null;
  today: string;
};

/**
 * The pages on which the partner fills in the partner survey, or sends it to a colleague (W5); a claim
 * that was begun anew has the old answers in it. Throws `no_role`, `not_found`.
 */
export async function partnerSurvey(
  tx: Tx,
  { claimNumber, language }: { claimNumber: string; language: Locale },
): Promise<PartnerSurveyView> {
  authorize(tx, "surveys.fill");
  const claim = await getClaim(tx, numberIn(claimNumber));
  const kind: SurveyKind = "partner";
  if (!hasSurvey(claim, kind)) throw new Refusal("not_found");
  const survey = (await listSurveys(tx, claim.id)).find((one) => one.kind === kind);
  if (!survey) throw new Refusal("not_found");
  const { live, questions } = survey;
  const today = dateIn(tx.now, claim.timeZone);
  const before = await findAnswersBefore(tx, claim.renewsClaimId);
  return {
    claimNumber: claim.number,
    tenantId: claim.tenant.id,
    tenantName: claim.tenant.name,
    closed: live?.answer ? "survey_answered" : whyClosed(statusAt(claim, tx.now)),
    questions: questionsIn(language, questions),
    values: prefilled(questions, before, today),
    asked: live && { name: live.recipientName, email: live.recipientEmail },
    today,
  };
}
