import { eq, sql } from "drizzle-orm";
import { locations, partners, PROGRAMME } from "@/db/schema";
import { authorize } from "../../access/authorize";
import type { Ctx, Operator, PartnerUser, Tx } from "../../ctx";
import { Refusal } from "../../errors";

export type Manager = PartnerUser | Operator;
/** Whose people: a company's, by its id, or (`PROGRAMME`) the programme's staff. */
export type House = {
  id: string;
  name: string | null;
  places: Place[];
  everywhere: boolean;
  /** P25: the company is suspended. */
  suspended: boolean;
};
export type Place = { id: string; mpnId: string; name: string; timeZone: string };

/**
 * First line of what is done about people: an incentives admin for their own company, a partner manager for any
 * (U1, U9), an administrator for the programme's staff (P5). Throws like `authorize`.
 * @param at the company as the form names it; without one the actor's own
 */
export function authorizePeople(ctx: Ctx, at?: string): asserts ctx is Ctx<Manager>;
export function authorizePeople(ctx: Tx, at?: string): asserts ctx is Tx<Manager>;
export function authorizePeople(ctx: Ctx | Tx, at?: string): void {
  const asked = ctx as Ctx;
  if (ctx.actor.kind === "partner") authorize(asked, "people.manage");
  else authorize(asked, at === PROGRAMME ? "operators.manage" : "partners.people");
}

/**
 * The company, with the locations over whose people the actor has authority; `everywhere`: over the whole company.
 * Refuses with `not_found`, and with `own_company_people` for staff who belong to it (P6).
 */
export async function getHouse(tx: Tx<Manager>, at?: string): Promise<House> {
  const { actor } = tx;
  if (actor.kind === "operator" && at === PROGRAMME)
    return { id: PROGRAMME, name: null, places: [], everywhere: true, suspended: false };
  const id = actor.kind === "partner" ? actor.partnerId : at;
  if (id === undefined || (at !== undefined && at !== id)) throw new Refusal("not_found");
  const [company] = await tx.db.select().from(partners).where(eq(partners.id, id));
  if (!company) throw new Refusal("not_found");
  if (actor.kind === "operator" && actor.companies.includes(id))
    throw new Refusal("own_company_people");
  const { id: place, mpnId, name, timeZone } = locations;
  const all = await tx.db
    .select({ id: place, mpnId, name, timeZone })
    .from(locations)
    .where(eq(locations.partnerId, id))
    .orderBy(name, mpnId);
  const mine = actor.kind === "partner" ? administeredBy(actor) : "*";
  const places = mine === "*" ? all : all.filter((one) => mine.includes(one.id));
  return {
    ...{ id, name: company.name, places },
    everywhere: mine === "*",
    suspended: company.suspendedAt !== null,
  };
}

/** The locations whose admin somebody is: their ids, or "*" for the whole company. */
export function administeredBy({ grants }: PartnerUser): "*" | readonly string[] {
  const ids = grants.flatMap((one) => (one.role === "incentives_admin" ? [one.locationId] : []));
  return ids.includes(null) ? "*" : ids.filter((id) => id !== null);
}

/** A step: whoever changes who may do what in a house waits for whoever does it now. */
export async function lockHouse(tx: Tx, at: string): Promise<void> {
  await lockHouses(tx, [at]);
}

/** The same for several, in one order. */
export async function lockHouses(tx: Tx, all: readonly string[]): Promise<void> {
  const names = all.map((at) => (at === PROGRAMME ? "administrators" : `admins of ${at}`)).sort();
  await tx.db.execute(sql`
    select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest(${sql.param(names)}::text[]) name`);
}
