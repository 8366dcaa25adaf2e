import { createHash } from "node:crypto";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import {
  associations,
  customers,
  engagementVersions,
  engagements,
  partners,
  rowOf,
  versionAt,
  workshopClaims,
} from "@/db/schema";
import type { Operator, Tx } from "../../ctx";
import { listFacts } from "../../eligibility/queries";
import { listEngagements } from "../../engagements/queries";
import { Refusal } from "../../errors";
import { getKeptTenant, type KeptTenant } from "../../tenants/editing/queries";
import { listDomains } from "../../tenants/queries";
import { factColumns } from "../standing/queries";
import { clashesOf, effectsOf, standOf, type Clash, type Effect, type MergeRound } from "./rules";

export type Side = KeptTenant & { domains: string[]; months: number };
/** A round of either, as the page names it. */
export type NamedRound = MergeRound & { partnerName: string; engagementName: string };
export type MergePlan = {
  from: Side;
  into: Side;
  clashes: Clash[];
  effects: Effect[];
  rounds: NamedRound[];
  partnerNames: Map<string, string>;
  engagementNames: Map<string, string>;
  /** What all of this was made of: another one, and it is to be looked at again (P4). */
  seen: string;
};

/** P18: what merging a tenant into another would do, as things stand now. Refuses with `not_found`. */
export async function planMerge(
  tx: Tx<Operator>,
  { from, into }: { from: string; into: string },
): Promise<MergePlan> {
  const ids = [from, into];
  const [one, other] = await listFacts(tx, ids);
  if (!one || !other) throw new Refusal("not_found");
  const rounds = await listRounds(tx, ids);
  const rows = await listRows(tx, ids);
  const catalogue = await listEngagements(tx);
  const both = { from: one, into: other, rows, rounds, engagements: catalogue };
  const sides = await Promise.all(ids.map((id) => sideOf(tx, id)));
  const [fromSide, intoSide] = sides;
  if (!fromSide || !intoSide) throw new Refusal("not_found");
  const effects = effectsOf(both, tx.now);
  const after = effects.map((one) => [one.partnerId, one.engagementId, standOf(one.after)]);
  const made = { sides, facts: [one, other], rounds, after };
  return {
    from: { ...fromSide, months: one.usage.length },
    into: { ...intoSide, months: other.usage.length },
    clashes: clashesOf(both),
    effects,
    rounds,
    partnerNames: new Map(rows.map((row) => [row.partnerId, row.partnerName])),
    engagementNames: new Map(catalogue.map(({ id, name }) => [id, name])),
    seen: createHash("sha256").update(JSON.stringify(made)).digest("base64url"),
  };
}

async function sideOf(tx: Tx<Operator>, id: string): Promise<Omit<Side, "months">> {
  return { ...(await getKeptTenant(tx, id)), domains: await listDomains(tx, id) };
}

/** What runs or was done at these tenants; what ran out is over, also when nobody recorded it. */
function listRounds(tx: Tx<Operator>, tenantIds: string[]): Promise<NamedRound[]> {
  const now = tx.now.toISOString();
  return tx.db
    .select({
      id: associations.id,
      partnerId: associations.partnerId,
      partnerName: partners.name,
      engagementId: associations.engagementId,
      engagementName: engagementVersions.name,
      tenantId: associations.tenantId,
      consented: sql<boolean>`${associations.consentedAt} is not null`,
      submitted: sql<boolean>`${associations.submittedAt} is not null`,
      claimStatus: workshopClaims.status,
    })
    .from(associations)
    .innerJoin(partners, eq(partners.id, associations.partnerId))
    .innerJoin(engagements, eq(engagements.id, associations.engagementId))
    .innerJoin(engagementVersions, eq(engagementVersions.id, associations.versionId))
    .leftJoin(
      workshopClaims,
      rowOf(associations, workshopClaims.partnerId, workshopClaims.associationId),
    )
    .where(
      and(
        inArray(associations.tenantId, tenantIds),
        isNull(associations.endedAt),
        sql`(${associations.submittedAt} is not null or coalesce(${associations.deliveryDueAt}, ${associations.consentDueAt}) > ${now}::timestamptz)`,
      ),
    )
    .orderBy(asc(engagementVersions.name), asc(partners.name), asc(associations.id));
}

function listRows(tx: Tx<Operator>, tenantIds: string[]) {
  return tx.db
    .select({
      partnerId: customers.partnerId,
      partnerName: partners.name,
      engagementId: customers.engagementId,
      tenantId: customers.tenantId,
      ...factColumns,
    })
    .from(customers)
    .innerJoin(partners, eq(partners.id, customers.partnerId))
    .innerJoin(engagements, eq(engagements.id, customers.engagementId))
    .innerJoin(
      engagementVersions,
      eq(engagementVersions.id, versionAt(engagements.id, sql`${tx.now.toISOString()}`)),
    )
    .where(inArray(customers.tenantId, tenantIds))
    .orderBy(
      asc(partners.name),
      asc(customers.partnerId),
      asc(engagementVersions.name),
      asc(customers.tenantId),
    );
}
