import { and, eq, sql, type AnyColumn, type SQL, type SQLWrapper } from "drizzle-orm";
import { bigint, customType, timestamp, uuid, type AnyPgColumn } from "drizzle-orm/pg-core";

/** Primary key: a random UUID. */
export const id = () =>
  uuid("id")
    .primaryKey()
    .default(sql`gen_random_uuid()`);

/** The id of a partner's row: its primary key is (`partner_id`, `id`), so that none can be another's (O13). */
export const ownId = () =>
  uuid("id")
    .notNull()
    .default(sql`gen_random_uuid()`);

/** That a row of a partner's table is the one of this partner and id: what a join to it asks (O13). */
export const rowOf = (
  table: { partnerId: AnyColumn; id: AnyColumn },
  partnerId: AnyColumn | string,
  id: AnyColumn | string,
): SQL | undefined => and(eq(table.partnerId, partnerId), eq(table.id, id));

/** Stands for a partner in the rows of a table of theirs that are the programme's own. */
export const PROGRAMME = "00000000-0000-0000-0000-000000000000";

/** An instant, stored with time zone, read as a Date with millisecond precision. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/** An amount in minor units of its currency (cents of a euro, yen), which stands beside it (P30). */
export const minorUnits = (name: string) => bigint(name, { mode: "number" });

/** The check that an amount in minor units is one that every part of the product counts exactly. */
export const isAmount = (minor: SQLWrapper) => sql`${minor} between 0 and 999999999999999`;

/** The check that a column holds the three letters of a currency (ISO 4217). */
export const isCurrency = (column: SQLWrapper) => sql`${column} ~ '^[A-Z]{3}$'`;

/** An amount with its currency, as the code knows it (`Money`); null where there is no amount. */
export const moneyOf = (minor: SQLWrapper, currency: SQLWrapper) =>
  sql<{ minor: number; currency: string } | null>`
    case when ${minor} is not null then jsonb_build_object('minor', ${minor}, 'currency', ${currency}) end`;

/** Raw bytes. */
export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** Text that sorts as people expect in every script. */
export const sortedText = customType<{ data: string }>({
  dataType: () => 'text collate "und-x-icu"',
});

/**
 * One text for every spelling of a mailbox, by which limits and bans know it: "Robin+x@…" is "robin@…"
 * (D25, D19). The same as the database's `mailbox_key` and as `mailboxKey` of `lib/input.ts`.
 */
export const mailboxKeyOf = (address: SQLWrapper) =>
  sql`regexp_replace(lower(${address}), '^([^+@]+)\\+[^@]*@', '\\1@')`;

/**
 * The check that a column holds the address of one mailbox (D23): nothing that a mail program could take for
 * two, for a name or for a line of its own. What people typed was read before (`emailAddress`).
 */
export const isOneAddress = (column: AnyPgColumn) =>
  sql`(length(${column}) <= 320 and ${column} ~ ${sql.raw(`'^${MAILBOX_PART}+@${MAILBOX_PART}+$'`)})`;
const MAILBOX_PART = String.raw`[^[:space:][:cntrl:]"(),:\u003B<>\[\]\\@\u00AD\u200B-\u200F\u2060\uFEFF]`;

/**
 * The check that what people write stays within a length that no form exceeds: a statement that is smuggled in
 * fills no table.
 */
export const noLongerThan = (max: number, ...texts: SQLWrapper[]) =>
  sql.join(
    texts.map((text) => sql`length(${text}) <= ${sql.raw(String(max))}`),
    sql` and `,
  );
