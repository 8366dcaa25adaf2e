import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { forgetLook } from "../../installation";
import { placeCountries, takeFromOthers } from "./place-countries";
import { actOf, getWord, lockWords } from "./queries";
import type { WordInput } from "./schema";
import { writeWord } from "./write-word";

/**
 * P9, P10: a word is added to what the programme measures, asks and offers: by a catalogue editor, a metric by a data steward too.
 * Its key stays for good.
 * Refuses with `word_taken`, for a market band with `sign_in_again` (U13: it moves money) and `band_elsewhere`.
 */
export async function addWord(ctx: Ctx, input: WordInput): Promise<void> {
  authorize(ctx, actOf(input.of));
  if (input.of === "market-bands") requireFresh(ctx);
  await transaction(ctx, async (tx) => {
    await lockWords(tx);
    const { of, key, revision: _none, ...said } = input;
    if (input.of === "market-bands") await takeFromOthers(tx, input);
    const made = await writeWord(tx, of, { key, revision: 0, ...said });
    if (!made) throw new Refusal("word_taken", { field: "key" });
    if (input.of === "market-bands") await placeCountries(tx, input);
    const { id } = await getWord(tx, { of, key });
    await record(tx, { event: "word.added", subjectId: id, data: { of, key, after: said } });
  });
  forgetLook(ctx.db);
}
