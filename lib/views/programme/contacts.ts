import { z } from "zod";
import { authorize } from "../../access/authorize";
import { findWaiting, listContacts, type WaitingContact } from "../../consent/contacts/list";
import { contactsQuery, type ContactsQuery } from "../../consent/contacts/list.schema";
import type { Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { readable } from "../readable";

/** Its customer's domains in the spelling that people know. */
export type ContactLine = WaitingContact;
export type ContactsView = {
  query: ContactsQuery;
  rows: ContactLine[];
  next: string | null;
  many: boolean;
};

/** D19: the contacts outside of their customer's domains that wait for staff, the oldest first. */
export async function programmeContacts(
  tx: Tx,
  { search }: { search: Record<string, string | string[] | undefined> },
): Promise<ContactsView> {
  authorize(tx, "contacts.release");
  const query = contactsQuery.parse(search);
  const { rows, next, many } = await listContacts(tx, query);
  return { query, rows: rows.map(told), next, many };
}

/** One of them, to decide about; `own`: the reader belongs to the partner. Throws `not_found`. */
export async function programmeContact(
  tx: Tx,
  { releaseId }: { releaseId: string },
): Promise<ContactLine & { own: boolean }> {
  authorize(tx, "contacts.release");
  const line = z.guid().safeParse(releaseId).success ? await findWaiting(tx, releaseId) : undefined;
  if (!line) throw new Refusal("not_found");
  return { ...told(line), own: tx.actor.companies.includes(line.partnerId) };
}

const told = (line: WaitingContact): ContactLine => ({ ...line, domains: readable(line.domains) });
