import { and, eq, ne } from "drizzle-orm";
import { paymentFiles, programmeAccounts } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { transaction, type Ctx, type System } from "../../ctx";
import { keysFor } from "../../keys";
import { accountPlace, openProgrammeAccount } from "../../programme/account/open-account";
import { seal, unseal } from "../../seal";
import { filePlace, LARGEST_FILE } from "./make-files";

/**
 * O20: seals the files of payment runs and the programme's own account with the newest key. Safe to repeat.
 * Throws when one cannot be read any more: its key is gone.
 * @returns how many it sealed anew
 */
export async function resealFiles(ctx: Ctx<System>): Promise<number> {
  authorize(ctx, "payee.open");
  const [{ id: keyId }] = keysFor("payee");
  return transaction(ctx, async (tx) => {
    const { runId, channel } = paymentFiles;
    const files = await tx.db
      .select({ runId, channel, sealed: paymentFiles.sealed })
      .from(paymentFiles)
      .where(ne(paymentFiles.keyId, keyId));
    for (const file of files) {
      const place = filePlace(file.runId, file.channel);
      const text = unseal("payee", place, file.sealed, LARGEST_FILE);
      if (text === null) throw new Error("a file of a payment run cannot be read");
      await tx.db
        .update(paymentFiles)
        .set({ keyId, sealed: seal("payee", place, text) })
        .where(and(eq(runId, file.runId), eq(channel, file.channel)));
    }
    const { version } = programmeAccounts;
    const accounts = await tx.db
      .select({ version })
      .from(programmeAccounts)
      .where(ne(programmeAccounts.keyId, keyId));
    for (const account of accounts) {
      const { iban } = await openProgrammeAccount(tx, account.version);
      const sealed = seal("payee", accountPlace(account.version), iban);
      await tx.db
        .update(programmeAccounts)
        .set({ keyId, sealed })
        .where(eq(version, account.version));
    }
    return files.length + accounts.length;
  });
}
