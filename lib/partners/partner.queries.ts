import { and, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { partners, users } from "@/db/schema";
import type { Edited } from "../changes";
import type { Operator, System, Tx } from "../ctx";
import { Refusal } from "../errors";
import type { PartnerFields } from "./schema";

export type Partner = Omit<typeof partners.$inferSelect, "search"> &
  Edited & { suspendedByName: string | null };

/** A company of the network. Refuses with `not_found`. */
export async function getPartner(tx: Tx<Operator> | Tx<System>, id: string): Promise<Partner> {
  const suspender = alias(users, "suspender");
  const [found] = await tx.db
    .select({ partner: partners, changedByName: users.name, suspendedByName: suspender.name })
    .from(partners)
    .leftJoin(users, eq(users.id, partners.changedBy))
    .leftJoin(suspender, eq(suspender.id, partners.suspendedBy))
    .where(eq(partners.id, id));
  if (!found) throw new Refusal("not_found");
  const { partner, ...names } = found;
  return { ...partner, ...names };
}

/**
 * A company on which the actor may decide (P6).
 * Refuses with `not_found`, and with `own_company` for staff who belong to it.
 */
export async function getDecidable(tx: Tx<Operator> | Tx<System>, id: string): Promise<Partner> {
  const partner = await getPartner(tx, id);
  if (tx.actor.kind === "operator" && tx.actor.companies.includes(id))
    throw new Refusal("own_company");
  return partner;
}

/** A step: whoever changes a company or one of its locations waits for whoever does it now. */
export async function lockPartner(tx: Tx<Operator> | Tx<System>, id: string): Promise<void> {
  await lockPartners(tx, [id]);
}

/** A step: the same for several, in one order. */
export async function lockPartners(
  tx: Tx<Operator> | Tx<System>,
  ids: readonly string[],
): Promise<void> {
  await tx.db.execute(sql`
    select pg_advisory_xact_lock(hashtextextended('partner:' || id, 0))
    from (select distinct id from unnest(${sql.param(ids)}::uuid[]) id order by 1) sorted`);
}

/** The company of this name in this country, whatever the case of its letters. */
export async function findNamesake(
  tx: Tx<Operator> | Tx<System>,
  { name, country }: PartnerFields,
): Promise<string | undefined> {
  const [found] = await tx.db
    .select({ id: partners.id })
    .from(partners)
    .where(
      and(eq(sql`lower(${partners.name})`, sql`lower(${name})`), eq(partners.country, country)),
    )
    .limit(1);
  return found?.id;
}

/** A step: whoever gives this name waits for whoever does it now. Refuses with `partner_exists`. */
export async function refuseNamesake(
  tx: Tx<Operator> | Tx<System>,
  fields: PartnerFields,
  self: string,
): Promise<void> {
  await lockNames(tx);
  const found = await findNamesake(tx, fields);
  if (found !== undefined && found !== self) throw new Refusal("partner_exists", { field: "name" });
}

/** A step: the same for several that are new; two of them with one name are namesakes too. */
export async function refuseNamesakes(
  tx: Tx<Operator> | Tx<System>,
  all: readonly PartnerFields[],
): Promise<void> {
  await lockNames(tx);
  const column = (key: keyof PartnerFields) => sql.param(all.map((one) => one[key]));
  const { rows } = await tx.db.execute(sql`
    with given as materialized (
      select lower(name) as name, country from unnest(${column("name")}::text[], ${column("country")}::text[]) as g (name, country))
    select 1 from given g join partners p on lower(p.name) = g.name and p.country = g.country
    union all select 1 from given group by name, country having count(*) > 1 limit 1`);
  if (rows.length > 0) throw new Refusal("partner_exists", { field: "name" });
}

async function lockNames(tx: Tx<Operator> | Tx<System>): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('partner names', 0))`);
}
