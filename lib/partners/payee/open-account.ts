import { createDecipheriv } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { payeeProfiles } from "@/db/schema";
import { authorize } from "../../access/authorize";
import type { Tx } from "../../ctx";
import { keyNamed } from "../../keys";
import type { Account } from "./rules";
import { placeText, type AccountPlace } from "./seal-account";

const account = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("iban"), iban: z.string() }),
  z.strictObject({ kind: z.literal("account"), bankCode: z.string(), account: z.string() }),
]);

/**
 * P28: the account of one version of a payee profile, in full. For the worker, when it pays (P30) or
 * seals anew (O20): a web server is not let at the bytes. What it gives goes into no log, mail or page.
 * Throws, without a word of the account, when it is not there, was changed, or its key is gone.
 */
export async function openAccount(tx: Tx, place: AccountPlace): Promise<Account> {
  authorize(tx, "payee.open");
  const [row] = await tx.db
    .select({ keyId: payeeProfiles.keyId, sealed: payeeProfiles.sealed })
    .from(payeeProfiles)
    .where(
      and(
        eq(payeeProfiles.partnerId, place.partnerId),
        eq(payeeProfiles.locationId, place.locationId),
        eq(payeeProfiles.version, place.version),
      ),
    );
  const key = row && keyNamed("payee", row.keyId);
  if (!key) throw new Error("the account of a payee profile cannot be read: its key is gone");
  try {
    const decipher = createDecipheriv("aes-256-gcm", key.bytes, row.sealed.subarray(0, 12), {
      authTagLength: 16,
    });
    decipher.setAAD(Buffer.from(placeText(place)));
    decipher.setAuthTag(row.sealed.subarray(12, 28));
    const text = Buffer.concat([decipher.update(row.sealed.subarray(28)), decipher.final()]);
    return account.parse(JSON.parse(text.toString("utf8")));
  } catch {
    throw new Error("the account of a payee profile cannot be read: it was changed");
  }
}
