import { sql } from "drizzle-orm";
import { contactReleases } from "@/db/schema";
import { record } from "../../audit/record";
import { getConfig } from "../../config";
import type { PartnerUser, Tx } from "../../ctx";
import { refuseIfAny } from "../../errors";
import { refuseUnlessReady } from "../../programme/queries";
import { checkContact, type Named } from "./check-contact";
import { contactFacts, findRelease, standingOf, type Standing } from "./queries";
import { isOutside } from "./rules";

/**
 * A step of every verb that names or changes a customer's contact (D19). Somebody outside of the
 * tenant's domains waits for the programme's release, unless they were released before or the
 * installation asks for none (`CONTACT_RELEASE=0`).
 * Refuses with `programme_not_ready`, and like `checkContact`.
 * @returns what lets the contact be asked, and whether nothing may be sent yet
 */
export async function allowContact(
  tx: Tx<PartnerUser>,
  named: Named,
): Promise<{ releaseId: string | null; standing: Standing }> {
  await refuseUnlessReady(tx);
  refuseIfAny(await checkContact(tx, named));
  const { partnerId, userId } = tx.actor;
  const { tenantId, email } = named;
  if (!isOutside(email, await contactFacts(tx, { partnerId, tenantId })))
    return { releaseId: null, standing: null };
  const of = { partnerId, tenantId, email };
  const before = await findRelease(tx, of);
  if (before && before.decision !== "refused")
    return { releaseId: before.id, standing: standingOf(before) };
  const [asked] = await tx.db
    .insert(contactReleases)
    .values({
      partnerId,
      tenantId,
      associationId: named.associationId,
      contactName: named.name,
      contactEmail: email,
      reason: named.reason,
      askedAt: tx.now,
      askedBy: userId,
    })
    .onConflictDoNothing()
    .returning();
  const free = asked !== undefined && !getConfig().CONTACT_RELEASE && (await isFree(tx, asked.id));
  const release = asked && !free ? asked : await findRelease(tx, of);
  if (!release) throw new Error("the release was not written");
  if (asked)
    await record(tx, {
      event: "contact.release_asked",
      subjectId: named.associationId,
      data: { releaseId: asked.id, contactEmail: email, reason: named.reason, free },
    });
  return { releaseId: release.id, standing: standingOf(release) };
}

/** Where the installation asks for no release, the database decides: a partner's own row comes undecided. */
async function isFree(tx: Tx<PartnerUser>, releaseId: string): Promise<boolean> {
  const { rows } = await tx.db.execute<{ free: boolean }>(
    sql`select release_free(${releaseId}, ${tx.now.toISOString()}) as free`,
  );
  return rows[0]?.free ?? false;
}
