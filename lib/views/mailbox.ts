import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { emails, type EmailSecrets } from "@/db/schema";
import { authorize } from "../access/authorize";
import type { Locale, Tx } from "../ctx";
import { Refusal } from "../errors";
import { searchText } from "../lists/schema";
import { listEmails } from "../mail/list";
import { fillMarks } from "../mail/tokens";

export type MailboxState = (typeof emails.$inferSelect)["state"];
export type MailboxLine = {
  id: string;
  createdAt: Date;
  recipient: string;
  /** Null until it is rendered. */
  subject: string | null;
  sender: string | null;
  state: MailboxState;
};
export type MailboxView = { q: string; rows: MailboxLine[]; next: string | null };

const line = {
  id: emails.id,
  createdAt: emails.createdAt,
  recipient: emails.recipient,
  subject: emails.subject,
  sender: emails.sender,
  state: emails.state,
};

/**
 * The local mailbox: every e-mail that was written, the newest first.
 * @param input `q` is part of a recipient's address
 */
export async function mailbox(
  tx: Tx,
  input: { q?: string | undefined; after?: string | undefined; size?: number },
): Promise<MailboxView> {
  authorize(tx, "mail.read");
  const q = searchText.parse(input.q);
  const { after, size = 50 } = input;
  return { ...(await listEmails(tx, { to: q, after, size })), q };
}

export type MailboxMail = MailboxLine & {
  language: Locale;
  replyTo: string | null;
  lastError: string | null;
  html: string | null;
  text: string | null;
  headers: Record<string, string> | null;
};

const contents = z.object({
  html: z.string().nullable(),
  text: z.string().nullable(),
  headers: z.record(z.string(), z.string()).nullable(),
  holds: z.array(z.object({ mark: z.string(), secrets: z.custom<EmailSecrets>() })),
});

/** One e-mail as its recipient sees it, with its links and codes. */
export async function mailboxMail(tx: Tx, { id }: { id: string }): Promise<MailboxMail> {
  authorize(tx, "mail.read");
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new Refusal("not_found");
  const [row] = await tx.db
    .select({
      ...line,
      language: emails.language,
      replyTo: emails.replyTo,
      lastError: emails.lastError,
    })
    .from(emails)
    .where(eq(emails.id, id));
  const { rows } = await tx.db.execute(sql`select * from mailbox_mail(${id})`);
  const inside = contents.optional().parse(rows[0]);
  if (!row || !inside) throw new Refusal("not_found");
  const { holds, ...mail } = { ...row, ...inside };
  const filled = (part: string | null) => part && holds.reduce(fillMarks, part);
  return { ...mail, html: filled(mail.html), text: filled(mail.text) };
}
