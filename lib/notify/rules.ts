import type { Locale } from "@/messages/languages";

/** Whom a notice about a round or claim is meant for. */
export type Named = {
  /** The partner's contact, who may have no account; null: there is none. */
  contactEmail: string | null;
  /** Who began, sent or submitted it: ids of users, the one whose language counts first. */
  userIds: readonly string[];
};
/** What is known of somebody with an account. */
export type Person = {
  /** Their own, or that of whoever they took over from (U8). */
  id: string;
  email: string;
  locale: Locale | null;
  /** Their account is closed, or they work for the partner no more. */
  gone: boolean;
};
export type Reader = { to: string; language: Locale };

/**
 * Who hears of it: the contact and each of the users, each once, whatever the case of the address, in
 * their own language; nobody who has left. A contact without a language of their own
 * reads that of the first user who has one.
 * @param standard the programme's language, for whoever has chosen none (P3)
 * @param people every account that is named by address or id
 */
export function readersOf(
  { contactEmail, userIds }: Named,
  people: readonly Person[],
  standard: Reader["language"],
): Reader[] {
  const users = userIds.flatMap((id) => people.filter((person) => person.id === id));
  const contact = contactEmail === null ? [] : contactOf(contactEmail, people);
  const usual = users.find(({ locale }) => locale !== null)?.locale ?? standard;
  const readers = new Map<string, Reader>();
  for (const { email, locale, gone } of [...contact, ...users]) {
    const key = email.trim().toLowerCase();
    if (gone || readers.has(key)) continue;
    const language = locale ?? (email === contact[0]?.email ? usual : standard);
    readers.set(key, { to: email, language });
  }
  return [...readers.values()];
}

/** The contact as they were named, with what is known of their account; and who took over from them (U8). */
function contactOf(email: string, people: readonly Person[]): Omit<Person, "id">[] {
  const known = people.find((person) => person.email.toLowerCase() === email.trim().toLowerCase());
  const heirs = people.filter((person) => person.id === known?.id && person !== known);
  return [{ email, locale: known?.locale ?? null, gone: known?.gone ?? false }, ...heirs];
}
