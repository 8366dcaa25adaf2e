import { eq } from "drizzle-orm";
import { bandProposals } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { lockProposal } from "./proposal.queries";
import { getWord } from "./queries";
import type { WhichProposal } from "./schema";

/**
 * P6: a catalogue editor takes back what a market band waits for.
 * Refuses with `sign_in_again` (U13), and `not_found` where this is not proposed any more.
 */
export async function withdrawCountries(
  ctx: Ctx,
  { key, proposal: id }: WhichProposal,
): Promise<void> {
  authorize(ctx, "engagements.edit");
  requireFresh(ctx);
  await transaction(ctx, async (tx) => {
    const proposal = await lockProposal(tx, { key, proposal: id });
    const { id: subjectId } = await getWord(tx, { of: "market-bands", key });
    await tx.db.delete(bandProposals).where(eq(bandProposals.id, id));
    const { countries, elsewhere } = proposal;
    const data = { key, countries: countries || "–", elsewhere };
    await record(tx, { event: "band.withdrawn", subjectId, data });
  });
}
