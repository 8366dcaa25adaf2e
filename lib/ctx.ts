import { z } from "zod";
import type { Database, Handle, Scope } from "@/db/client";
import type { operatorRoles } from "@/db/schema";
import type { Locale } from "@/messages/languages";
import { asRefusal, databaseError, Refusal } from "./errors";
import { metrics } from "./metrics/metrics";
import { inSpan } from "./metrics/spans";

export type { Locale };

/** Stations know the tables; the handle, and its prepared queries, come by way of the context. */
export { copyInto, executePrepared, prepared, type Handle } from "@/db/client";
export { insertAll } from "@/db/insert-all";

export type Role = "incentives_admin" | "incentives_user";
export type OperatorRole = (typeof operatorRoles)[number];
export type Grant = { locationId: string | null; role: Role };

type Person = {
  userId: string;
  sessionId: string;
  /** When they last proved who they are. */
  signedInAt: Date;
  /** What the session's cookie holds: proves to the database who asks. Never shown and never logged. */
  secret: string;
  name: string;
  email: string;
  title: string;
  phone: string;
  locale: Locale | null;
  /** U6: in which they read instants; null: UTC. */
  timeZone: string | null;
  /** K7: the worker reads for them, who need not be signed in; nothing is written so. */
  readFor?: true;
};
export type PartnerUser = Person & {
  kind: "partner";
  partnerId: string;
  partnerName: string;
  grants: readonly Grant[];
  /** The run of many rows that the worker does for them; they need not be signed in for it (B4). */
  run?: BulkRunOf;
};
/**
 * `mails`: how many e-mails the rows before this one would send, where nothing is sent yet (B3); `requests`: how many
 * requests, which are more where one e-mail lists several (B6); `mailboxes`: to whom, as `mailboxKey` spells them.
 */
export type BulkRunOf = {
  id: string;
  number: number;
  mails?: number;
  requests?: number;
  mailboxes?: ReadonlySet<string>;
};
export type Operator = Person & {
  kind: "operator";
  roles: readonly OperatorRole[];
  /** The companies that they belong to, or did within a year: they decide on nothing of theirs (P6). */
  companies: readonly string[];
  /** The import that the worker takes in for them; they need not be signed in for it (P22). */
  importId?: string;
};
/** A person with a link: the link's hash was found, and that is the authorisation. */
export type Visitor = {
  kind: "visitor";
  linkId: string;
  /** The link's own: proves to the database whose rows are asked for. Never shown and never logged. */
  token: string;
  /** What the link asks about: a consent request, or a survey of a claim. */
  requestId: string;
  partnerId: string;
  ipAddress: string;
  userAgent: string;
};
/** The product itself: a job, a webhook, a sign-in. */
export type System = { kind: "system"; name: string };
export type Actor = PartnerUser | Operator | Visitor | System;

/** Who, when and where. */
export type Ctx<A extends Actor = Actor> = { actor: A; now: Date; db: Database };
/** The same within a transaction. */
export type Tx<A extends Actor = Actor> = { actor: A; now: Date; db: Handle };

const retriable = new Set(["40001", "40P01"]);

/**
 * Runs a verb's work in one transaction for its actor; runs it again after a deadlock.
 * Throws the Refusal of a constraint that had the last word.
 */
export async function transaction<A extends Actor, T>(
  ctx: Ctx<A>,
  work: (tx: Tx<A>) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await timed(ctx.actor, () =>
        ctx.db.transaction(scopeOf(ctx.actor), (db) =>
          work({ actor: ctx.actor, now: ctx.now, db }),
        ),
      );
    } catch (error) {
      const again = attempt < 5 && retriable.has(databaseError(error)?.code ?? "");
      if (!again) throw await whatWasTaken(ctx, error);
    }
  }
}

/**
 * The same transaction goes on as the product itself, by the name that the log calls it: what somebody did who came with a
 * link, and what follows of it for an account, commits together. Both prove to the database who they are.
 */
export async function goOnAsSystem(tx: Tx, { db }: Ctx, name: string): Promise<Tx<System>> {
  const actor = { kind: "system", name } as const;
  await db.become(tx.db, scopeOf(actor));
  return { ...tx, actor };
}

const rights = z.object({
  grants: z.array(z.object({ role: z.string(), locationId: z.string().nullable() })),
  operatorRoles: z.array(z.string()),
});

/**
 * U4: who lost a role, or was signed out, since the door let them in is told so: the database, which reads their rights
 * at each step, refused it as nobody's.
 */
async function whatWasTaken({ actor, now, db }: Ctx, error: unknown): Promise<unknown> {
  const isPerson =
    (actor.kind === "partner" && !actor.run) || (actor.kind === "operator" && !actor.importId);
  if (!isPerson || actor.readFor || databaseError(error)?.code !== "42501") return asRefusal(error);
  const [found] = await db.query("select app_session($1, $2) as session", [actor.secret, now]);
  const { success, data } = rights.safeParse(found?.session);
  if (!success) return new Refusal("signed_out");
  const { grants, operatorRoles: roles } = data;
  if (actor.kind === "operator")
    return actor.roles.every((one) => roles.includes(one))
      ? asRefusal(error)
      : new Refusal("forbidden");
  const holds = (one: Grant) =>
    grants.some(({ role, locationId }) => role === one.role && locationId === one.locationId);
  return actor.grants.every(holds) ? asRefusal(error) : new Refusal("no_role");
}

/**
 * Runs a view's or query's reads in one read-only transaction for their actor.
 * @param options `planOnce` where all that is read is `prepared` and has one plan for every value
 */
export function reading<A extends Actor, T>(
  ctx: Ctx<A>,
  work: (tx: Tx<A>) => Promise<T>,
  { planOnce = false }: { planOnce?: boolean } = {},
): Promise<T> {
  return timed(ctx.actor, () =>
    ctx.db.transaction(scopeOf(ctx.actor), (db) => work({ actor: ctx.actor, now: ctx.now, db }), {
      readOnly: true,
      planOnce,
    }),
  );
}

/** How long transactions take, by kind of actor (O16). */
async function timed<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
  const from = performance.now();
  try {
    return await inSpan(
      "transaction",
      "client",
      { "db.system.name": "postgresql", actor: actor.kind },
      work,
    );
  } finally {
    metrics().transactions.observe({ actor: actor.kind }, (performance.now() - from) / 1_000);
  }
}

/** What a transaction for this actor proves to the database. */
export function scopeOf(actor: Actor): Scope {
  switch (actor.kind) {
    case "operator":
      if (actor.readFor) return { actor: "reader", of: actor.userId };
      if (actor.importId !== undefined) return { actor: "import", run: actor.importId };
      return { actor: "person", secret: actor.secret };
    case "partner":
      if (actor.readFor) return { actor: "reader", of: `${actor.userId} ${actor.partnerId}` };
      if (actor.run) return { actor: "run", run: actor.run.id };
      return { actor: "person", secret: actor.secret };
    case "visitor":
      return { actor: "visitor", token: actor.token };
    case "system":
      return { actor: "system", name: actor.name };
  }
}

/** The locations on which someone holds a role: their ids, or "*" with a role for the whole company. */
export function locationsOf(actor: PartnerUser): "*" | readonly string[] {
  const ids = actor.grants.map((grant) => grant.locationId);
  return ids.includes(null) ? "*" : ids.filter((id) => id !== null);
}
