import { and, eq, inArray } from "drizzle-orm";
import { operatorGrants, operatorRoles, PROGRAMME } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { record } from "../../audit/record";
import { changedBy } from "../../changes";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { lockHouse } from "../members/authority.queries";
import { seenOf } from "../members/rules";
import type { OperatorRolesInput } from "../members/schema";
import { getStaffMember } from "./queries";

/**
 * P5: gives and takes roles of somebody of the programme's staff, from their next request on; without one they work
 * there no more. Nobody changes their own, and an administrator stays.
 * Refuses with `sign_in_again` (U13), `not_found`, `own_roles`, `changed_meanwhile` and `last_administrator`.
 */
export async function changeOperatorRoles(
  ctx: Ctx,
  { id, seen, role }: OperatorRolesInput,
): Promise<void> {
  authorize(ctx, "operators.manage");
  requireFresh(ctx);
  await transaction(ctx, async (tx) => {
    await lockHouse(tx, PROGRAMME);
    if (id === tx.actor.userId) throw new Refusal("own_roles");
    const { roles: before } = await getStaffMember(tx, id);
    const after = operatorRoles.filter((one) => role.includes(one));
    const taken = before.filter((one) => !after.includes(one));
    const given = after.filter((one) => !before.includes(one));
    if (taken.length + given.length === 0) return;
    if (seen !== seenOf(before)) throw changedBy(undefined);
    if (taken.length > 0)
      await tx.db
        .delete(operatorGrants)
        .where(and(eq(operatorGrants.userId, id), inArray(operatorGrants.role, taken)));
    const by = { userId: id, grantedAt: tx.now, grantedBy: tx.actor.userId };
    if (given.length > 0)
      await tx.db.insert(operatorGrants).values(given.map((one) => ({ ...by, role: one })));
    await record(tx, {
      event: "operator.roles_changed",
      subjectId: id,
      data: { userId: id, before: [...before].sort(), after: [...after].sort() },
    });
  });
}
