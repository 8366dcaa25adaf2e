import { eq } from "drizzle-orm";
import { programmeAccounts } from "@/db/schema";
import { authorize } from "../../access/authorize";
import type { Tx } from "../../ctx";
import { unseal } from "../../seal";

/** What the account's seal is bound to: it can be read in no other version. */
export const accountPlace = (version: number) => `programme account ${String(version)}`;

/**
 * P30: one version of the account that the programme pays from, in full; for the worker alone.
 * Throws, without a word of the account, when it is not there or cannot be read any more.
 */
export async function openProgrammeAccount(
  tx: Tx,
  version: number,
): Promise<{ name: string; bic: string; iban: string }> {
  authorize(tx, "payee.open");
  const [found] = await tx.db
    .select({
      name: programmeAccounts.name,
      bic: programmeAccounts.bic,
      sealed: programmeAccounts.sealed,
    })
    .from(programmeAccounts)
    .where(eq(programmeAccounts.version, version));
  const iban = found ? unseal("payee", accountPlace(version), found.sealed) : null;
  if (!found || iban === null) throw new Error("the programme's account cannot be read");
  return { name: found.name, bic: found.bic, iban };
}
