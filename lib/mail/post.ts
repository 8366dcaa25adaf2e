import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { emails, PROGRAMME, type EmailSecrets } from "@/db/schema";
import { getConfig } from "@/lib/config";
import { executePrepared, insertAll, prepared, type Locale, type Tx } from "../ctx";
import { enqueueAll } from "../queue/enqueue";
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
  stateAt: sql.placeholder("stateAt"),
};

/**
 * Writes an e-mail and queues its delivery, in the transaction of the act that it tells of.
 * What a run of many rows writes is gathered first, so that one person gets one e-mail (B6); any other that asks
 * somebody outside waits some seconds, so that it can be taken back (K12).
 * Refuses one that asks somebody outside with `rate_limited_mail`, `rate_limited_round` or
 * `rate_limited_partner`, and an invitation with the last of them (D25); any other is always written.
 * @returns the id of the e-mail, which is also its idempotency key at the provider
 */
export async function post<T extends Template>(tx: Tx, mail: Mail<T>): Promise<string> {
  if (kindOf[mail.template] === "ask")
    await refuseOverLimits(tx, { ...mail, to: mailboxOf(mail.to) });
  if (mail.template === "invitation") await refuseOverInvitations(tx, 1);
  return z.tuple([z.guid()]).parse(await write(tx, [mail]))[0];
}

/** The same for invitations of one house, all of them in a few statements; gives their ids in the same order. */
export async function postInvitations(
  tx: Tx,
  mails: readonly Mail<"invitation">[],
): Promise<string[]> {
  await refuseOverInvitations(tx, mails.length);
  return write(tx, mails);
}

async function write<T extends Template>(tx: Tx, mails: readonly Mail<T>[]): Promise<string[]> {
  const [first, ...more] = mails.map((mail) => rowFor(tx, mail));
  if (!first) return [];
  if (more.length > 0) await tx.db.execute(insertAll(emails, [first, ...more]));
  else
    await prepared(tx.db, "post", (db, name) =>
      db.insert(emails).values(placeholders).prepare(name),
    ).execute(first);
  const { ids, run } = await posted(tx);
  const afterSeconds = first.kind === "ask" ? getConfig().MAIL_HOLD_SECONDS : 0;
  const jobs = ids.map((emailId) => ({ emailId }));
  if (run === null) await enqueueAll(tx, "deliver-mail", jobs, { afterSeconds });
  else await lookAgain(tx, run);
  return ids;
}

function rowFor<T extends Template>(tx: Tx, mail: Mail<T>) {
  const { round, remindersOffId } = mail;
  const mark = randomUUID();
  const secrets: EmailSecrets = {
    ...secretsOf(mail.template, mail.variables),
    ...(remindersOffId && { off: secretFor("reminders-off", remindersOffId) }),
  };
  return {
    partnerId: mail.partnerId ?? PROGRAMME,
    associationId: mail.associationId ?? null,
    surveyId: mail.surveyId ?? null,
    roundId: round?.id ?? null,
    tenantId: round?.tenantId ?? null,
    engagementId: round?.engagementId ?? null,
    kind: kindOf[mail.template],
    template: mail.template,
    language: mail.language,
    recipient: mailboxOf(mail.to),
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
    stateAt: tx.now,
  };
}

/** The database chooses the ids, and says in which run they are (B6); who writes an e-mail may not be who reads it. */
async function posted(tx: Tx): Promise<z.output<typeof written>> {
  const { rows } = await executePrepared(
    tx.db,
    "select string_to_array(current_setting('app.posted'), ',') as ids, app_run() as run",
  );
  return z.tuple([written]).parse(rows)[0];
}
const written = z.object({ ids: z.array(z.guid()), run: z.guid().nullable() });

function oneClick(address: string): Record<string, string> {
  return {
    "List-Unsubscribe": `<${address}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  };
}
