import { sql } from "drizzle-orm";
import { emails } from "@/db/schema";
import { prepared, type Locale, type Tx } from "../ctx";
import { enqueue } from "../queue/enqueue";
import type { Template, Variables } from "./schema";

export type Mail<T extends Template> = {
  template: T;
  language: Locale;
  to: string;
  variables: Variables<T>;
  /** Whose mail it is; null for the programme's own. */
  partnerId: string | null;
  /** Set only for mails that ask a customer for consent: their delivery shows on the row. */
  associationId?: string;
  /** Set only for mails that ask somebody to fill in a survey: their delivery shows on the claim. */
  surveyId?: string;
  replyTo?: string;
  /** Shown as sender: "Contoso via …". */
  fromName?: string;
  headers?: Record<string, string>;
};

const placeholders = {
  partnerId: sql.placeholder("partnerId"),
  associationId: sql.placeholder("associationId"),
  surveyId: sql.placeholder("surveyId"),
  template: sql.placeholder("template"),
  language: sql.placeholder("language"),
  recipient: sql.placeholder("recipient"),
  replyTo: sql.placeholder("replyTo"),
  fromName: sql.placeholder("fromName"),
  variables: sql.placeholder("variables"),
  headers: sql.placeholder("headers"),
  createdAt: sql.placeholder("createdAt"),
  stateAt: sql.placeholder("createdAt"),
};

/**
 * Writes an e-mail and queues its delivery, in the transaction of the act that it tells of.
 * @returns the id of the e-mail, which is also its idempotency key at the provider
 */
export async function post<T extends Template>(tx: Tx, mail: Mail<T>): Promise<string> {
  const [row] = await prepared(tx.db, "post", (db, name) =>
    db.insert(emails).values(placeholders).returning({ id: emails.id }).prepare(name),
  ).execute({
    partnerId: mail.partnerId,
    associationId: mail.associationId ?? null,
    surveyId: mail.surveyId ?? null,
    template: mail.template,
    language: mail.language,
    recipient: mail.to,
    replyTo: mail.replyTo ?? null,
    fromName: mail.fromName ?? null,
    variables: mail.variables,
    headers: mail.headers ?? null,
    createdAt: tx.now,
  });
  if (!row) throw new Error("the e-mail was not written");
  await enqueue(tx, "deliver-mail", { emailId: row.id });
  return row.id;
}
