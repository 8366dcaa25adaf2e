import { sql } from "drizzle-orm";
import { z } from "zod";
import { emailStates } from "@/db/schema";
import type { Tx } from "../ctx";
import type { List, Page } from "../lists/list";
import { listPage } from "../lists/page";

const row = z.object({
  id: z.string(),
  createdAt: z.coerce.date(),
  template: z.string(),
  subject: z.string().nullable(),
  recipient: z.string(),
  sender: z.string().nullable(),
  partner: z.string().nullable(),
  state: z.enum(emailStates),
  reason: z.string().nullable(),
});
export type EmailRow = z.output<typeof row>;

const mails: List<EmailRow> = {
  name: "mails",
  // What is in an e-mail that carries a secret, nobody reads here.
  // What went out within another one is no e-mail of its own (B6).
  table: sql`(select id, created_at, template, subject, recipient, sender, partner_id, state, last_error from emails
    where envelope_id is null or envelope_id = id)`,
  id: { column: sql`l.id`, kind: "uuid" },
  own: sql`true`,
  columns: sql`l.id, l.created_at as "createdAt", l.template, l.subject, l.recipient, l.sender, p.name as partner, l.state,
    l.last_error as reason`,
  joins: sql`left join partners p on p.id = l.partner_id`,
  row,
};

/**
 * E-mails, the newest first.
 * @param options `states`: only in one of these; `to`: part of the recipient's address
 */
export function listEmails(
  tx: Tx,
  { states, to = "", after, size = 50 }: { states?: readonly EmailRow["state"][]; to?: string; after: unknown; size?: number }, // prettier-ignore
): Promise<Page<EmailRow>> {
  const inStates = states && sql.join(states.map((state) => sql.raw(`'${state}'`)), sql`, `); // prettier-ignore
  return listPage(tx, mails, {
    parts: [
      {
        where: sql`${inStates ? sql`l.state in (${inStates})` : sql`true`}
          and (${sql.placeholder("to")}::text = '' or strpos(lower(l.recipient), ${sql.placeholder("to")}::text) > 0)`,
      },
    ],
    order: { name: "newest", by: sql`l.created_at`, kind: "instant", back: true },
    after,
    size,
    values: { to: to.toLowerCase() },
    shape: `${states?.join() ?? "all"} ${size}`,
  });
}
