import { eq } from "drizzle-orm";
import { bandProposals } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { record } from "../../audit/record";
import { changedBy, changesOf } from "../../changes";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { placeCountries } from "./place-countries";
import { lockProposal } from "./proposal.queries";
import { getWord } from "./queries";
import { wordFields, type WhichProposal } from "./schema";
import { writeWord } from "./write-word";

/**
 * P6: another catalogue editor agrees with the countries of a market band, which hold at once.
 * Refuses with `sign_in_again` (U13), `not_found` where this is not proposed any more, `agree_other` to who proposed it,
 * `band_elsewhere` and `band_gap`.
 */
export async function agreeCountries(
  ctx: Ctx,
  { key, proposal: id }: WhichProposal,
): Promise<void> {
  authorize(ctx, "engagements.edit");
  requireFresh(ctx);
  await transaction(ctx, async (tx) => {
    const proposal = await lockProposal(tx, { key, proposal: id });
    if (proposal.proposedBy === tx.actor.userId) throw new Refusal("agree_other");
    const { countries, elsewhere } = proposal;
    const of = "market-bands";
    const stands = await getWord(tx, { of, key });
    const { labelEn, labelNl, revision } = stands;
    const wanted: Record<string, string | boolean> = { labelEn, labelNl, elsewhere, countries };
    const data = changesOf(wordFields[of], { stands, wanted, seen: revision });
    await tx.db.delete(bandProposals).where(eq(bandProposals.id, id));
    if (data === null) return;
    await placeCountries(tx, proposal, async () => {
      const written = await writeWord(tx, of, { key, labelEn, labelNl, revision, elsewhere });
      if (!written) throw changedBy(undefined);
    });
    await record(tx, { event: "word.changed", subjectId: stands.id, data: { of, key, ...data } });
  });
}
