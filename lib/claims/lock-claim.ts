import { and, eq, inArray, sql } from "drizzle-orm";
import { workshopClaims } from "@/db/schema";
import { locationsOf, type Operator, type PartnerUser, type Tx } from "../ctx";
import { Refusal } from "../errors";
import { refuseUnlessOpen, statusAt } from "./rules";

export type Claim = typeof workshopClaims.$inferSelect;

/**
 * Takes a claim by its claim ID and keeps it from changing until the transaction ends. What ran out
 * is ended first; a status that only the clock has passed is the one that is given back (W11).
 * The tenant's lock comes before any row's, as everywhere.
 * @param version the version that the actor saw; another one refuses with `claim_changed`, but for
 *   a claim that ran out: the verb says that
 * Refuses with `not_found`, also for another partner's or location's claim; with `own_company` for
 * staff who belong to the claim's partner (W12).
 */
export async function lockClaim(
  tx: Tx<PartnerUser> | Tx<Operator>,
  number: number,
  version?: number,
): Promise<Claim> {
  const mine = and(eq(workshopClaims.number, number), scope(tx.actor));
  const [found] = await tx.db
    .select({
      engagementId: workshopClaims.engagementId,
      tenantId: workshopClaims.tenantId,
      partnerId: workshopClaims.partnerId,
    })
    .from(workshopClaims)
    .where(mine);
  if (!found) throw new Refusal("not_found");
  if (tx.actor.kind === "operator" && tx.actor.companies.includes(found.partnerId)) {
    throw new Refusal("own_company");
  }
  await tx.db.execute(
    sql`select end_lapsed(${found.engagementId}, ${found.tenantId}, ${tx.now.toISOString()})`,
  );
  const [claim] = await tx.db.select().from(workshopClaims).where(mine).for("update");
  if (!claim) throw new Refusal("not_found");
  const status = statusAt(claim, tx.now);
  const changed = version !== undefined && claim.version !== version;
  if (changed && !status.endsWith("_expired")) throw new Refusal("claim_changed");
  return { ...claim, status };
}

/**
 * Takes a claim whose proof its partner may change now: while it is edited, or after the programme
 * asked for something, and in time.
 * Refuses with `claim_expired`, `claim_closed`, and like `lockClaim`.
 */
export async function lockOpenClaim(
  tx: Tx<PartnerUser>,
  number: number,
  version?: number,
): Promise<Claim> {
  const claim = await lockClaim(tx, number, version);
  refuseUnlessOpen(claim.status);
  return claim;
}

/** The claims that an actor may act on: a partner's, at the locations of their roles; all for staff. */
export function scope(actor: PartnerUser | Operator) {
  if (actor.kind === "operator") return undefined;
  const locations = locationsOf(actor);
  return and(
    eq(workshopClaims.partnerId, actor.partnerId),
    locations === "*" ? undefined : inArray(workshopClaims.locationId, [...locations]),
  );
}
