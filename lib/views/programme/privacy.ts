import { desc, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { personRequests, tenants, users } from "@/db/schema";
import { authorize } from "../../access/authorize";
import type { Operator, Tx } from "../../ctx";
import {
  findHold,
  getHeldThing,
  listHolds,
  type Hold,
  type HoldOf,
} from "../../privacy/holds/queries";
import { registerKeys, register, type RegisterKey } from "../../privacy/register";
import { getPersonRequest, listHeld, type HeldRow } from "../../privacy/requests/queries";

const asker = alias(users, "asker");
const MOST = 200;

export type RequestState = "open" | "erasing" | "waiting" | "erased" | "closed";
export type RequestLine = {
  id: string;
  askedAt: Date;
  askedBy: string;
  /** Null once it is over. */
  address: string | null;
  state: RequestState;
  /** Rows that were erased, or that stay for now. */
  count: number;
};
export type PrivacyView = { requests: RequestLine[]; holds: HoldOf[] };

/** What people asked of their data, the newest first, and every legal hold that stands (O24, O25). */
export async function programmePrivacy(tx: Tx): Promise<PrivacyView> {
  authorize(tx, "data.people");
  const rows = await tx.db
    .select({ request: personRequests, askedBy: asker.name })
    .from(personRequests)
    .innerJoin(asker, eq(asker.id, personRequests.askedBy))
    .orderBy(desc(personRequests.askedAt), personRequests.id)
    .limit(MOST);
  const requests = rows.map(({ request, askedBy }) => ({
    ...{ id: request.id, askedAt: request.askedAt, askedBy, address: request.address },
    ...stateOf(request),
  }));
  return { requests, holds: await listHolds(tx) };
}

type Kept = typeof personRequests.$inferSelect;

function stateOf(request: Kept): { state: RequestState; count: number } {
  const { eraseAt, doneAt, triedAt, gone, stays } = request;
  if (doneAt !== null && eraseAt === null) return { state: "closed", count: 0 };
  if (doneAt !== null) return { state: "erased", count: sum(gone) };
  if (eraseAt === null) return { state: "open", count: 0 };
  return triedAt === null
    ? { state: "erasing", count: 0 }
    : { state: "waiting", count: sum(stays) };
}

const sum = (of: Record<string, number>) => Object.values(of).reduce((all, n) => all + n, 0);

/** Rows of one part of the register that go, or that stay for one reason. */
export type HeldLine = {
  part: RegisterKey;
  why: HeldRow["why"];
  /** Until when the last of them stays, where that is known. */
  until: Date | null;
  count: number;
};
type Act = { at: Date; name: string };
export type PersonRequestView = {
  id: string;
  address: string | null;
  state: RequestState;
  asked: Act;
  given: Act | null;
  erase: Act | null;
  triedAt: Date | null;
  /** What is held now, by part of the register; of a request that is over, nothing. */
  held: HeldLine[];
  goes: number;
  stays: number;
  /** How many rows were erased by now. */
  gone: number;
};

/** One request: what is held of the person, what of it would go, and what stays and why (O24). Throws `not_found`. */
export async function programmePerson(
  tx: Tx,
  { requestId }: { requestId: string },
): Promise<PersonRequestView> {
  authorize(tx, "data.people");
  const request = await getPersonRequest(tx, requestId);
  const rows = request.address === null ? [] : await listHeld(tx, request.address);
  const goes = rows.filter(({ why }) => why === null).length;
  const act = async (at: Date | null, by: string | null): Promise<Act | null> =>
    at === null || by === null ? null : { at, name: await nameOf(tx, by) };
  return {
    id: request.id,
    address: request.address,
    state: stateOf(request).state,
    asked: { at: request.askedAt, name: await nameOf(tx, request.askedBy) },
    given: await act(request.givenAt, request.givenBy),
    erase: await act(request.eraseAt, request.eraseBy),
    triedAt: request.triedAt,
    held: linesOf(rows),
    goes,
    stays: rows.length - goes,
    gone: sum(request.gone),
  };
}

async function nameOf(tx: Tx<Operator>, id: string): Promise<string> {
  const [user] = await tx.db.select({ name: users.name }).from(users).where(eq(users.id, id));
  return user?.name ?? "";
}

function linesOf(rows: HeldRow[]): HeldLine[] {
  const lines = new Map<string, HeldLine>();
  for (const { thing, why, until } of rows) {
    const part = partOf(thing);
    const line = lines.get(`${part} ${why}`) ?? { part, why, until: null, count: 0 };
    line.count += 1;
    if (until !== null && (line.until === null || until > line.until)) line.until = until;
    lines.set(`${part} ${why}`, line);
  }
  const order = (line: HeldLine) => registerKeys.indexOf(line.part);
  return [...lines.values()].sort(
    (a, b) => order(a) - order(b) || Number(a.why !== null) - Number(b.why !== null),
  );
}

/** In which part of the register a row stands; of two, the partner's contact is the one that says so. */
function partOf(thing: string): RegisterKey {
  const [table = "", who] = thing.split(".");
  if (who === "partner") return "partnerContacts";
  return registerKeys.find((key) => Object.hasOwn(register[key].columns, table)) ?? "log";
}

export type HoldView = {
  of: "claim" | "tenant";
  /** The number of the claim, or the id of the tenant: as its page is addressed. */
  key: string;
  name: string;
  standing: Hold | null;
};

/** What a legal hold is placed on, or lifted from (O25). Throws `not_found`. */
export async function programmeHold(
  tx: Tx,
  { of, key }: { of: string; key: string },
): Promise<HoldView> {
  authorize(tx, "data.people");
  const thing = await getHeldThing(tx, { of: of === "claim" ? "claim" : "tenant", id: key });
  const standing = (await findHold(tx, thing)) ?? null;
  if (thing.of === "claim")
    return { of: "claim", key: String(thing.number), name: String(thing.number), standing };
  const [tenant] = await tx.db
    .select({ name: tenants.name })
    .from(tenants)
    .where(eq(tenants.id, thing.tenantId));
  return { of: "tenant", key: thing.tenantId, name: tenant?.name ?? "", standing };
}
