import { eq } from "drizzle-orm";
import { engagementRates, engagements, engagementVersions } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { Refusal } from "../errors";
import { enqueue } from "../queue/enqueue";
import { transaction, type Ctx, type Tx } from "../ctx";
import catalogueFile from "./catalogue.json";
import { planOf, type Plan } from "./exchange/plan.rules";
import { loadStanding, lockCatalogue } from "./exchange/queries";
import { catalogueSchema } from "./exchange/schema";
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
    await lockCatalogue(
      tx,
      catalogue.engagements.map(({ slug }) => slug),
    );
    const plan = planOf(await loadStanding(tx), catalogue, { first: true });
    refuseOtherCurrency(plan);
    await writeWords(tx, catalogue);
    const written = await writeEngagements(tx, plan);
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

function refuseOtherCurrency({ wrong: [first] }: Plan): void {
  if (first) throw new Refusal(first.code, { params: first.params });
}

async function writeEngagements(tx: Tx, { engagements: lines }: Plan): Promise<number> {
  let count = 0;
  for (const { state, written, wrong } of lines) {
    const { own, version, rates, holdsFrom } = written;
    const [first] = wrong;
    if (first) throw new Error(`${first.path}: ${first.code}`);
    if (state !== "new") continue;
    const [made] = await tx.db
      .insert(engagements)
      .values({ ...own, changedAt: tx.now })
      .returning({ id: engagements.id });
    if (!made) continue;
    count += 1;
    await tx.db.insert(engagementVersions).values({
      ...version,
      engagementId: made.id,
      number: 1,
      ...(holdsFrom === null ? { revision: 0 } : { holdsFrom, publishedAt: tx.now }),
      changedAt: tx.now,
    });
    await insert(
      tx,
      engagementRates,
      rates.map((rate) => ({ ...rate, engagementId: made.id, agreedAt: tx.now })),
    );
    // Partners know of it from here on, and what they know already stands in its lists.
    if (holdsFrom !== null)
      await tx.db.update(engagements).set({ openedAt: tx.now }).where(eq(engagements.id, made.id));
  }
  return count;
}
