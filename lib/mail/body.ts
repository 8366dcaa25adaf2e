import type { emails } from "@/db/schema";
import type { Programme } from "../installation";
import { daysLeft } from "../time/deadline";
import { listed } from "./envelopes.rules";
import { renderMail } from "./render";
import { mailVariables } from "./schema";
import { senderOf } from "./sender";
import type { Held, Stored } from "./submit";
import { holdsKeys } from "./tokens";

export type Row = typeof emails.$inferSelect;
export type Body = Pick<Stored, "sender" | "subject" | "html" | "text">;
/** What goes out of an e-mail, and the e-mails whose links stand in it: it alone, or all of a run's to one person. */
export type Contents = Body & { holds: Held[] };

/** What an e-mail cannot be made of; it has failed. */
export class CannotBeMade extends Error {
  override name = "CannotBeMade";
}

/**
 * The stored body, else one made now. Throws `CannotBeMade`, which says why none can be.
 * @param holds all that go out with it, itself the first; several become one that lists them (B6)
 */
export function contentsOf(
  holds: readonly [Row, ...Row[]],
  programme: Programme,
  now: Date,
): Contents {
  const [row] = holds;
  if (!holds.every(({ secrets }) => holdsKeys(secrets)))
    throw new CannotBeMade("APP_SECRET does not hold the key of its link any more");
  const { sender, subject, html, text } = row;
  if (sender !== null && subject !== null && html !== null && text !== null)
    return { sender, subject, html, text, holds: [...holds] };
  try {
    return {
      sender: senderOf(row.language, row.fromName, programme.senderName),
      ...renderMail(
        holds.length > 1 ? listOf(holds) : { ...row, variables: asOf(row, now) },
        programme,
      ),
      holds: [...holds],
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CannotBeMade(`cannot be rendered: ${why}`);
  }
}

/** P25: what waited tells the deadline that stands now, which the programme may have moved meanwhile. */
export function withDeadline({ row, dueAt }: { row: Row; dueAt: Date | null }): Row {
  if (dueAt === null || !("consentDueAt" in row.variables)) return row;
  return { ...row, variables: { ...row.variables, consentDueAt: dueAt.toISOString() } };
}

/** A reminder that had to wait says how many days are left now. */
function asOf({ template, variables }: Row, now: Date): unknown {
  const reminder = template === "consent-reminder" && mailVariables[template].safeParse(variables);
  if (!reminder || !reminder.success) return variables;
  const { consentDueAt, timeZone } = reminder.data;
  return { ...variables, daysLeft: Math.max(0, daysLeft(new Date(consentDueAt), now, timeZone)) };
}

/** B6: several of one template as the one e-mail that lists them. Each keeps its own link, by its own mark. */
function listOf(holds: readonly [Row, ...Row[]]) {
  const [{ language, mark, template }] = holds;
  const items = holds.map((row) => ({ ...row.variables, mark: row.mark }));
  const names = new Set(holds.map(({ variables }) => variables.contactName));
  const contactName = names.size === 1 ? [...names][0] : null;
  const variables = { ...holds[0].variables, contactName, items };
  return { template: listed[template] ?? template, language, mark, variables };
}
