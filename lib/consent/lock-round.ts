import { eq } from "drizzle-orm";
import { associations } from "@/db/schema";
import type { PartnerUser, Tx } from "../ctx";
import { Refusal } from "../errors";
import { getStanding } from "./asked/queries";
import { lockTenantOf } from "./lock-tenant";
import { whyNotAsk } from "./rules";

/**
 * Takes a round of the actor's whose customer can be asked for consent, and keeps it from changing
 * until the transaction ends.
 * Refuses with `not_found`, `expired`, `already_answered` or `round_ended`; with `no_longer_open` when another
 * partner has the customer (S12, S13); with `not_eligible` when the tenant no longer meets the
 * engagement's criteria (S11).
 */
export async function lockRound(tx: Tx<PartnerUser>, associationId: string): Promise<void> {
  const mine = eq(associations.id, associationId);
  if (!(await lockTenantOf(tx, associationId))) throw new Refusal("not_found");
  const [round] = await tx.db.select().from(associations).where(mine).for("update");
  if (!round) throw new Refusal("not_found");
  const reason = whyNotAsk(round, tx.now);
  if (reason) throw new Refusal(reason);

  const { taken, criteriaMet } = await getStanding(tx, round);
  if (taken) throw new Refusal("no_longer_open");
  if (!criteriaMet) throw new Refusal("not_eligible");
}
