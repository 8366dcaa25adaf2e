import { sql } from "drizzle-orm";
import { locales } from "@/messages/languages";
import { z } from "zod";
import type { Tx } from "../ctx";
import { usualOf } from "../installation";
import { readersOf, type Named, type Reader } from "./rules";

/** A round or claim, as far as it says who hears of it. */
export type Concern = Named & { partnerId: string; locationId: string };

const locale = z.enum(locales).nullable();
const personRow = z.object({ id: z.guid(), email: z.string(), locale, gone: z.boolean() });
const readerRows = z.array(z.object({ email: z.string(), locale }));

/**
 * Who hears of a round or claim. When none of those whom it names is left: the location's incentives
 * admins, else the company's, else the location's incentives users, else the programme's staff. The
 * answer is the same whoever acts, also a visitor who sees none of these people.
 */
export async function listReaders(tx: Tx, concern: Concern): Promise<Reader[]> {
  const { contactEmail, userIds, partnerId, locationId } = concern;
  const named = await tx.db.execute(
    sql`select * from notice_people(${partnerId}, ${contactEmail}, ${sql.param([...userIds])}::uuid[])`,
  );
  const readers = readersOf(
    concern,
    z.array(personRow).parse(named.rows),
    (await usualOf(tx)).language,
  );
  if (readers.length > 0) return readers;
  const others = await tx.db.execute(
    sql`select email, locale from notice_stand_ins(${partnerId}, ${locationId})`,
  );
  return asReaders(tx, others.rows);
}

/** The programme's staff, each in their language. */
export async function listStaff(tx: Tx): Promise<Reader[]> {
  const { rows } = await tx.db.execute(sql`select email, locale from notice_staff()`);
  return asReaders(tx, rows);
}

/** The incentives admins of a location, by itself or for the company, each in their language. */
export async function listLocationAdmins(
  tx: Tx,
  { partnerId, id }: { partnerId: string; id: string },
): Promise<Reader[]> {
  const { rows } = await tx.db.execute(
    sql`select email, locale from notice_admins(${partnerId}, ${id})`,
  );
  return asReaders(tx, rows);
}

/** Each in their own language, else in the programme's (P3). */
async function asReaders(tx: Tx, rows: unknown): Promise<Reader[]> {
  const { language } = await usualOf(tx);
  return readerRows.parse(rows).map((row) => ({ to: row.email, language: row.locale ?? language }));
}
