import { and, asc, eq, ne } from "drizzle-orm";
import { payeeProfiles } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { transaction, type Ctx, type System } from "../../ctx";
import { keysFor } from "../../keys";
import { openAccount } from "./open-account";
import { sealText } from "./seal-account";

const AT_ONCE = 100;

/**
 * O20: seals the accounts that a former key sealed with the newest one. Safe to repeat and to break off.
 * Throws when one cannot be read any more: its key is gone.
 * @returns how many it sealed anew
 */
export async function resealAccounts(ctx: Ctx<System>): Promise<number> {
  authorize(ctx, "payee.open");
  const [key] = keysFor("payee");
  let all = 0;
  for (;;) {
    const done = await transaction(ctx, async (tx) => {
      const { partnerId, locationId, version } = payeeProfiles;
      const rows = await tx.db
        .select({ partnerId, locationId, version })
        .from(payeeProfiles)
        .where(ne(payeeProfiles.keyId, key.id))
        .orderBy(asc(partnerId), asc(locationId), asc(version))
        .limit(AT_ONCE);
      for (const place of rows)
        await tx.db
          .update(payeeProfiles)
          .set(sealText(place, JSON.stringify(await openAccount(tx, place)), key))
          .where(
            and(
              eq(partnerId, place.partnerId),
              eq(locationId, place.locationId),
              eq(version, place.version),
            ),
          );
      return rows.length;
    });
    all += done;
    if (done < AT_ONCE) return all;
  }
}
