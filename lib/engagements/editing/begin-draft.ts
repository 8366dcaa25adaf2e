import { engagementVersions } from "@/db/schema";
import type { Operator, Tx } from "../../ctx";
import { listVersions, nextOf, seenOf, type Listing, type Version } from "./queries";
import type { VersionContent } from "../rules";

/**
 * A step: the draft of an engagement that somebody has locked; begun as a copy of what an edit goes on from when there
 * is none yet (`nextOf`). Its revision is the one that was on the page (`seenOf`).
 */
export async function draftOf(tx: Tx<Operator>, listing: Listing): Promise<Version> {
  const versions = await listVersions(tx, listing.id);
  const next = nextOf(versions);
  if (next.publishedAt === null) return next;
  return { ...(await addDraft(tx, listing.id, placeAfter(versions), next)), ...nobody };
}

type Place = { number: number; revision: number };

/** Where the next draft stands behind these versions. */
export function placeAfter(versions: readonly Version[]): Place {
  return { number: (versions[0]?.number ?? 0) + 1, revision: seenOf(versions) };
}

const nobody = { changedByName: null, proposedByName: null, publishedByName: null };

/** A step: a draft that says this. */
export async function addDraft(
  tx: Tx<Operator>,
  engagementId: string,
  place: Place,
  content: VersionContent,
) {
  const { name, summary, consentDays, deliveryDays, reviewDays, disputeDays } = content;
  const { clockStandsStill, partnerCriteria, customerCriteria, customerCountries } = content;
  const { poe, surveys, resources, demonstrationThresholds } = content;
  const [made] = await tx.db
    .insert(engagementVersions)
    .values({
      ...{ name, summary, consentDays, deliveryDays, reviewDays, disputeDays },
      ...{ clockStandsStill, partnerCriteria, customerCriteria, customerCountries },
      ...{ poe, surveys, resources, demonstrationThresholds },
      engagementId,
      ...place,
      changedAt: tx.now,
      changedBy: tx.actor.userId,
    })
    .returning();
  if (!made) throw new Error("no draft was written");
  return made;
}
