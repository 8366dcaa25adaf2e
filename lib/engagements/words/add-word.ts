import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { forgetLook } from "../../installation";
import { placeCountries } from "./place-countries";
import { doesWait } from "./proposal.queries";
import { proposeCountries } from "./propose-countries";
import { actOf, getWord, isKeyTaken, lockWords } from "./queries";
import type { WordInput } from "./schema";
import { refuseUnknownAbout } from "./refuse-unknown-about";
import { writeWord } from "./write-word";

/**
 * P9, P10: a word is added to what the programme measures, asks and offers: by a catalogue editor, a metric by a data steward too.
 * Its key stays for good, and no other differs from it in capitals alone: files name metrics in any letters.
 * The countries of a market band wait for another editor where the programme asks for two (P6).
 * Refuses with `word_taken`, for a market band with `sign_in_again` (U13: it moves money), `band_elsewhere` and `band_gap`.
 * @returns whether all of it holds, or the countries wait
 */
export async function addWord(ctx: Ctx, input: WordInput): Promise<"added" | "proposed"> {
  authorize(ctx, actOf(input.of));
  if (input.of === "market-bands") requireFresh(ctx);
  const told = await transaction(ctx, async (tx) => {
    await lockWords(tx);
    if (await isKeyTaken(tx, input)) throw new Refusal("word_taken", { field: "key" });
    if (input.of === "review-reasons") await refuseUnknownAbout(tx, input.about);
    const waits = input.of === "market-bands" && (await doesWait(tx));
    const word = waits ? { ...input, elsewhere: false, countries: "" } : input;
    const { of, key, revision: _none, ...said } = word;
    const write = async () => {
      const made = await writeWord(tx, of, { key, revision: 0, ...said });
      if (!made) throw new Refusal("word_taken", { field: "key" });
    };
    await (word.of === "market-bands" ? placeCountries(tx, word, write) : write());
    const stands = await getWord(tx, { of, key });
    await record(tx, { event: "word.added", subjectId: stands.id, data: { of, key, after: said } });
    const proposed = input.of === "market-bands" && (await proposeCountries(tx, stands, input));
    return proposed ? "proposed" : "added";
  });
  forgetLook(ctx.db);
  return told;
}
