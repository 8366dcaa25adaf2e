import { and, asc, eq, isNotNull, isNull, lt, sql } from "drizzle-orm";
import { claimDocuments, workshopClaims } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { reading, transaction, type Ctx, type System, type Tx } from "../../ctx";
import { getFiles } from "../../files/files";
import { hasScanner, scan, ScannerAway } from "../../files/scanner";
import { tellClaim } from "../tell-claim";

const FORGOTTEN_MS = 10 * 60_000;
const BATCH = 100;

const waits = and(isNotNull(claimDocuments.quarantinedAt), isNull(claimDocuments.scannedAt));

/**
 * Asks the scanner about one file's bytes, and lets every document that waits for them out of
 * quarantine. A find refuses them for good, and every document of the same bytes that was taken before
 * (D28): nobody opens it, it counts as proof no longer, and its partner is told. Safe to run twice. Throws `TryAgain` when there is no verdict.
 * @param sha256 in hexadecimal
 */
export async function scanBytes(ctx: Ctx, { sha256 }: { sha256: string }): Promise<void> {
  authorize(ctx, "files.scan");
  const same = eq(claimDocuments.sha256, Buffer.from(sha256, "hex"));
  const mine = and(same, waits);
  const waiting = await reading(ctx, (tx) =>
    tx.db.select({ id: claimDocuments.id }).from(claimDocuments).where(mine).limit(1),
  );
  if (waiting.length === 0) return;
  const bytes = await (await getFiles(ctx)).read(sha256);
  if (!bytes) throw new ScannerAway("the bytes are not in the store");
  const infection = await scan(bytes);
  await transaction(ctx, async (tx) => {
    const judged = await tx.db
      .update(claimDocuments)
      .set({
        quarantinedAt: sql`coalesce(${claimDocuments.quarantinedAt}, ${tx.now.toISOString()}::timestamptz)`,
        scannedAt: tx.now,
        infection,
      })
      .where(infection === null ? mine : and(same, isNull(claimDocuments.infection)))
      .returning();
    for (const document of judged) if (infection !== null) await refuse(tx, document, infection);
  });
}

async function refuse(
  tx: Tx<System>,
  document: typeof claimDocuments.$inferSelect,
  infection: string,
): Promise<void> {
  const { id, claimId, partnerId, name, requirement, removedAt, uploadedBy } = document;
  const [claim] = await tx.db.select().from(workshopClaims).where(eq(workshopClaims.id, claimId));
  if (!claim) throw new Error("the document has no claim");
  if (removedAt === null)
    await tellClaim(tx, claim, "claim-file-refused", { fileName: name }, uploadedBy);
  await record(tx, {
    event: "document.infected",
    subjectId: claimId,
    partnerId,
    data: { number: claim.number, document: id, requirement, name, infection },
  });
}

/**
 * Asks the scanner about documents that have waited for long: their job gave up, or was lost. Ends at
 * the first one that gets no verdict.
 */
export async function scanForgotten(ctx: Ctx): Promise<void> {
  authorize(ctx, "files.scan");
  if (!hasScanner()) return;
  const before = new Date(ctx.now.getTime() - FORGOTTEN_MS);
  const rows = await reading(ctx, (tx) =>
    tx.db
      .select({ sha256: claimDocuments.sha256 })
      .from(claimDocuments)
      .where(and(waits, lt(claimDocuments.quarantinedAt, before)))
      .orderBy(asc(claimDocuments.quarantinedAt))
      .limit(BATCH),
  );
  const hashes = new Set(rows.map(({ sha256 }) => sha256.toString("hex")));
  for (const sha256 of hashes) await scanBytes(ctx, { sha256 });
}
