import { sql } from "drizzle-orm";
import { z } from "zod";
import { emailStates } from "@/db/schema";
import type { Tx } from "../ctx";
import type { FileRows } from "../lists/file";
import type { List, Page } from "../lists/list";
import { askOf, oneOf, type Offer } from "../lists/offer";
import { listPage } from "../lists/page";
import { has } from "../lists/search";
import { troubles, type MailQuery } from "./list.schema";

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
  search: {
    fits: sql`(${has(sql`search_text(l.recipient)`)} or exists (select from partners w where w.id = l.partner_id and ${has(sql`w.search`)}))`,
  },
};

/**
 * E-mails, the newest first.
 * @param options `to`: part of the recipient's address
 */
export function listEmails(
  tx: Tx,
  { to = "", after, size = 50 }: { to?: string; after: unknown; size?: number },
): Promise<Page<EmailRow>> {
  return listPage(tx, mails, {
    parts: [
      {
        where: sql`(${sql.placeholder("to")}::text = '' or strpos(lower(l.recipient), ${sql.placeholder("to")}::text) > 0)`,
      },
    ],
    order: { name: "newest", by: sql`l.created_at`, kind: "instant", back: true },
    after,
    size,
    values: { to: to.toLowerCase() },
    shape: `all ${size}`,
  });
}

const trouble = row.extend({ state: z.enum(troubles) });
export type TroubleRow = z.output<typeof trouble>;
const undelivered: List<TroubleRow> = { ...mails, name: "e-mails not delivered", row: trouble };

/** E-mails that did not arrive, the newest first unless asked otherwise; found by recipient and partner. */
export function listTroubles(tx: Tx, query: MailQuery, size?: number): Promise<Page<TroubleRow>> {
  return listPage(tx, undelivered, askFor(query, size));
}

/** K4: all of them, for a file. */
export function troubleRows(query: MailQuery): FileRows {
  return { list: undelivered, ask: askFor({ ...query, after: null }), joins: mails.joins ?? sql`` };
}

const offer = {
  orders: { made: { by: sql`l.created_at`, kind: "instant" } },
  filters: { state: oneOf(sql`l.state::text`) },
} satisfies Offer<string>;

// The states stand in the statement itself: that is how its index knows them.
const where = sql`l.state in (${sql.raw(troubles.map((state) => `'${state}'`).join())})`;
const askFor = (query: MailQuery, size = 50) => askOf(offer, query, { where, size });
