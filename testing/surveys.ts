import { eq } from "drizzle-orm";
import { claimSurveys, surveyLinks, workshopClaims, type Surveys } from "@/db/schema";
import { getAskedSurvey } from "@/lib/claims/surveys/asked/queries";
import { pageHash } from "@/lib/claims/surveys/check-answer";
import type { Answers } from "@/lib/claims/surveys/rules";
import type { SendInput } from "@/lib/claims/surveys/ask-survey";
import { sendSurvey } from "@/lib/claims/surveys/send-survey";
import { makeStamp } from "@/lib/visitors/stamp";
import { reading, type Tx, type Visitor } from "@/lib/ctx";
import { tokenOf } from "@/lib/mail/tokens";
import { dateIn } from "@/lib/time/deadline";
import { BROWSER } from "./asked";
import { claimOf, consented, type Claim, type Consented } from "./claims";
import type { fixture } from "./fixture";
import { mailedLinks } from "./mailed-links";

type Fixture = ReturnType<typeof fixture>;
export type SurveyRow = typeof claimSurveys.$inferSelect;
export type Sent = Consented & { survey: SurveyRow; visitor: Visitor; token: string };

/** Questions of every kind, few of each. */
export const questions: Surveys = {
  partner: [
    {
      id: "outcome",
      kind: "choice",
      required: true,
      label: { en: "Were the goals reached?", nl: "Zijn de doelen gehaald?" },
      options: [
        { value: "all", label: { en: "All", nl: "Allemaal" } },
        { value: "none", label: { en: "None", nl: "Geen" } },
      ],
    },
    {
      id: "next_steps",
      kind: "text",
      required: true,
      label: { en: "Which next steps?", nl: "Welke vervolgstappen?" },
    },
  ],
  customer: [
    {
      id: "delivered",
      kind: "yes_no",
      required: true,
      label: { en: "Did it take place?", nl: "Is de workshop gegeven?" },
    },
    {
      id: "delivered_on",
      kind: "date",
      required: true,
      onlyIf: { question: "delivered", values: ["yes"] },
      label: { en: "On which day?", nl: "Op welke dag?" },
    },
    {
      id: "satisfaction",
      kind: "rating",
      required: true,
      onlyIf: { question: "delivered", values: ["yes"] },
      label: { en: "How satisfied are you?", nl: "Hoe tevreden bent u?" },
    },
    {
      id: "better",
      kind: "text",
      required: false,
      label: { en: "What could be better?", nl: "Wat kan er beter?" },
    },
  ],
};

/** A claim that is edited and asks for both surveys. */
export async function surveyed(
  f: Fixture,
  options: Parameters<typeof consented>[1] = {},
): Promise<Consented> {
  const engagement =
    options.engagement ??
    (await f.engagement({
      surveys: questions,
      poe: [{ kind: "partner_survey" }, { kind: "customer_survey" }],
    }));
  const it = await consented(f, { ...options, engagement });
  await heldAt(f, it.claim, it.claim.createdAt);
  return { ...it, claim: await claimOf(f, it.association.id) };
}

/** Fills in the days of a claim's workshop: it was held on the day of this instant (D20). */
export async function heldAt(f: Fixture, { id }: { id: string }, at: Date | null): Promise<void> {
  await f.db.transaction({ actor: "system" }, (db) =>
    db
      .update(workshopClaims)
      .set({
        workshopFrom: at && dateIn(at, "Europe/Amsterdam"),
        workshopUntil: at && dateIn(at, "Europe/Amsterdam"),
      })
      .where(eq(workshopClaims.id, id)),
  );
}

/** Sends a survey of the claim, three days after the consent unless said; the visitor has its link. */
export async function sent(
  f: Fixture,
  it: Consented,
  input: Partial<SendInput> = {},
  at: Date = sentAt(it),
): Promise<Sent> {
  const whole: SendInput =
    input.kind === "partner"
      ? {
          kind: "partner",
          number: it.claim.number,
          colleagueName: input.colleagueName ?? "Sanne Visser",
          colleagueEmail: input.colleagueEmail ?? "sanne@partner.example",
          colleagueLanguage: input.colleagueLanguage ?? "en",
        }
      : { kind: "customer", number: it.claim.number };
  const { surveyId } = await sendSurvey(f.ctx(it.company.admin, at), whole);
  return { ...it, claim: await claimOf(f, it.association.id), ...(await behind(f, surveyId)) };
}

/** Three days after the consent. */
export function sentAt({ claim }: Consented): Date {
  return new Date(claim.createdAt.getTime() + 3 * 86_400_000);
}

/** A survey, and the person behind its newest link. */
export async function behind(f: Fixture, surveyId: string) {
  return f.db.transaction({ actor: "system" }, async (db) => {
    const [survey] = await db.select().from(claimSurveys).where(eq(claimSurveys.id, surveyId));
    const links = await db
      .select({ id: surveyLinks.id, createdAt: surveyLinks.createdAt })
      .from(surveyLinks)
      .where(eq(surveyLinks.surveyId, surveyId));
    links.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
    const [link] = links;
    if (!survey || !link) throw new Error("the survey was not sent");
    const { partnerId } = survey;
    await mailedLinks(f, "survey", [link.id]);
    const visitor: Visitor = {
      ...f.visitor({ linkId: link.id, requestId: surveyId, partnerId }, "survey"),
      userAgent: BROWSER,
    };
    return { survey, visitor, token: tokenOf("survey", link.id) };
  });
}

/** The stamp of the page that this visitor saw: the form's, or the one that confirms answers. */
export async function surveyStamp(
  f: Pick<Fixture, "ctx">,
  visitor: Visitor,
  at: Date,
  toConfirm?: Answers,
): Promise<string> {
  const asked = await reading(f.ctx(visitor, at), getAskedSurvey);
  return makeStamp(visitor, { at, language: "nl", wordingHash: pageHash(asked, toConfirm) });
}

/** What a customer who is content answers, as their form sends it after a minute of reading. */
export async function surveyForm(f: Fixture, visitor: Visitor, at: Date) {
  return {
    stamp: await surveyStamp(f, visitor, new Date(at.getTime() - 60_000)),
    more: "",
    fullName: "Zoë de Vries",
    q_delivered: "yes",
    q_delivered_on: at.toISOString().slice(0, 10),
    q_satisfaction: "4",
    q_better: "",
  };
}

/** Changes the customer contact of a claim, as the verb that edits it does. */
export async function updateContact(
  tx: Tx,
  claimId: string,
  change: Partial<typeof workshopClaims.$inferInsert>,
): Promise<Claim> {
  const [claim] = await tx.db
    .update(workshopClaims)
    .set(change)
    .where(eq(workshopClaims.id, claimId))
    .returning();
  return claim!;
}
