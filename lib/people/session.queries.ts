import { z } from "zod";
import { operatorRoles } from "@/db/schema";
import type { Ctx, Operator, PartnerUser } from "../ctx";
import { locales } from "@/messages/languages";

/** What `app_session` says of somebody who is signed in. */
const sessionRow = z.object({
  sessionId: z.guid(),
  signedInAt: z.coerce.date(),
  /** U7: when it was used last, to a few minutes. */
  seenAt: z.coerce.date(),
  /** U13: the second factor that is owed: asked for, or to be set up; null: none. */
  factor: z.enum(["ask", "setup"]).nullable(),
  userId: z.guid(),
  name: z.string(),
  email: z.string(),
  title: z.string(),
  phone: z.string(),
  locale: z.enum(locales).nullable(),
  timeZone: z.string().nullable(),
  operatorRoles: z.array(z.enum(operatorRoles)),
  companies: z.array(z.object({ id: z.guid(), name: z.string(), joined: z.boolean() })),
  partnerId: z.guid().nullable(),
  partnerName: z.string().nullable(),
  /** P25: the company is suspended, and its people read alone. */
  suspended: z.boolean(),
  grants: z.array(
    z.object({
      locationId: z.guid().nullable(),
      role: z.enum(["incentives_admin", "incentives_user"]),
    }),
  ),
  attention: z.number(),
  /** K3: the views that are some list's default or pinned, of the person before those of everybody. */
  views: z.array(
    z.object({
      id: z.guid(),
      name: z.string(),
      path: z.string(),
      query: z.string(),
      own: z.boolean(),
      isDefault: z.boolean(),
      pinned: z.boolean(),
    }),
  ),
});
export type KeptView = SessionRow["views"][number];
export type SessionRow = z.infer<typeof sessionRow>;

export type FoundSession = {
  actor: PartnerUser | Operator;
  /** How much waits for them: 100 stands for that many or more. */
  attention: number;
  row: SessionRow;
};

/**
 * Who is signed in with this secret, in one statement; null: nobody, or no longer. It stands before
 * any transaction, for what it finds is what a transaction proves.
 */
export async function findSession(
  db: Ctx["db"],
  secret: string,
  now: Date,
): Promise<FoundSession | null> {
  const [found] = await db.query<{ session: unknown }>("select app_session($1, $2) as session", [
    secret,
    now,
  ]);
  const row = sessionRow.nullable().parse(found?.session ?? null);
  return row && { actor: actorOf(row, secret), attention: row.attention, row };
}

function actorOf(
  { sessionId, signedInAt, userId, name, email, title, phone, locale, timeZone, ...at }: SessionRow,
  secret: string,
) {
  const person = {
    sessionId,
    signedInAt,
    secret,
    userId,
    name,
    email,
    title,
    phone,
    locale,
    timeZone,
  };
  const { partnerId, partnerName, grants, operatorRoles: roles } = at;
  if (partnerId !== null && partnerName !== null)
    return { kind: "partner", partnerId, partnerName, grants, ...person } as const;
  const companies = at.companies.map(({ id }) => id);
  return { kind: "operator", roles, companies, ...person } as const;
}
