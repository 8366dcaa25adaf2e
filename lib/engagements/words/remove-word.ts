import { eq } from "drizzle-orm";
import { marketCountries } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { record } from "../../audit/record";
import { changedBy } from "../../changes";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { forgetLook } from "../../installation";
import { doesWait } from "./proposal.queries";
import { actOf, getWord, listUses, listWords, lockWords, tables } from "./queries";
import { wordFields, type WhichWord } from "./schema";

/**
 * P9, P10: a word that nothing uses is removed; of a market band its countries are then in the one that is for all others.
 * Refuses with `not_found`, `word_used`, `changed_meanwhile`, and for a market band with `sign_in_again` (U13), `band_elsewhere`, and
 * `band_has_countries` where the programme asks for two editors (P6).
 */
export async function removeWord(
  ctx: Ctx,
  { revision: seen, ...which }: WhichWord & { revision?: number },
): Promise<void> {
  const { of, key } = which;
  authorize(ctx, actOf(of));
  if (of === "market-bands") requireFresh(ctx);
  await transaction(ctx, async (tx) => {
    await lockWords(tx);
    const word = await getWord(tx, which);
    if (seen !== undefined && word.revision !== seen) throw changedBy(word.changedByName);
    if ((await listUses(tx, which)).length > 0) throw new Refusal("word_used");
    if (word.elsewhere === true && (await listWords(tx, of)).length > 1)
      throw new Refusal("band_elsewhere");
    if (of === "market-bands" && word.countries !== "" && (await doesWait(tx)))
      throw new Refusal("band_has_countries");
    if (of === "market-bands")
      await tx.db.delete(marketCountries).where(eq(marketCountries.band, key));
    await tx.db.delete(tables[of]).where(eq(tables[of].key, key));
    const before = Object.fromEntries(wordFields[of].map((name) => [name, word[name] ?? null]));
    await record(tx, { event: "word.removed", subjectId: word.id, data: { of, key, before } });
  });
  forgetLook(ctx.db);
}
