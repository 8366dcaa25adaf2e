import { sql } from "drizzle-orm";
import { keepBar } from "../../eligibility/bar/keep-bar";
import { Refusal } from "../../errors";
import { lockTenants } from "../../tenants/editing/queries";
import type { Gone } from "../kind";

/**
 * P23: tenants that are allowed. One that is gone is not allowed any more, until a file has it again: nothing of it is
 * lost, rounds under way go on (D5). What was only found by its domain was never in a file (P24).
 */
export const tenantsGone: Gone = {
  act: "data.manage",
  most: 20,
  list: (named) => sql`
    with named as (${named})
    select t.id::text as thing, t.name, t.revision::text as seen, 'tenant' as becomes from tenants t
    where t.merged_into is null and t.barred_for is null and t.found_at is null and exists (select from named)
      and not exists (select from named n where n.thing = t.id::text)`,
  async remove(tx, removals) {
    const all = await lockTenants(
      tx,
      removals.map(({ thing }) => thing),
    );
    if (removals.some(({ seen }, at) => String(all[at]?.revision) !== seen))
      throw new Refusal("import_gone_moved");
    for (const stands of all) await keepBar(tx, stands, { reason: "not_listed", note: null });
  },
};
