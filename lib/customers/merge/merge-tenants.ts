import { sql } from "drizzle-orm";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { changedBy } from "../../changes";
import { transaction, type Ctx } from "../../ctx";
import { refreshEligibility } from "../../eligibility/refresh";
import { Refusal } from "../../errors";
import { enqueue } from "../../queue/enqueue";
import { getKeptTenant } from "../../tenants/editing/queries";
import { planMerge } from "./queries";
import type { MergeTenantsInput } from "./schema";

/**
 * P18: a data steward merges a tenant into another, which has everything of both from then on: rounds, consents, claims,
 * who knows it, domains, figures. The ID and TPID of the one lead to the other. What a consent of one leaves no room for at
 * the other is closed at that instant, and its people are told by the job that this leaves (D8, D18).
 * Refuses with `not_found`, `other_tenant_same`, `tenant_merged`, with `own_company` for staff of a partner that works
 * with one of them (P6), with `merge_clashes` until what clashes was ended, and with `changed_meanwhile` when what the
 * page showed is not so any more.
 */
export async function mergeTenants(
  ctx: Ctx,
  { tenant: from, into, seen }: MergeTenantsInput,
): Promise<void> {
  authorize(ctx, "data.manage");
  if (from === into) throw new Refusal("other_tenant_same");
  await transaction(ctx, async (tx) => {
    for (const id of [from, into])
      if ((await getKeptTenant(tx, id)).mergedInto !== null) throw new Refusal("tenant_merged");
    const now = tx.now.toISOString();
    await tx.db.execute(sql`select lock_merge(${from}, ${into}, ${now})`);
    await refreshEligibility(tx, [from, into]);
    const plan = await planMerge(tx, { from, into });
    if ([...plan.partnerNames.keys()].some((id) => tx.actor.companies.includes(id)))
      throw new Refusal("own_company");
    if (plan.clashes.length > 0) throw new Refusal("merge_clashes");
    if (plan.seen !== seen) throw changedBy(undefined);
    await tx.db.execute(sql`select merge_tenants(${from}, ${into}, ${now})`);
    await refreshEligibility(tx, [into]);
    await enqueue(tx, "tell-others", {});
    const merged = {
      ...{ fromId: from, intoId: into, fromName: plan.from.name, intoName: plan.into.name },
      rounds: plan.rounds.filter(({ tenantId }) => tenantId === from).length,
      domains: plan.from.domains.length,
    };
    await record(tx, { event: "tenant.merged", subjectId: from, data: merged });
    await record(tx, { event: "tenant.received", subjectId: into, data: merged });
  });
}
