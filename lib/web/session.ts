import { cache } from "react";
import { z } from "zod";
import { operatorRoles } from "@/db/schema";
import type { Operator, PartnerUser } from "@/lib/ctx";
import type { Place } from "@/lib/views/shell";
import { readClock } from "@/lib/time/clock";
import { readSessionSecret } from "./auth";
import { getDatabase } from "./database";
import { reached } from "./front/answer";

const sessionRow = z.object({
  sessionId: z.guid(),
  userId: z.guid(),
  name: z.string(),
  email: z.string(),
  title: z.string(),
  phone: z.string(),
  locale: z.enum(["en", "nl"]).nullable(),
  operatorRoles: z.array(z.enum(operatorRoles)),
  companies: z.array(z.object({ id: z.guid(), name: z.string(), joined: z.boolean() })),
  partnerId: z.guid().nullable(),
  partnerName: z.string().nullable(),
  grants: z.array(
    z.object({
      locationId: z.guid().nullable(),
      role: z.enum(["incentives_admin", "incentives_user"]),
    }),
  ),
  attention: z.number(),
});

/** Who is signed in, and how much waits for them: 100 stands for that many or more. */
type Session = {
  actor: PartnerUser | Operator;
  attention: number;
  /** Where else they can go on to work (U3). */
  elsewhere: Place[];
};

/**
 * Who is signed in, read from the database on each request: a role or session that was taken away
 * is gone on the next one. Null when nobody is. One statement, once a request.
 */
export const currentSession = cache(async (): Promise<Session | null> => {
  reached();
  const secret = await readSessionSecret();
  if (secret === null) return null;
  const [row] = await getDatabase().query<{ session: unknown }>(
    "session",
    "select app_session($1, $2) as session",
    [secret, readClock()],
  );
  const session = sessionRow.nullable().parse(row?.session ?? null);
  if (session === null) return null;
  return {
    actor: actorOf(session, secret),
    attention: session.attention,
    elsewhere: elsewhereOf(session),
  };
});

/** Who is signed in, without what waits for them. */
export async function currentActor(): Promise<PartnerUser | Operator | null> {
  return (await currentSession())?.actor ?? null;
}

type Row = z.infer<typeof sessionRow>;

function actorOf(
  { sessionId, userId, name, email, title, phone, locale, ...at }: Row,
  secret: string,
) {
  const person = { sessionId, secret, userId, name, email, title, phone, locale };
  const { partnerId, partnerName, grants, operatorRoles: roles } = at;
  if (partnerId !== null && partnerName !== null)
    return { kind: "partner", partnerId, partnerName, grants, ...person } as const;
  const companies = at.companies.map(({ id }) => id);
  return { kind: "operator", roles, companies, ...person } as const;
}

function elsewhereOf({ partnerId, operatorRoles: roles, companies }: Row): Place[] {
  const places: Place[] = companies.filter(({ joined }) => joined);
  if (roles.length > 0) places.unshift({ id: null, name: null });
  return places.filter(({ id }) => id !== partnerId).map(({ id, name }) => ({ id, name }));
}
