import { after } from "next/server";
import { cache } from "react";
import type { Operator, PartnerUser } from "@/lib/ctx";
import { log } from "@/lib/log";
import { noteSeen, SEEN_MINUTES } from "@/lib/people/sessions/note-seen";
import { findSession, type FoundSession, type KeptView } from "@/lib/people/session.queries";
import { readClock } from "@/lib/time/clock";
import type { Place } from "@/lib/views/shell";
import { readSessionSecret } from "./auth";
import { getDatabase } from "./database";
import { reached } from "./front/answer";

/** Who is signed in, and how much waits for them. */
type Session = Pick<FoundSession, "actor" | "attention"> & {
  /** Where else they can go on to work (U3). */
  elsewhere: Place[];
  /** P25: whether the company they work for is suspended. */
  suspended: boolean;
  /** K3: the views that are a list's default or pinned; none for whoever works with no list. */
  views: KeptView[];
};

/**
 * Who is signed in, read from the database on each request: a role or session that was taken away
 * is gone on the next one. Null when nobody is, and while they owe a second factor (U13). One statement, once a request.
 */
export const currentSession = cache(async (): Promise<Session | null> => {
  const found = await foundSession();
  if (found === null || found.row.factor !== null) return null;
  const { actor, attention, row } = found;
  const works = actor.kind === "operator" || actor.grants.length > 0;
  return {
    actor,
    attention,
    elsewhere: elsewhereOf(found),
    suspended: row.suspended,
    views: works ? row.views : [],
  };
});

/** Who still owes a second factor in this session, and which; to every other page they are not signed in (U13). */
export async function currentDebtor() {
  const row = (await foundSession())?.row;
  if (!row || row.factor === null) return null;
  const { userId, sessionId, email, factor } = row;
  return { userId, sessionId, email, factor };
}

const foundSession = cache(async (): Promise<FoundSession | null> => {
  reached();
  const secret = await readSessionSecret();
  const found = secret === null ? null : await findSession(getDatabase(), secret, readClock());
  if (found) seen(found);
  return found;
});

/** U7: when a session was used last is kept to a few minutes, once the page has gone. */
function seen({ row: { sessionId, seenAt } }: FoundSession): void {
  const now = readClock();
  if (now.getTime() - seenAt.getTime() < SEEN_MINUTES * 60_000) return;
  const ctx = { actor: { kind: "system", name: "account" }, now, db: getDatabase() } as const;
  after(() =>
    noteSeen(ctx, sessionId).catch((error: unknown) => {
      log.warn({ err: error }, "it was not kept when a session was used last");
    }),
  );
}

/** Who is signed in, without what waits for them. */
export async function currentActor(): Promise<PartnerUser | Operator | null> {
  return (await currentSession())?.actor ?? null;
}

function elsewhereOf({ row }: FoundSession): Place[] {
  const places: Place[] = row.companies.filter(({ joined }) => joined);
  if (row.operatorRoles.length > 0) places.unshift({ id: null, name: null });
  return places.filter(({ id }) => id !== row.partnerId).map(({ id, name }) => ({ id, name }));
}
