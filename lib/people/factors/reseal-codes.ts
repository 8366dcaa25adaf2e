import { and, asc, eq, gt, ne } from "drizzle-orm";
import { codeSecrets } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { transaction, type Ctx, type System } from "../../ctx";
import { keysFor } from "../../keys";
import { seal, unseal } from "../../seal";

const AT_ONCE = 100;

/**
 * O20: seals the secrets of people's apps for one-time codes that a former key sealed with the newest one. Safe to repeat
 * and to break off; one that cannot be read any more stays as it is.
 * @returns how many it sealed anew
 */
export async function resealCodes(ctx: Ctx<System>): Promise<number> {
  authorize(ctx, "session.manage");
  const [key] = keysFor("second-factor");
  let all = 0;
  for (let after = ""; ;) {
    const rows = await transaction(ctx, async (tx) => {
      const found = await tx.db
        .select({ userId: codeSecrets.userId, sealed: codeSecrets.sealed })
        .from(codeSecrets)
        .where(and(ne(codeSecrets.key, key.id), isAfter(after)))
        .orderBy(asc(codeSecrets.userId))
        .limit(AT_ONCE);
      for (const { userId, sealed } of found) {
        const secret = unseal("second-factor", userId, sealed);
        if (secret === null) continue;
        const mended = await tx.db
          .update(codeSecrets)
          .set({ sealed: seal("second-factor", userId, secret), key: key.id })
          .where(and(eq(codeSecrets.userId, userId), eq(codeSecrets.sealed, sealed)))
          .returning({ userId: codeSecrets.userId });
        all += mended.length;
      }
      return found;
    });
    if (rows.length < AT_ONCE) return all;
    after = rows.at(-1)?.userId ?? "";
  }
}

const isAfter = (id: string) => (id === "" ? undefined : gt(codeSecrets.userId, id));
