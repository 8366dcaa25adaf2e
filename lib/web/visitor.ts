import { z } from "zod";
import type { Ctx, Visitor } from "@/lib/ctx";
import { hashToken } from "@/lib/mail/tokens";
import { clientAddress } from "./client-address";
import { getDatabase } from "./database";
import { contextOf } from "./door";

const owned = { partner_id: z.guid(), request_id: z.guid() };
const link = z.object({ link_id: z.guid(), ...owned });
const reminderSwitch = z.object({ switch_id: z.guid(), ...owned });

/**
 * The person behind a consent link: finding the link by its token's hash is the authorisation.
 * Null for an unknown link. One statement; nothing is written (D10).
 */
export async function findVisitor(
  headers: Pick<Headers, "get">,
  token: string,
): Promise<Ctx<Visitor> | null> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null;
  const [row] = await getDatabase().query(
    "find_consent_link",
    "select * from find_consent_link($1)",
    [hashToken(token)],
  );
  if (!row) return null;
  const { link_id: linkId, ...found } = link.parse(row);
  return visit(headers, linkId, found);
}

/** The same for the link of a survey (W4); `requestId` is the survey. */
export async function findSurveyVisitor(
  headers: Pick<Headers, "get">,
  token: string,
): Promise<Ctx<Visitor> | null> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null;
  const [row] = await getDatabase().query(
    "find_survey_link",
    "select link_id, partner_id, survey_id as request_id from find_survey_link($1)",
    [hashToken(token)],
  );
  if (!row) return null;
  const { link_id: linkId, ...found } = link.parse(row);
  return visit(headers, linkId, found);
}

/** The same for the address that turns the reminders of a request off (RFC 8058). */
export async function findReminderVisitor(
  headers: Pick<Headers, "get">,
  token: string,
): Promise<Ctx<Visitor> | null> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null;
  const [row] = await getDatabase().query(
    "find_reminder_switch",
    "select * from find_reminder_switch($1)",
    [hashToken(token)],
  );
  if (!row) return null;
  const { switch_id: linkId, ...found } = reminderSwitch.parse(row);
  return visit(headers, linkId, found);
}

function visit(
  headers: Pick<Headers, "get">,
  linkId: string,
  found: { partner_id: string; request_id: string },
): Ctx<Visitor> {
  const actor: Visitor = {
    kind: "visitor",
    linkId,
    requestId: found.request_id,
    partnerId: found.partner_id,
    ipAddress: clientAddress(headers),
    userAgent: (headers.get("user-agent") ?? "").slice(0, 500),
  };
  return contextOf(actor);
}
