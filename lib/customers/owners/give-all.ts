import { and, eq, inArray, sql } from "drizzle-orm";
import { associations } from "@/db/schema";
import { record } from "../../audit/record";
import { changedBy } from "../../changes";
import type { PartnerUser, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { listColleagues, worksThere, type Colleague } from "./queries";
import type { GiveInput } from "./schema";

/**
 * A step of K6: gives rounds to a colleague with a role where each is; refuses as `giveRounds`.
 * @returns how many were somebody else's
 */
export async function giveAll(
  tx: Tx<PartnerUser>,
  input: Pick<GiveInput, "rounds" | "owner">,
): Promise<number> {
  const owner = (await listColleagues(tx)).find(({ id }) => id === input.owner);
  if (!owner) throw new Refusal("owner_elsewhere", { field: "owner" });
  const ids = input.rounds.map(({ id }) => id);
  await lockTenants(tx, ids);
  let given = 0;
  for (const round of [...input.rounds].sort((a, b) => (a.id < b.id ? -1 : 1)))
    if (await give(tx, round, owner)) given += 1;
  return given;
}

/** The lock of each round's tenant comes before any row's, in one order, as everywhere. */
async function lockTenants(tx: Tx<PartnerUser>, ids: string[]): Promise<void> {
  await tx.db.execute(sql`
    select lock_tenant(tenant_id) from (
      select distinct tenant_id from associations where ${inArray(associations.id, ids)} order by 1) sorted`);
}

async function give(
  tx: Tx<PartnerUser>,
  { id, seen }: { id: string; seen: string | null },
  owner: Colleague,
): Promise<boolean> {
  const givenTo = sql<string | null>`coalesce(${associations.ownerId}, ${associations.createdBy})`;
  const [round] = await tx.db
    .select({ givenTo, locationId: associations.locationId, endedAt: associations.endedAt })
    .from(associations)
    .where(eq(associations.id, id))
    .for("update");
  if (!round || round.endedAt !== null) throw new Refusal("not_found");
  if (!worksThere(owner, round.locationId))
    throw new Refusal("owner_elsewhere", { field: "owner" });
  if (round.givenTo === owner.id) return false;
  const changed = await tx.db
    .update(associations)
    .set({ ownerId: owner.id })
    .where(and(eq(associations.id, id), sql`${givenTo} is not distinct from ${seen}::uuid`))
    .returning({ id: associations.id });
  if (changed.length === 0) throw changedBy(undefined);
  await record(tx, {
    event: "round.given",
    subjectId: id,
    data: { ownerId: owner.id, ownerName: owner.name, beforeId: seen },
  });
  return true;
}
