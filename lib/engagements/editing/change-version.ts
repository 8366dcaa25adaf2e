import { eq } from "drizzle-orm";
import { engagementVersions } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { changedBy, changesOf } from "../../changes";
import { transaction, type Ctx } from "../../ctx";
import { draftOf } from "./begin-draft";
import { lockListing, readContent } from "./queries";
import { fieldsOf } from "./rules";
import { versionParts, type ChangeVersionInput } from "./schema";

/**
 * P8, P9: a catalogue editor changes one part of what the next version says; what is published never changes. A day that was
 * named for it waits for nobody's agreement any more (P6).
 * Refuses with `not_found`, `changed_meanwhile`, and `line_wrong` at what cannot be read.
 */
export async function changeVersion(
  ctx: Ctx,
  { slug, revision, part, ...typed }: ChangeVersionInput,
): Promise<void> {
  authorize(ctx, "engagements.edit");
  await transaction(ctx, async (tx) => {
    const listing = await lockListing(tx, slug);
    const draft = await draftOf(tx, listing);
    const stands = fieldsOf(draft);
    const wanted = { ...stands, ...typed };
    const data = changesOf(versionParts[part], {
      stands: { ...stands, revision: draft.revision, changedByName: draft.changedByName },
      wanted,
      seen: revision,
    });
    if (data === null) return;
    const content = await readContent(tx, wanted);
    const written = await tx.db
      .update(engagementVersions)
      .set({
        ...content,
        holdsFrom: null,
        proposedAt: null,
        proposedBy: null,
        revision: draft.revision + 1,
        changedAt: tx.now,
        changedBy: tx.actor.userId,
      })
      .where(eq(engagementVersions.id, draft.id))
      .returning({ id: engagementVersions.id });
    if (written.length === 0) throw changedBy(undefined);
    const { number } = draft;
    await record(tx, {
      event: "engagement.changed",
      subjectId: listing.id,
      data: { number, ...data },
    });
  });
}
