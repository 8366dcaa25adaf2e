import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { associations, legalHolds, rowOf, tenants, users, workshopClaims } from "@/db/schema";
import type { Operator, Tx } from "../../ctx";
import { Refusal } from "../../errors";

export type Hold = {
  id: string;
  reason: string;
  at: Date;
  name: string;
};
/** What a hold is on, with the key by which it is found. */
export type HeldThing =
  | { of: "tenant"; tenantId: string }
  | { of: "claim"; partnerId: string; claimId: string; number: number };

/** What is to be held, by a tenant's id or a claim's number. Throws `not_found`. */
export async function getHeldThing(
  tx: Tx<Operator>,
  { of, id }: { of: "claim" | "tenant"; id: string },
): Promise<HeldThing> {
  if (of === "claim" && /^[1-9]\d{6,7}$/.test(id)) {
    const [claim] = await tx.db
      .select({ partnerId: workshopClaims.partnerId, claimId: workshopClaims.id })
      .from(workshopClaims)
      .where(eq(workshopClaims.number, Number(id)));
    if (claim) return { of, ...claim, number: Number(id) };
  }
  if (of === "tenant" && z.guid().safeParse(id).success) {
    const [tenant] = await tx.db
      .select({ tenantId: tenants.id })
      .from(tenants)
      .where(and(eq(tenants.id, id), isNull(tenants.mergedInto)));
    if (tenant) return { of, ...tenant };
  }
  throw new Refusal("not_found");
}

/** That a hold stands on this very claim or customer. */
export const onThing = (thing: HeldThing) =>
  and(
    isNull(legalHolds.liftedAt),
    thing.of === "tenant"
      ? eq(sql`standing_tenant(${legalHolds.tenantId})`, thing.tenantId)
      : and(eq(legalHolds.partnerId, thing.partnerId), eq(legalHolds.claimId, thing.claimId)),
  );

const placer = alias(users, "placer");

/** The hold that stands on this claim or customer itself (O25); undefined when there is none. The callers authorise. */
export async function findHold(tx: Tx<Operator>, thing: HeldThing): Promise<Hold | undefined> {
  const [hold] = await tx.db
    .select({
      id: legalHolds.id,
      reason: legalHolds.reason,
      at: legalHolds.placedAt,
      name: placer.name,
    })
    .from(legalHolds)
    .innerJoin(placer, eq(placer.id, legalHolds.placedBy))
    .where(onThing(thing))
    .orderBy(desc(legalHolds.placedAt));
  return hold;
}

/** The hold that keeps a claim's round, on the claim itself or on its customer (O25). The callers authorise. */
export async function findHoldOver(
  tx: Tx<Operator>,
  {
    claim,
    tenantId,
  }: { claim: { id: string; partnerId: string; number: number }; tenantId: string },
): Promise<Hold | undefined> {
  const { id: claimId, partnerId, number } = claim;
  return (
    (await findHold(tx, { of: "claim", claimId, partnerId, number })) ??
    (await findHold(tx, { of: "tenant", tenantId }))
  );
}

export type HoldOf = Hold & { of: "claim" | "tenant"; key: string; tenantName: string };

/** All holds that stand, the newest first (O25). The callers authorise. */
export async function listHolds(tx: Tx<Operator>, most = 500): Promise<HoldOf[]> {
  const rows = await tx.db
    .select({
      id: legalHolds.id,
      reason: legalHolds.reason,
      at: legalHolds.placedAt,
      name: placer.name,
      number: workshopClaims.number,
      tenantId: tenants.id,
      tenantName: tenants.name,
    })
    .from(legalHolds)
    .innerJoin(placer, eq(placer.id, legalHolds.placedBy))
    .leftJoin(workshopClaims, rowOf(workshopClaims, legalHolds.partnerId, legalHolds.claimId))
    .leftJoin(
      associations,
      rowOf(associations, workshopClaims.partnerId, workshopClaims.associationId),
    )
    .leftJoin(
      tenants,
      // One key for both kinds: a choice of two would be tried on every tenant.
      eq(
        tenants.id,
        sql`coalesce(${associations.tenantId}, standing_tenant(${legalHolds.tenantId}))`,
      ),
    )
    .where(isNull(legalHolds.liftedAt))
    .orderBy(desc(legalHolds.placedAt), legalHolds.id)
    .limit(most);
  return rows.map(({ number, tenantId, tenantName, ...hold }) => ({
    ...hold,
    of: number === null ? "tenant" : "claim",
    key: number === null ? (tenantId ?? "") : String(number),
    tenantName: tenantName ?? "",
  }));
}
