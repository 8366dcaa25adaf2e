import { eq, sql } from "drizzle-orm";
import { engagementRates, engagements } from "@/db/schema";
import { record } from "../../audit/record";
import { changedBy } from "../../changes";
import type { Operator, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { addDraft, placeAfter } from "../editing/begin-draft";
import { followListing } from "../editing/follow-listing";
import { publishDraft } from "../editing/publish";
import { listVersions, seenOf } from "../editing/queries";
import type { Difference } from "../editing/rules";
import type { EngagementLine, Plan, RateLine } from "./plan.rules";
import type { Standing } from "./standing.rules";
import type { Catalogue } from "./schema";
import { changeWords } from "./write-words";

type Work = {
  plan: Plan;
  catalogue: Catalogue;
  standing: Standing;
  /** From which new versions hold; null: they are left as drafts. */
  day: string | null;
};
type Became = "published" | "proposed" | "drafts";

/** A step: what a plan says is written, whoever else edits the catalogue waiting. Refuses with `changed_meanwhile`, `catalogue_stops`. */
export async function writePlan(tx: Tx<Operator>, work: Work) {
  const { plan, catalogue, standing, day } = work;
  await changeWords(tx, plan, catalogue);
  const became: Record<Became, number> = { published: 0, proposed: 0, drafts: 0 };
  for (const line of plan.engagements) {
    const id = await writeEngagement(tx, line, standing);
    for (const rate of line.rates) await writeRate(tx, id, { rate, waits: standing.twoEditors });
    const isNew = line.state === "new";
    if (!isNew && line.version.length === 0) continue;
    const waits = standing.twoEditors && line.rates.some((rate) => rate.state === "new");
    const asked = isNew && (line.written.holdsFrom === null || waits) ? null : day;
    became[asked === null ? "drafts" : await published(tx, line, { day: asked, id })] += 1;
  }
  return became;
}

async function writeEngagement(
  tx: Tx<Operator>,
  { state, written, version, listing }: EngagementLine,
  standing: Standing,
): Promise<string> {
  const { own } = written;
  const { userId } = tx.actor;
  const stands = standing.engagements.find((one) => one.own.slug === own.slug);
  if (!stands) {
    const [made] = await tx.db
      .insert(engagements)
      .values({ ...own, changedAt: tx.now, changedBy: userId })
      .onConflictDoNothing({ target: engagements.slug })
      .returning({ id: engagements.id });
    if (!made) throw changedBy(undefined);
    await addDraft(tx, made.id, placeAfter([]), written.version);
    await record(tx, {
      event: "engagement.created",
      subjectId: made.id,
      data: { after: { ...own, name: written.version.name } },
    });
    return made.id;
  }
  const { id, revision } = stands.own;
  if (state === "changed" && listing.length > 0) {
    await tx.db
      .update(engagements)
      .set({ ...own, revision: revision + 1, changedAt: tx.now, changedBy: userId })
      .where(eq(engagements.id, id));
    await record(tx, { event: "engagement.listed", subjectId: id, data: beforeAndAfter(listing) });
    const changed = listing.map(({ field }) => field);
    await followListing(tx, changed);
  }
  if (state === "changed" && version.length > 0) {
    const { number, revision } = placeAfter(await listVersions(tx, id));
    // Somebody who has a page open without this draft is told (P4).
    await addDraft(tx, id, { number, revision: revision + 1 }, written.version);
    await record(tx, {
      event: "engagement.changed",
      subjectId: id,
      data: { number, ...beforeAndAfter(version) },
    });
  }
  return id;
}

async function writeRate(
  tx: Tx<Operator>,
  engagementId: string,
  { rate, waits }: { rate: RateLine; waits: boolean },
): Promise<void> {
  const { band, validFrom, amountMinor: minor, state, stands } = rate;
  if (state === "unchanged") return;
  const told = (amount: number | null) => ({
    subjectId: engagementId,
    data: { band, validFrom, minor: amount },
  });
  if (stands) {
    await tx.db.execute(sql`select delete_rate(${engagementId}, ${validFrom}, ${band})`);
    await record(tx, { event: "rate.removed", ...told(stands.amountMinor) });
  }
  await tx.db.insert(engagementRates).values({
    ...{ engagementId, band, validFrom, amountMinor: minor },
    proposedBy: tx.actor.userId,
    agreedAt: waits ? null : tx.now,
  });
  await record(tx, { event: waits ? "rate.proposed" : "rate.added", ...told(minor) });
}

async function published(
  tx: Tx<Operator>,
  { written: { own, version } }: EngagementLine,
  { day, id }: { day: string; id: string },
): Promise<Became> {
  try {
    const revision = seenOf(await listVersions(tx, id));
    return await publishDraft(tx, { slug: own.slug, revision, day });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const why = error.errors.map((one) => ({ ...one, field: one.field === "day" ? "day" : "" }));
    throw new Refusal("catalogue_stops", { params: { name: version.name } }, why);
  }
}

function beforeAndAfter(changes: readonly Difference[]) {
  const before = Object.fromEntries(changes.map((one) => [one.field, one.before]));
  const after = Object.fromEntries(changes.map((one) => [one.field, one.after]));
  return { before, after };
}
