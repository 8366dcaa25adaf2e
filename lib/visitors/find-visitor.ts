import { z } from "zod";
import { executePrepared, type Ctx, type Tx, type Visitor } from "../ctx";
import { databaseError } from "../errors";

/** What a link leads to: a request for consent, a survey, the switch of a request's reminders, or an invitation. */
export type LinkKind = "consent" | "survey" | "reminders-off" | "invitation";

const statements: Record<LinkKind, string> = {
  consent: "select * from find_consent_link($1)",
  survey: "select link_id, partner_id, survey_id as request_id from find_survey_link($1)",
  invitation: "select * from find_invitation($1)",
  "reminders-off":
    "select switch_id as link_id, partner_id, request_id from find_reminder_switch($1)",
};
const found = z.object({ link_id: z.guid(), partner_id: z.guid(), request_id: z.guid() });

type From = Pick<Visitor, "ipAddress" | "userAgent">;

/**
 * The person behind a link: finding it by its token's hash is the authorisation. Null for an unknown
 * link. One statement; nothing is written (D10).
 * @param from where the request comes from, as evidence
 */
export async function findVisitor(
  db: Ctx["db"],
  kind: LinkKind,
  token: string,
  from: From,
): Promise<Visitor | null> {
  if (!canBeToken(token)) return null;
  return visitorOf(await db.query(statements[kind], [token]), token, from);
}

/**
 * The same, and what they came to read, in one read-only transaction that asks for both at once: one trip.
 * Null for an unknown link.
 * @param ask asks the database, which knows by the proof who asks
 * @param see makes of the answer what the person sees
 */
export async function readBehindLink<A, V>(
  { db, now }: Pick<Ctx, "db" | "now">,
  { kind, token, from }: { kind: LinkKind; token: string; from: From },
  ask: (tx: Pick<Tx, "db">) => Promise<A>,
  see: (tx: Tx<Visitor>, asked: A) => V,
): Promise<V | null> {
  if (!canBeToken(token)) return null;
  const read = async (handle: Tx["db"]) => {
    const finding = executePrepared(handle, statements[kind], [token]);
    const asking = ask({ db: handle });
    await Promise.allSettled([finding, asking]);
    const actor = visitorOf((await finding).rows, token, from);
    return actor && see({ actor, now, db: handle }, await asking);
  };
  try {
    return await db.transaction({ actor: "visitor", token }, read, {
      readOnly: true,
      atOnce: true,
    });
  } catch (error) {
    if (databaseError(error)?.constraint === "app_enter_link") return null;
    throw error;
  }
}

function canBeToken(token: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(token);
}

function visitorOf([row]: unknown[], token: string, from: From): Visitor | null {
  if (!row) return null;
  const link = found.parse(row);
  return {
    kind: "visitor",
    linkId: link.link_id,
    token,
    requestId: link.request_id,
    partnerId: link.partner_id,
    ...from,
  };
}
