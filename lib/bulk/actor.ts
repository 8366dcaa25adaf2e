import { and, eq, isNull } from "drizzle-orm";
import { memberships, partners, roleGrants, users } from "@/db/schema";
import { reading, type Ctx, type PartnerUser, type System } from "../ctx";
import { Refusal } from "../errors";
import { holds } from "../partners/queries";
import type { BulkRun } from "./queries";

/** Who a run acts as, with the roles that they have now; the database proves it once more (`app_enter`). Refuses with `no_role`. */
export async function actorOf(ctx: Ctx<System>, run: BulkRun): Promise<Ctx<PartnerUser>> {
  const userId = run.beganBy ?? run.madeBy;
  const { partnerId, id, number } = run;
  const found = await reading(ctx, async (tx) => {
    const [person] = await tx.db
      .select({ user: users, partnerName: partners.name })
      .from(users)
      .innerJoin(
        memberships,
        and(
          eq(memberships.userId, users.id),
          eq(memberships.partnerId, partnerId),
          isNull(memberships.endedAt),
        ),
      )
      .innerJoin(partners, eq(partners.id, memberships.partnerId))
      .where(and(eq(users.id, userId), isNull(users.disabledAt)));
    const grants = await tx.db
      .select({ role: roleGrants.role, locationId: roleGrants.locationId })
      .from(roleGrants)
      .where(
        and(eq(roleGrants.partnerId, partnerId), eq(roleGrants.userId, userId), holds(tx.now)),
      );
    return person && grants.length > 0 ? { ...person, grants } : null;
  });
  if (!found) throw new Refusal("no_role");
  const { name, email, title, phone, locale, timeZone } = found.user;
  return {
    ...ctx,
    actor: {
      ...{ kind: "partner", userId, name, email, title, phone, locale, timeZone },
      ...{ sessionId: "", secret: "", signedInAt: run.beganAt ?? run.madeAt },
      ...{ partnerId, partnerName: found.partnerName, grants: found.grants, run: { id, number } },
    },
  };
}
