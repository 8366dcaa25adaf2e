import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { record } from "../../audit/record";
import { changedBy, changesOf } from "../../changes";
import { transaction, type Ctx, type Operator, type Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { forgetLook } from "../../installation";
import { placeCountries, takeFromOthers } from "./place-countries";
import { actOf, getWord, listUses, lockWords } from "./queries";
import { fixedFields, wordFields, type WordInput } from "./schema";
import { writeWord } from "./write-word";

/**
 * P9, P10: what a word is called, and what else it says, is changed; it holds at once, wherever it is used.
 * Refuses with `not_found`, `changed_meanwhile`, `word_fixed` where what uses it would mean something else, and for a market band
 * with `sign_in_again` (U13: it moves money) and `band_elsewhere`.
 */
export async function changeWord(ctx: Ctx, input: WordInput): Promise<void> {
  authorize(ctx, actOf(input.of));
  if (input.of === "market-bands") requireFresh(ctx);
  await transaction(ctx, async (tx) => {
    await lockWords(tx);
    const { of, key, revision, ...said } = input;
    const stands = await getWord(tx, input);
    const wanted: Record<string, string | number | boolean | null> = said;
    const data = changesOf(wordFields[of], {
      stands,
      wanted,
      seen: revision,
    });
    if (data === null) return;
    await refuseFixed(tx, input, Object.keys(data.after));
    if (input.of === "market-bands") await takeFromOthers(tx, input);
    if (!(await writeWord(tx, of, { key, revision, ...said }))) throw changedBy(undefined);
    if (input.of === "market-bands") await placeCountries(tx, input);
    await record(tx, { event: "word.changed", subjectId: stands.id, data: { of, key, ...data } });
  });
  forgetLook(ctx.db);
}

async function refuseFixed(
  tx: Tx<Operator>,
  word: WordInput,
  changed: readonly string[],
): Promise<void> {
  const field = changed.find((name) => fixedFields[word.of]?.includes(name));
  if (field === undefined) return;
  if ((await listUses(tx, word)).length > 0) throw new Refusal("word_fixed", { field });
}
