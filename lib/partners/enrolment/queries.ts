import { and, desc, eq, sql } from "drizzle-orm";
import { enrolmentMoves, locations, partners, users } from "@/db/schema";
import { administers, worksAt } from "../../access/authorize";
import type { Operator, PartnerUser, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import type { Location } from "../queries";

/** A location with its company, as far as the reader may know of it. */
export type Place = Omit<Location, "qualifications"> & { partnerName: string };

/**
 * A location by its id: for a partner's people of those that they work at, for staff any.
 * Refuses with `not_found`.
 */
export async function getPlace(tx: Tx<PartnerUser> | Tx<Operator>, id: string): Promise<Place> {
  const own = tx.actor.kind === "partner" ? eq(locations.partnerId, tx.actor.partnerId) : undefined;
  const [row] = await tx.db
    .select({ location: locations, partnerName: partners.name })
    .from(locations)
    .innerJoin(partners, eq(partners.id, locations.partnerId))
    .where(and(eq(locations.id, id), own));
  if (!row || (tx.actor.kind === "partner" && !worksAt(tx.actor, id)))
    throw new Refusal("not_found");
  return { ...row.location, partnerName: row.partnerName };
}

/**
 * The same, kept from moving until the transaction ends, for whoever may decide about it: an
 * incentives admin of the location, or staff who do not belong to the partner (P6).
 * Refuses with `not_found`, `no_role` and `own_company`.
 */
export async function lockPlace(tx: Tx<PartnerUser> | Tx<Operator>, id: string): Promise<Place> {
  const { partnerId } = await getPlace(tx, id);
  if (tx.actor.kind === "operator" && tx.actor.companies.includes(partnerId))
    throw new Refusal("own_company");
  if (tx.actor.kind === "partner" && !administers(tx.actor, id)) throw new Refusal("no_role");
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`location ${id}`}, 0))`);
  return getPlace(tx, id);
}

export type MoveLine = Pick<
  typeof enrolmentMoves.$inferSelect,
  "id" | "from" | "to" | "mover" | "movedAt" | "reason"
> & {
  /** Who moved it; a partner reads no names of the programme's people. */
  name: string | null;
};

/** What became of a location's enrolment, the latest first. */
export async function listMoves(
  tx: Tx<PartnerUser> | Tx<Operator>,
  { partnerId, id }: Pick<Location, "partnerId" | "id">,
): Promise<MoveLine[]> {
  const rows = await tx.db
    .select({
      id: enrolmentMoves.id,
      from: enrolmentMoves.from,
      to: enrolmentMoves.to,
      mover: enrolmentMoves.mover,
      movedAt: enrolmentMoves.movedAt,
      reason: enrolmentMoves.reason,
      name: users.name,
    })
    .from(enrolmentMoves)
    .leftJoin(users, eq(users.id, enrolmentMoves.movedBy))
    .where(and(eq(enrolmentMoves.partnerId, partnerId), eq(enrolmentMoves.locationId, id)))
    .orderBy(desc(enrolmentMoves.movedAt), desc(enrolmentMoves.id))
    .limit(100);
  const staff = tx.actor.kind === "operator";
  return rows.map((row) => ({ ...row, name: staff || row.mover === "partner" ? row.name : null }));
}
