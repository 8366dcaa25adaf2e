import { sql } from "drizzle-orm";
import { marketBands, marketCountries } from "@/db/schema";
import { changedBy } from "../../changes";
import type { Operator, Tx } from "../../ctx";
import { record } from "../../audit/record";
import { getWord } from "../words/queries";
import { writeWord } from "../words/write-word";
import type { Plan } from "./plan.rules";
import { wordLists, type Catalogue } from "./schema";
import { bandsOf, wordsOf, type WordFields } from "./words.rules";

/** A step of the product itself: the words of a catalogue that the programme does not have yet. */
export async function writeWords(tx: Pick<Tx, "db">, catalogue: Catalogue): Promise<void> {
  const all = wordsOf(catalogue);
  for (const list of wordLists) {
    const rows = all
      .filter((one) => one.list === list)
      .map(({ key, fields }) => inColumns({ key, ...fields }));
    const [first] = rows;
    if (!first) continue;
    const columns = sql.join(
      Object.keys(first).map((name) => sql.identifier(name)),
      sql`, `,
    );
    await tx.db.execute(sql`
      insert into ${sql.identifier(list)} (${columns})
      select ${columns} from jsonb_populate_recordset(null::${sql.identifier(list)}, ${JSON.stringify(rows)}::jsonb)
      on conflict do nothing`);
  }
  await writeBands(tx, catalogue, null);
}

/** A step of an editor: words that a file has are new, or say something else from now on. Refuses with `changed_meanwhile`. */
export async function changeWords(
  tx: Tx<Operator>,
  { words, bands }: Plan,
  catalogue: Catalogue,
): Promise<void> {
  for (const { state, word, of, id, revision, key, changes } of words) {
    if (state !== "new" && state !== "changed") continue;
    if (!(await writeWord(tx, of, { key, revision, ...word.fields }))) throw changedBy(undefined);
    const after = Object.fromEntries(changes.map((one) => [one.field, one.after]));
    const before = Object.fromEntries(changes.map((one) => [one.field, one.before]));
    if (id === null) {
      const made = await getWord(tx, { of, key });
      await record(tx, { event: "word.added", subjectId: made.id, data: { of, key, after } });
    } else
      await record(tx, { event: "word.changed", subjectId: id, data: { of, key, before, after } });
  }
  for (const band of bands.filter(({ state }) => state === "changed")) await renameBand(tx, band);
  await writeBands(tx, catalogue, tx.actor.userId);
}

/** Of a band that stands a file changes what it is called, and nothing else. */
async function renameBand(tx: Tx<Operator>, { key, changes }: Plan["bands"][number]) {
  const of = "market-bands";
  const { id, revision, labelEn, labelNl, elsewhere } = await getWord(tx, { of, key });
  const after = Object.fromEntries(changes.map((one) => [one.field, one.after]));
  const before = Object.fromEntries(changes.map((one) => [one.field, one.before]));
  const said = { key, revision, labelEn, labelNl, elsewhere: elsewhere === true, ...after };
  if (!(await writeWord(tx, of, said))) throw changedBy(undefined);
  await record(tx, { event: "word.changed", subjectId: id, data: { of, key, before, after } });
}

function inColumns(fields: WordFields): WordFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name.replace(/[A-Z]/g, (of) => `_${of.toLowerCase()}`),
      value,
    ]),
  );
}

async function writeBands(tx: Pick<Tx, "db">, catalogue: Catalogue, by: string | null) {
  const found = await tx.db.select({ band: marketCountries.band }).from(marketCountries).limit(1);
  if (found.length > 0) return;
  const bands = bandsOf(catalogue);
  await insert(
    tx,
    marketBands,
    bands.map(({ key, label, countries }) => ({
      key,
      labelEn: label?.en ?? key,
      labelNl: label?.nl ?? key,
      elsewhere: countries === null,
      changedBy: by,
    })),
  );
  await insert(
    tx,
    marketCountries,
    bands.flatMap(({ key: band, countries }) =>
      (countries ?? []).map((country) => ({ country, band })),
    ),
  );
}

/** Rows that are not there yet. */
export async function insert<T extends Parameters<Tx["db"]["insert"]>[0]>(
  tx: Pick<Tx, "db">,
  table: T,
  rows: T["$inferInsert"][],
): Promise<void> {
  if (rows.length > 0) await tx.db.insert(table).values(rows).onConflictDoNothing();
}
