import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { record } from "../../audit/record";
import { changedBy, changesOf } from "../../changes";
import { transaction, type Ctx, type Operator, type Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { forgetLook } from "../../installation";
import { placeCountries } from "./place-countries";
import { proposeCountries } from "./propose-countries";
import { actOf, getWord, listUses, lockWords, type Word } from "./queries";
import { fixedFields, wordFields, type WordInput } from "./schema";
import { refuseUnknownAbout } from "./refuse-unknown-about";
import { writeWord } from "./write-word";

/**
 * P9, P10: what a word is called, and what else it says, is changed; it holds at once, wherever it is used.
 * Refuses with `not_found`, `changed_meanwhile`, `word_fixed` where what uses it would mean something else, and for a market band
 * with `sign_in_again` (U13: it moves money), `band_elsewhere` and `band_gap`. The countries of a market band wait for another editor where
 * the programme asks for two (P6).
 * @returns whether all of it holds, or the countries wait
 */
export async function changeWord(ctx: Ctx, input: WordInput): Promise<"saved" | "proposed"> {
  authorize(ctx, actOf(input.of));
  if (input.of === "market-bands") requireFresh(ctx);
  const told = await transaction(ctx, async (tx) => {
    await lockWords(tx);
    if (input.of === "review-reasons") await refuseUnknownAbout(tx, input.about);
    const stands = await getWord(tx, input);
    changed(stands, input);
    const waits = input.of === "market-bands" && (await proposeCountries(tx, stands, input));
    const word = waits
      ? { ...input, elsewhere: stands.elsewhere === true, countries: String(stands.countries) }
      : input;
    await write(tx, stands, word);
    return waits ? "proposed" : "saved";
  });
  forgetLook(ctx.db);
  return told;
}

function changed(stands: Word, { of, key: _key, revision: seen, ...said }: WordInput) {
  const wanted: Record<string, string | number | boolean | null> = said;
  return changesOf(wordFields[of], { stands, wanted, seen });
}

async function write(tx: Tx<Operator>, stands: Word, word: WordInput): Promise<void> {
  const data = changed(stands, word);
  if (data === null) return;
  await refuseFixed(tx, word, Object.keys(data.after));
  const { of, key, revision, ...said } = word;
  const writeIt = async () => {
    if (!(await writeWord(tx, of, { key, revision, ...said }))) throw changedBy(undefined);
  };
  await (word.of === "market-bands" ? placeCountries(tx, word, writeIt) : writeIt());
  await record(tx, { event: "word.changed", subjectId: stands.id, data: { of, key, ...data } });
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
