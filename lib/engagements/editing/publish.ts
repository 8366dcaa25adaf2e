import { eq } from "drizzle-orm";
import { engagements, engagementVersions, programme } from "@/db/schema";
import { record } from "../../audit/record";
import { changedBy } from "../../changes";
import type { Operator, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { usualOf } from "../../installation";
import { enqueue } from "../../queue/enqueue";
import { findGap } from "../rates/queries";
import { holdWords } from "../words/queries";
import { startOfDay } from "../../time/deadline";
import {
  lastPublished,
  listVersions,
  lockListing,
  programmeToday,
  type Listing,
  type Version,
} from "./queries";
import { differences, fieldsOf, needsTwo } from "./rules";
import type { DraftInput, PublishInput } from "./schema";

/** A step: the draft of an engagement in the state that was on the page. Refuses with `no_draft`, `changed_meanwhile`. */
export async function lockDraft(tx: Tx<Operator>, { slug, revision }: DraftInput) {
  const listing = await lockListing(tx, slug);
  const versions = await listVersions(tx, listing.id);
  const draft = versions.find(({ publishedAt }) => publishedAt === null);
  if (!draft) throw new Refusal("no_draft");
  if (draft.revision !== revision) throw changedBy(draft.changedByName);
  return { listing, draft, versions };
}

/**
 * A step: the draft of an engagement is published for a day, or proposed where another editor has to agree (P6).
 * Refuses with `no_draft`, `changed_meanwhile`, `not_whole`, `already_scheduled`, `day_taken`, `rate_gap`.
 */
export async function publishDraft(
  tx: Tx<Operator>,
  { slug, revision, day }: PublishInput,
): Promise<"published" | "proposed"> {
  const { listing, draft, versions } = await lockDraft(tx, { slug, revision });
  await refuseUnready(tx, draft, { day, versions });
  const last = lastPublished(versions);
  const changed = differences(last && fieldsOf(last), fieldsOf(draft));
  if (needsTwo(changed) && (await asksForTwo(tx))) {
    await tx.db
      .update(engagementVersions)
      .set({
        holdsFrom: day,
        proposedAt: tx.now,
        proposedBy: tx.actor.userId,
        changedBy: tx.actor.userId,
      })
      .where(eq(engagementVersions.id, draft.id));
    const { number } = draft;
    await record(tx, {
      event: "engagement.proposed",
      subjectId: listing.id,
      data: { number, day },
    });
    return "proposed";
  }
  await publish(tx, listing, { ...draft, holdsFrom: day });
  return "published";
}

async function asksForTwo(tx: Tx): Promise<boolean> {
  const [row] = await tx.db.select({ two: programme.twoEditors }).from(programme);
  return row?.two ?? false;
}

/** A step: refuses with `not_whole` what lacks what partners read, and as `refuseDay` and `refuseGap`. */
export async function refuseUnready(
  tx: Tx,
  draft: Version,
  { day, versions }: { day: string; versions: readonly Version[] },
): Promise<void> {
  refuseUnlessWhole(draft);
  await refuseDay(tx, day, versions);
  await refuseGap(tx, draft.engagementId, day);
}

function refuseUnlessWhole({ summary, poe }: Version): void {
  if (summary.en === "" || summary.nl === "" || poe.length === 0) throw new Refusal("not_whole");
}

/** Refuses with `already_scheduled`, `day_taken`. */
async function refuseDay(tx: Tx, day: string, versions: readonly Version[]): Promise<void> {
  const last = lastPublished(versions);
  const today = await programmeToday(tx);
  if (last?.holdsFrom && last.holdsFrom > today)
    throw new Refusal("already_scheduled", { params: { day: last.holdsFrom } });
  const first = last?.holdsFrom === today ? "tomorrow" : "today";
  if (day < today || day === last?.holdsFrom)
    throw new Refusal("day_taken", { field: "day", params: { first } });
}

/** P13: refuses with `rate_gap` where a market band has no rate on that day. */
async function refuseGap(tx: Tx, engagementId: string, day: string): Promise<void> {
  await holdWords(tx);
  const band = await findGap(tx, { id: engagementId, day });
  if (band !== null) throw new Refusal("rate_gap", { params: { band } });
}

/** A step: the draft is published, and its day begins where it is asked for. */
export async function publish(
  tx: Tx<Operator>,
  listing: Listing,
  draft: Version & { holdsFrom: string },
): Promise<void> {
  const { holdsFrom: day, number } = draft;
  const { userId } = tx.actor;
  await tx.db
    .update(engagementVersions)
    .set({
      holdsFrom: day,
      publishedAt: tx.now,
      publishedBy: userId,
      changedBy: userId,
      revision: draft.revision + 1,
    })
    .where(eq(engagementVersions.id, draft.id));
  if (listing.openedAt === null)
    await tx.db
      .update(engagements)
      .set({ openedAt: tx.now, changedBy: userId })
      .where(eq(engagements.id, listing.id));
  await record(tx, { event: "engagement.published", subjectId: listing.id, data: { number, day } });
  // On its day the lists follow; until then what is asked at each step is right already.
  const begins = startOfDay(day, (await usualOf(tx)).timeZone);
  const wait = Math.max(0, Math.ceil((begins.getTime() - tx.now.getTime()) / 1_000));
  await enqueue(tx, "begin-version", {}, { afterSeconds: wait });
}
