import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { claimSurveys, emails, surveyLinks, type auditLog, type Surveys } from "@/db/schema";
import { fingerprint } from "@/lib/audit/fingerprint";
import type { Tx } from "@/lib/ctx";
import { renderMail } from "@/lib/mail/render";
import { senderOf } from "@/lib/mail/sender";
import { hashToken, secretFor, tokenOf } from "@/lib/mail/tokens";
import type { ActAs } from "./acts/acting";
import { workshop } from "./envelope";
import { companyOf, personOf } from "./people";
import { demoProgramme } from "./programme";
import { demoId } from "./random";
import type { Played } from "./rounds";
import { demoAnswers, demoSurveys, type DemoSurvey } from "./surveys";

type Claim = { id: string; number: number; deliveryDueAt: Date };
type Entry = typeof auditLog.$inferInsert;

/**
 * The surveys of a claim with their e-mails, links and answers.
 * @returns what the audit log says of them
 */
export async function writeSurveys(
  tx: Tx,
  played: Played,
  { claim, surveys, actAs }: { claim: Claim; surveys: Surveys; actAs: ActAs },
): Promise<Entry[]> {
  const { partnerId, createdBy } = played.association;
  const entries: Entry[] = [];
  for (const survey of demoSurveys(played, tx.now)) {
    const id = demoId(`survey:${played.round.key}:${survey.name}`);
    const questions = surveys[survey.kind];
    await actAs({ actor: "system" });
    await tx.db.insert(claimSurveys).values({
      id,
      partnerId,
      claimId: claim.id,
      kind: survey.kind,
      recipientName: survey.recipient.name,
      recipientEmail: survey.recipient.email,
      language: survey.language,
      questions,
      createdAt: survey.createdAt,
      createdBy,
      replacedAt: survey.replacedAt,
    });
    for (const [at, mail] of survey.mails.entries()) {
      await writeMail(tx, played, { claim, survey, surveyId: id, mail, at });
    }
    const known = { surveyId: id, kind: survey.kind };
    const told = { chain: partnerId, seq: 0, prevHash: "", hash: "", subjectId: claim.id };
    const person = { ...told, actorKind: "partner", actorId: createdBy };
    for (const [at, mail] of survey.mails.entries()) {
      const data = {
        ...known,
        recipientEmail: survey.recipient.email,
        ...linkOf(played, survey, at),
        ...(at === 0 ? { language: survey.language, waiting: false } : {}),
      };
      const event = at === 0 ? "survey.sent" : "survey.resent";
      entries.push({ ...person, at: mail.at, event, data });
    }
    if (survey.replacedAt) {
      const by = demoId(`survey:${played.round.key}:${survey.kind}`);
      const data = { ...known, recipientEmail: survey.recipient.email, by };
      entries.push({ ...person, at: survey.replacedAt, event: "survey.replaced", data });
    }
    if (!survey.answeredAt) continue;
    const byLink = survey.mails.length > 0;
    const answers = demoAnswers(played, survey, questions);
    const seen = {
      ipAddress: byLink ? "192.0.2.44" : null,
      userAgent: byLink ? "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Demonstration" : null,
    };
    await actAs(
      byLink
        ? { actor: "visitor", purpose: "survey", linkId: linkOf(played, survey, 0).linkId }
        : { actor: "person", userId: createdBy, partnerId },
    );
    await tx.db
      .update(claimSurveys)
      .set({
        answeredAt: survey.answeredAt,
        answeredName: survey.recipient.name,
        answers,
        ...seen,
      })
      .where(sql`${claimSurveys.id} = ${id}`);
    const fullName = survey.recipient.name;
    const proof = fingerprint([fullName, seen.ipAddress, seen.userAgent]);
    const linkId = byLink ? linkOf(played, survey, 0).linkId : null;
    entries.push({
      ...person,
      ...(linkId === null ? {} : { actorKind: "visitor", actorId: linkId }),
      at: survey.answeredAt,
      event: "survey.answered",
      data: { ...known, fullName, answers, linkId, partnerNetwork: false, proof, ...seen },
    });
  }
  return entries;
}

const linkOf = ({ round }: Played, survey: DemoSurvey, at: number) => ({
  emailId: demoId(`email:survey:${round.key}:${survey.name}:${at}`),
  linkId: demoId(`survey-link:${round.key}:${survey.name}:${at}`),
});

type Mailed = {
  claim: Claim;
  survey: DemoSurvey;
  surveyId: string;
  mail: DemoSurvey["mails"][number];
  at: number;
};

async function writeMail(tx: Tx, played: Played, { claim, survey, surveyId, mail, at }: Mailed) {
  const { round, association } = played;
  const { partnerId } = association;
  const { emailId, linkId } = linkOf(played, survey, at);
  await tx.db.insert(surveyLinks).values({
    id: linkId,
    partnerId,
    surveyId,
    tokenHash: hashToken(tokenOf("survey", linkId)),
    createdAt: mail.at,
  });
  const sender = personOf(round.by);
  const known = {
    ...workshop(played),
    linkId,
    contactName: survey.recipient.name,
    dueAt: claim.deliveryDueAt.toISOString(),
  };
  const customer = survey.kind === "customer";
  const row = {
    template: customer ? "survey-request" : "partner-survey-request",
    language: survey.language,
    mark: randomUUID(),
    variables: customer
      ? { ...known, partnerContact: { name: sender.name, email: sender.email, phone: "" } }
      : { ...known, senderName: sender.name, claimNumber: String(claim.number) },
  };
  const fromName = customer ? companyOf(round.partner).name : sender.name;
  await tx.db.insert(emails).values({
    ...row,
    ...renderMail(row, demoProgramme),
    secrets: { link: secretFor("survey", linkId) },
    kind: "ask",
    roundId: association.id,
    tenantId: association.tenantId,
    engagementId: association.engagementId,
    sender: senderOf(row.language, fromName, ""),
    id: emailId,
    partnerId,
    surveyId,
    recipient: survey.recipient.email,
    replyTo: sender.email,
    fromName,
    state: mail.state,
    attempts: 1,
    lastError: mail.state === "bounced" ? "The mailbox does not exist." : null,
    createdAt: mail.at,
    firstAttemptAt: mail.at,
    sentAt: mail.at,
    stateAt: mail.at,
  });
}
