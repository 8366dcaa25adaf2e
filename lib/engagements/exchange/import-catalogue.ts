import { eq } from "drizzle-orm";
import { z } from "zod";
import { catalogueFiles } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { optionalDay } from "../../input";
import { getFile, lookAt } from "./file.queries";
import { countsOf } from "./plan.rules";
import { lockCatalogue } from "./queries";
import { readCatalogue } from "./read-file";
import { writePlan } from "./write-plan";

export const importCatalogueInput = z.object({
  file: z.string(),
  /** Of the catalogue, with which the file was compared on the page. */
  state: z.string().max(100),
  /** From which new versions hold; none: they are left as drafts. */
  day: optionalDay,
});

/**
 * P16: a catalogue editor takes a file in, all of it or nothing: what is new is made, and what differs becomes the next version
 * of its engagement, which holds from the day that is named (P8), or waits for another editor where the programme asks for two
 * (P6); without a day it is left as a draft.
 * Refuses with `sign_in_again` (U13), `not_found`, `catalogue_taken` for a file that was taken in, `catalogue_moved` when
 * anything of the catalogue was changed since the page showed what the file would do, `catalogue_refused` while something of
 * the file is, and `catalogue_stops` with what publishing refuses.
 */
export async function importCatalogue(
  ctx: Ctx,
  { file: id, state, day }: z.output<typeof importCatalogueInput>,
): Promise<void> {
  authorize(ctx, "engagements.edit");
  requireFresh(ctx);
  await transaction(ctx, async (tx) => {
    const file = await getFile(tx, id);
    if (file.takenAt !== null) throw new Refusal("catalogue_taken");
    const found = readCatalogue(file.said);
    const slugs = "catalogue" in found ? found.catalogue.engagements.map(({ slug }) => slug) : [];
    await lockCatalogue(tx, slugs);
    const look = await lookAt(tx, file.said);
    if (look.state !== state) throw new Refusal("catalogue_moved");
    if (look.read === null || look.wrong.length > 0) throw new Refusal("catalogue_refused");
    const { new: made, changed } = countsOf(look.read.plan);
    const became = await writePlan(tx, { ...look.read, standing: look.standing, day });
    const taken = await tx.db
      .update(catalogueFiles)
      .set({ takenAt: tx.now, takenBy: tx.actor.userId, made, changed })
      .where(eq(catalogueFiles.id, file.id))
      .returning({ id: catalogueFiles.id });
    if (taken.length === 0) throw new Refusal("catalogue_taken");
    await record(tx, {
      event: "catalogue.imported",
      subjectId: file.id,
      data: { sha256: file.sha256, state, day, made, changed, ...became },
    });
  });
}
