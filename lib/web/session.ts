import { cache } from "react";
import { z } from "zod";
import type { Operator, PartnerUser } from "@/lib/ctx";
import { readClock } from "@/lib/time/clock";
import { readSessionId } from "./auth";
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
  operator: z.boolean(),
  affiliatedPartnerId: z.guid().nullable(),
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
type Session = { actor: PartnerUser | Operator; attention: number };

/**
 * Who is signed in, read from the database on each request: a role or session that was taken away
 * is gone on the next one. Null when nobody is. One statement, once a request.
 */
export const currentSession = cache(async (): Promise<Session | null> => {
  reached();
  const sessionId = await readSessionId();
  if (sessionId === null) return null;
  const [row] = await getDatabase().query<{ session: unknown }>(
    "session",
    "select app_session($1, $2) as session",
    [sessionId, readClock()],
  );
  const session = sessionRow.nullable().parse(row?.session ?? null);
  if (session === null) return null;
  const { attention, ...who } = session;
  const actor = actorOf(who);
  return actor && { actor, attention };
});

/** Who is signed in, without what waits for them. */
export async function currentActor(): Promise<PartnerUser | Operator | null> {
  return (await currentSession())?.actor ?? null;
}

type Who = Omit<z.infer<typeof sessionRow>, "attention">;

function actorOf(session: Who): PartnerUser | Operator | null {
  const { operator, affiliatedPartnerId, partnerId, partnerName, grants, ...person } = session;
  if (operator) return { kind: "operator", affiliatedPartnerId, ...person };
  if (partnerId === null || partnerName === null) return null;
  return { kind: "partner", partnerId, partnerName, grants, ...person };
}
