import { z } from "zod";
import type { Ctx, Visitor } from "../ctx";

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

/**
 * The person behind a link: finding it by its token's hash is the authorisation. Null for an unknown
 * link. One statement; nothing is written (D10).
 * @param from where the request comes from, as evidence
 */
export async function findVisitor(
  db: Ctx["db"],
  kind: LinkKind,
  token: string,
  from: Pick<Visitor, "ipAddress" | "userAgent">,
): Promise<Visitor | null> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null;
  const [row] = await db.query(statements[kind], [token]);
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
