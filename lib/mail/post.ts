import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { emails, PROGRAMME, type EmailSecrets } from "@/db/schema";
import { executePrepared, prepared, type Locale, type Tx } from "../ctx";
import { enqueue } from "../queue/enqueue";
import { addressOf } from "./address";
import { lookAgain } from "./gather";
import { kindOf } from "./kinds";
import { refuseOverInvitations, refuseOverLimits } from "./limits";
import { mailboxOf } from "./rules";
import type { Template, Variables } from "./schema";
import { secretsOf } from "./secrets";
import { markOf, secretFor } from "./tokens";

/** Which round an e-mail asks, reminds or tells about, and of which customer and workshop it is. */
export type MailRound = { id: string; tenantId: string; engagementId: string };

export type Mail<T extends Template> = {
  template: T;
  language: Locale;
  to: string;
  variables: Variables<T>;
  /** Whose mail it is; null for the programme's own. */
  partnerId: string | null;
  /** Set for every mail to somebody outside: limits count by it (D25). */
  round?: MailRound;
  /** Set only for mails that ask a customer for consent: their delivery shows on the row. */
  associationId?: string;
  /** Set only for mails that ask somebody to fill in a survey: their delivery shows on the claim. */
  surveyId?: string;
  replyTo?: string;
  /** Shown as sender: "Contoso via …". */
  fromName?: string;
  /** The switch that turns reminders off with one click (RFC 8058). */
  remindersOffId?: string;
};

const placeholders = {
  partnerId: sql.placeholder("partnerId"),
  associationId: sql.placeholder("associationId"),
  surveyId: sql.placeholder("surveyId"),
  roundId: sql.placeholder("roundId"),
  tenantId: sql.placeholder("tenantId"),
  engagementId: sql.placeholder("engagementId"),
  kind: sql.placeholder("kind"),
  template: sql.placeholder("template"),
  language: sql.placeholder("language"),
  recipient: sql.placeholder("recipient"),
  replyTo: sql.placeholder("replyTo"),
  fromName: sql.placeholder("fromName"),
  variables: sql.placeholder("variables"),
  headers: sql.placeholder("headers"),
  mark: sql.placeholder("mark"),
  secrets: sql.placeholder("secrets"),
  createdAt: sql.placeholder("createdAt"),
  stateAt: sql.placeholder("createdAt"),
};

/**
 * Writes an e-mail and queues its delivery, in the transaction of the act that it tells of.
 * What a run of many rows writes is gathered first, so that one person gets one e-mail (B6).
 * Refuses one that asks somebody outside with `rate_limited_mail`, `rate_limited_round` or
 * `rate_limited_partner`, and an invitation with the last of them (D25); any other is always written.
 * @returns the id of the e-mail, which is also its idempotency key at the provider
 */
export async function post<T extends Template>(tx: Tx, mail: Mail<T>): Promise<string> {
  const { round, remindersOffId } = mail;
  const to = mailboxOf(mail.to);
  if (kindOf[mail.template] === "ask") await refuseOverLimits(tx, { ...mail, to });
  if (mail.template === "invitation") await refuseOverInvitations(tx, mail.partnerId ?? PROGRAMME);
  const mark = randomUUID();
  const secrets: EmailSecrets = {
    ...secretsOf(mail.template, mail.variables),
    ...(remindersOffId && { off: secretFor("reminders-off", remindersOffId) }),
  };
  await prepared(tx.db, "post", (db, name) =>
    db.insert(emails).values(placeholders).prepare(name),
  ).execute({
    partnerId: mail.partnerId ?? PROGRAMME,
    associationId: mail.associationId ?? null,
    surveyId: mail.surveyId ?? null,
    roundId: round?.id ?? null,
    tenantId: round?.tenantId ?? null,
    engagementId: round?.engagementId ?? null,
    kind: kindOf[mail.template],
    template: mail.template,
    language: mail.language,
    recipient: to,
    replyTo: mail.replyTo ?? null,
    fromName: mail.fromName ?? null,
    variables: mail.variables,
    headers: secrets.off
      ? oneClick(
          (mail.template === "digest" ? addressOf.digest : addressOf.remindersOff)(
            markOf(mark, "off"),
          ),
        )
      : null,
    mark,
    secrets,
    createdAt: tx.now,
  });
  const { id: emailId, run } = await posted(tx);
  if (run === null) await enqueue(tx, "deliver-mail", { emailId });
  else await lookAgain(tx, run);
  return emailId;
}

/** The database chooses the id, and says in which run it is (B6); who writes an e-mail may not be who reads it. */
async function posted(tx: Tx): Promise<z.output<typeof written>> {
  const { rows } = await executePrepared(tx.db, "select current_setting('app.posted') as id, app_run() as run"); // prettier-ignore
  return z.tuple([written]).parse(rows)[0];
}
const written = z.object({ id: z.guid(), run: z.guid().nullable() });

function oneClick(address: string): Record<string, string> {
  return {
    "List-Unsubscribe": `<${address}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  };
}
