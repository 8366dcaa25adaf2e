import { and, eq, inArray } from "drizzle-orm";
import { marketCountries } from "@/db/schema";
import { record } from "../../audit/record";
import type { Operator, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { listWords, type Word } from "./queries";
import { whilePaid } from "./refuse-unpaid";
import { writeWord } from "./write-word";

/** A market band as it is to be: `countries` by their letters, in order, with commas. */
export type Band = { key: string; elsewhere: boolean; countries: string };

const listOf = (countries: string) => (countries === "" ? [] : countries.split(", "));

/**
 * A step around what writes a market band: it has these countries then and no others, and what it will have goes from other
 * bands, which their history tells (D16).
 * Refuses with `band_elsewhere` where no band would be for all other countries, and `band_gap` (P13).
 */
export function placeCountries(
  tx: Tx<Operator>,
  band: Band,
  write: () => Promise<void>,
): Promise<void> {
  return whilePaid(tx, async () => {
    await takeFromOthers(tx, band);
    await write();
    await place(tx, band);
  });
}

async function takeFromOthers(tx: Tx<Operator>, band: Band): Promise<void> {
  const others = await refuseNoneElsewhere(tx, band);
  const { elsewhere } = band;
  for (const other of others)
    await takeFrom(tx, other, { elsewhere, wanted: listOf(band.countries) });
}

/** A step: refuses with `band_elsewhere` where no band would be for all other countries; @returns the other bands. */
export async function refuseNoneElsewhere(tx: Tx<Operator>, band: Band): Promise<Word[]> {
  const others = (await listWords(tx, "market-bands")).filter(({ key }) => key !== band.key);
  if (!band.elsewhere && others.length > 0 && !others.some((one) => one.elsewhere === true))
    throw new Refusal("band_elsewhere", { field: "elsewhere" });
  return others;
}

async function place(tx: Tx<Operator>, { key, countries }: Band): Promise<void> {
  const wanted = listOf(countries);
  await tx.db.delete(marketCountries).where(eq(marketCountries.band, key));
  if (wanted.length === 0) return;
  await tx.db.insert(marketCountries).values(wanted.map((country) => ({ country, band: key })));
}

async function takeFrom(
  tx: Tx<Operator>,
  other: Word,
  { elsewhere, wanted }: { elsewhere: boolean; wanted: readonly string[] },
): Promise<void> {
  const had = String(other.countries);
  const keeps = listOf(had)
    .filter((one) => !wanted.includes(one))
    .join(", ");
  const before: Record<string, string | boolean> = {};
  const after: Record<string, string | boolean> = {};
  if (keeps !== had) [before.countries, after.countries] = [had, keeps];
  if (elsewhere && other.elsewhere === true) [before.elsewhere, after.elsewhere] = [true, false];
  if (Object.keys(after).length === 0) return;
  const { key, id, labelEn, labelNl, revision } = other;
  if (keeps !== had)
    await tx.db
      .delete(marketCountries)
      .where(and(eq(marketCountries.band, key), inArray(marketCountries.country, [...wanted])));
  await writeWord(tx, "market-bands", {
    ...{ key, labelEn, labelNl, revision },
    elsewhere: elsewhere ? false : other.elsewhere === true,
  });
  await record(tx, {
    event: "word.changed",
    subjectId: id,
    data: { of: "market-bands", key, before, after },
  });
}
