import { and, asc, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import {
  associations,
  claimSurveys,
  emails,
  engagementVersions,
  rowOf,
  surveyLinks,
  users,
  workshopClaims,
} from "@/db/schema";
import type { Standing } from "../../consent/contacts/queries";
import type { Tx } from "../../ctx";
import { Refusal } from "../../errors";
import type { Answers, Question } from "./rules";
import { surveyKinds, type SurveyKind } from "./schema";
import type { Locale } from "@/messages/languages";

export type Survey = typeof claimSurveys.$inferSelect;

export type SurveyMail = {
  id: string;
  recipient: string;
  state: (typeof emails.$inferSelect)["state"];
  createdAt: Date;
  stateAt: Date;
};

/** One survey of a claim as the partner and the programme see it. */
export type SurveyOf = {
  kind: SurveyKind;
  /** What was asked; of a survey that nobody was asked yet, what the engagement asks now. */
  questions: Question[];
  /** The one that counts; null: nobody was asked yet. */
  live: null | {
    id: string;
    recipientName: string;
    recipientEmail: string;
    language: Locale;
    createdAt: Date;
    createdByName: string;
    /** The newest first; none for a survey that was filled in on the claim itself. */
    mails: SurveyMail[];
    /** When the last e-mail of it was made. */
    lastMailAt: Date | null;
    /** D19: what the programme said of a customer's contact outside of its domains; null: within them. */
    standing: Standing;
    /** `partnerNetwork`: from where somebody of the partner had signed in (D19). */
    answer: null | { at: Date; name: string; answers: Answers; partnerNetwork: boolean };
  };
  /** D19: who was asked last, and can no longer answer; null: somebody is asked, or was never. */
  closed: string | null;
  /** Whom it was asked before, the newest first (W8). */
  former: { recipientName: string; recipientEmail: string; createdAt: Date; replacedAt: Date }[];
};

/**
 * Both surveys of a claim, the partner's first: not sent, sent, or answered, and whom each replaced
 * (W4–W9). Instants in UTC. Refuses with `not_found` when the actor has no such claim.
 */
export async function listSurveys(tx: Tx, claimId: string): Promise<SurveyOf[]> {
  const asks = await questionsOf(tx, claimId);
  const rows = await tx.db
    .select({
      survey: claimSurveys,
      createdByName: users.name,
      standing: sql<Standing>`contact_standing(${claimSurveys.partnerId}, ${claimSurveys.releaseId})`,
    })
    .from(claimSurveys)
    .innerJoin(users, eq(users.id, claimSurveys.createdBy))
    .where(eq(claimSurveys.claimId, claimId))
    .orderBy(desc(claimSurveys.createdAt), asc(claimSurveys.id));
  const mails = await listMails(
    tx,
    rows.map(({ survey }) => survey.id),
  );
  return surveyKinds.map((kind) => {
    const own = rows.filter(({ survey }) => survey.kind === kind);
    const live = own.find(({ survey }) => survey.replacedAt === null && survey.closedAt === null);
    const last = own[0]?.survey;
    return {
      kind,
      questions: live?.survey.questions ?? asks[kind],
      live: live ? liveOf(live, mails) : null,
      closed: !live && last?.closedAt ? last.recipientEmail : null,
      former: own.flatMap(({ survey }) => {
        const { recipientName, recipientEmail, createdAt } = survey;
        const replacedAt = survey.replacedAt ?? survey.closedAt;
        return replacedAt === null
          ? []
          : [{ recipientName, recipientEmail, createdAt, replacedAt }];
      }),
    };
  });
}

function liveOf(
  {
    survey,
    createdByName,
    standing,
  }: { survey: Survey; createdByName: string; standing: Standing },
  all: (SurveyMail & { surveyId: string | null })[],
): NonNullable<SurveyOf["live"]> {
  const { answeredAt, answeredName, answers, ...rest } = survey;
  const mails = all.flatMap(({ surveyId, ...mail }) => (surveyId === survey.id ? [mail] : []));
  const { id, recipientName, recipientEmail, language, createdAt } = rest;
  return {
    id,
    recipientName,
    recipientEmail,
    language,
    createdAt,
    createdByName,
    mails,
    lastMailAt: mails[0]?.createdAt ?? null,
    standing,
    answer:
      answeredAt === null || answeredName === null || answers === null
        ? null
        : { at: answeredAt, name: answeredName, answers, partnerNetwork: rest.partnerNetwork },
  };
}

/** What the version asks under which the round of a claim began (P8, P15). Refuses with `not_found` without such a claim. */
export async function questionsOf(tx: Tx, claimId: string) {
  const [row] = await tx.db
    .select({ surveys: engagementVersions.surveys })
    .from(workshopClaims)
    .innerJoin(
      associations,
      rowOf(associations, workshopClaims.partnerId, workshopClaims.associationId),
    )
    .innerJoin(engagementVersions, eq(engagementVersions.id, associations.versionId))
    .where(eq(workshopClaims.id, claimId));
  if (!row) throw new Refusal("not_found");
  return row.surveys;
}

async function listMails(tx: Tx, surveyIds: string[]) {
  if (surveyIds.length === 0) return [];
  return tx.db
    .select({
      surveyId: emails.surveyId,
      id: emails.id,
      recipient: emails.recipient,
      state: emails.state,
      createdAt: emails.createdAt,
      stateAt: emails.stateAt,
    })
    .from(emails)
    .where(inArray(emails.surveyId, surveyIds))
    .orderBy(desc(emails.createdAt), desc(emails.id))
    .limit(100);
}

/** The survey of a claim that counts; undefined: nobody was asked yet. */
export async function findLiveSurvey(
  tx: Tx,
  claimId: string,
  kind: SurveyKind,
): Promise<Survey | undefined> {
  const [survey] = await tx.db
    .select()
    .from(claimSurveys)
    .where(
      and(
        eq(claimSurveys.claimId, claimId),
        eq(claimSurveys.kind, kind),
        isNull(claimSurveys.replacedAt),
        isNull(claimSurveys.closedAt),
      ),
    );
  return survey;
}

/** The survey while it waits for its answer; in the UPDATE of what ends that, so that what came first wins. */
export function isUnanswered(surveyId: string) {
  return and(
    eq(claimSurveys.id, surveyId),
    isNull(claimSurveys.answeredAt),
    isNull(claimSurveys.replacedAt),
    isNull(claimSurveys.closedAt),
  );
}

/** When the last e-mail of a survey was made; null: none was. */
export async function lastLinkAt(tx: Tx, surveyId: string): Promise<Date | null> {
  const [last] = await tx.db
    .select({ createdAt: surveyLinks.createdAt })
    .from(surveyLinks)
    .where(eq(surveyLinks.surveyId, surveyId))
    .orderBy(desc(surveyLinks.createdAt))
    .limit(1);
  return last?.createdAt ?? null;
}

/** P1 of section 9: what the partner answered on the claim from which this one was copied. */
export async function findAnswersBefore(
  tx: Tx,
  renewsClaimId: string | null,
): Promise<Answers | null> {
  if (renewsClaimId === null) return null;
  const before = await findLiveSurvey(tx, renewsClaimId, "partner");
  return before?.answers ?? null;
}
