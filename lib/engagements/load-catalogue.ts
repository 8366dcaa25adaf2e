import { sql } from "drizzle-orm";
import { engagementRates, engagements, engagementVersions } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { Refusal } from "../errors";
import { getSettings, lockProgramme } from "../programme/queries";
import { enqueue } from "../queue/enqueue";
import { transaction, type Ctx, type Tx } from "../ctx";
import catalogueFile from "./catalogue.json";
import { writtenOf } from "./exchange/rules";
import { catalogueCurrency, catalogueSchema, type Catalogue } from "./exchange/schema";
import { insert, writeWords } from "./exchange/write-words";

/**
 * Puts a catalogue (section 7) into the database: words by key, engagements by slug, each with its first version and its
 * rates. What stands is left as it is, whoever edited it: only what is not there yet is written (P16).
 * Refuses with `catalogue_currency` in a programme that pays in another currency than the catalogue (P13).
 * @returns the number of engagements written
 */
export async function loadCatalogue(ctx: Ctx, input: unknown = catalogueFile): Promise<number> {
  authorize(ctx, "catalogue.load");
  const catalogue = catalogueSchema.parse(input);
  return transaction(ctx, async (tx) => {
    await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('catalogue', 0))`);
    await refuseOtherCurrency(tx, catalogue);
    await writeWords(tx, catalogue);
    const written = await writeEngagements(tx, catalogue);
    if (written === 0) return 0;
    await enqueue(tx, "refresh-eligibility", {});
    await record(tx, {
      event: "catalogue.loaded",
      subjectId: null,
      data: { engagements: written },
    });
    return written;
  });
}

/** Whoever changes the programme's currency meanwhile waits. */
async function refuseOtherCurrency(tx: Tx, { currency }: Catalogue): Promise<void> {
  await lockProgramme(tx);
  const programme = (await getSettings(tx))?.currency ?? catalogueCurrency;
  if (programme !== currency)
    throw new Refusal("catalogue_currency", { params: { catalogue: currency, programme } });
}

async function writeEngagements(tx: Tx, catalogue: Catalogue): Promise<number> {
  let count = 0;
  for (const one of catalogue.engagements) {
    const { own, version, rates } = writtenOf(catalogue, one);
    const [made] = await tx.db
      .insert(engagements)
      .values({ ...own, changedAt: tx.now })
      .onConflictDoNothing({ target: engagements.slug })
      .returning({ id: engagements.id });
    if (!made) continue;
    count += 1;
    await tx.db.insert(engagementVersions).values({
      ...version,
      engagementId: made.id,
      number: 1,
      holdsFrom: catalogue.valid_from,
      publishedAt: tx.now,
      changedAt: tx.now,
    });
    await insert(
      tx,
      engagementRates,
      rates.map((rate) => ({ ...rate, engagementId: made.id, agreedAt: tx.now })),
    );
    // Partners know of it from here on, and what they know already stands in its lists.
    await tx.db.execute(sql`update engagements set opened_at = ${tx.now.toISOString()} where id = ${made.id}`); // prettier-ignore
  }
  return count;
}
