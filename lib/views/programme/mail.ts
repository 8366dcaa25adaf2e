import { and, desc, eq, sql } from "drizzle-orm";
import { emails, partners } from "@/db/schema";
import { authorize } from "../../access/authorize";
import type { Tx } from "../../ctx";
import { readPageKey, writePageKey } from "./page-key";

export const troubles = ["bounced", "complained", "failed"] as const;
export type Trouble = (typeof troubles)[number];

export type MailLine = {
  id: string;
  createdAt: Date;
  template: string;
  recipient: string;
  partner: string | null;
  state: Trouble;
  reason: string | null;
};
export type MailView = { state: Trouble | null; rows: MailLine[]; next: string | null };

/** E-mails that did not arrive, the newest first. For the programme. */
export async function programmeMail(
  tx: Tx,
  input: { state?: string | undefined; after?: string | undefined; size?: number },
): Promise<MailView> {
  authorize(tx, "programme.read");
  const { size = 50 } = input;
  const key = readPageKey(input.after);
  const state = troubles.find((one) => one === input.state) ?? null;
  const found = await tx.db
    .select({
      id: emails.id,
      createdAt: emails.createdAt,
      template: emails.template,
      recipient: emails.recipient,
      partner: partners.name,
      state: emails.state,
      reason: emails.lastError,
    })
    .from(emails)
    .leftJoin(partners, eq(partners.id, emails.partnerId))
    .where(
      and(
        sql`${emails.state} in ('bounced', 'complained', 'failed')`,
        state ? eq(emails.state, state) : undefined,
        key ? sql`(${emails.createdAt}, ${emails.id}) < (${key.at}, ${key.id})` : undefined,
      ),
    )
    .orderBy(desc(emails.createdAt), desc(emails.id))
    .limit(size + 1);
  const rows = found.slice(0, size).flatMap((row) => {
    const trouble = troubles.find((one) => one === row.state);
    return trouble ? [{ ...row, state: trouble }] : [];
  });
  const last = rows.at(-1);
  return { state, rows, next: found.length > size && last ? writePageKey(last) : null };
}
