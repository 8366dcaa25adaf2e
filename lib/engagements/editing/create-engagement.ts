import { eq } from "drizzle-orm";
import { engagements, engagementTypes } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx, type Operator, type Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { addDraft, placeAfter } from "./begin-draft";
import { getListing, lastPublished, listVersions, lockListing, programmeToday } from "./queries";
import type { VersionContent } from "../rules";
import type { NewEngagementInput } from "./schema";

/**
 * P7: a catalogue editor makes an engagement, which partners do not know of before its first version is published: with
 * the days of its type, or as a copy of another one.
 * Refuses with `engagement_exists`, `not_found`.
 */
export async function createEngagement(ctx: Ctx, input: NewEngagementInput): Promise<void> {
  authorize(ctx, "engagements.edit");
  const { slug, name, copyOf, ...own } = input;
  await transaction(ctx, async (tx) => {
    const content =
      copyOf === "" ? await contentOfType(tx, own.engagementType) : await contentOf(tx, copyOf);
    const [made] = await tx.db
      .insert(engagements)
      .values({
        slug,
        ...own,
        availableFrom: await programmeToday(tx),
        changedAt: tx.now,
        changedBy: tx.actor.userId,
      })
      .onConflictDoNothing({ target: engagements.slug })
      .returning({ id: engagements.id });
    if (!made) throw new Refusal("engagement_exists", { field: "slug" });
    await addDraft(tx, made.id, placeAfter([]), { ...content, name });
    await record(tx, {
      event: "engagement.created",
      subjectId: made.id,
      data: { after: { slug, name, ...own } },
    });
  });
}

async function contentOf(tx: Tx<Operator>, slug: string): Promise<VersionContent> {
  await lockListing(tx, slug);
  const versions = await listVersions(tx, (await getListing(tx, slug)).id);
  const found = lastPublished(versions) ?? versions[0];
  if (!found) throw new Refusal("not_found");
  return found;
}

async function contentOfType(tx: Tx<Operator>, key: string): Promise<VersionContent> {
  const [type] = await tx.db.select().from(engagementTypes).where(eq(engagementTypes.key, key));
  if (!type) throw new Refusal("required", { field: "engagementType" });
  const { consentDays, deliveryDays, reviewDays, disputeDays } = type;
  return {
    ...{ name: "", consentDays, deliveryDays, reviewDays, disputeDays },
    summary: { en: "", nl: "" },
    clockStandsStill: false,
    partnerCriteria: { anyOf: [], allOf: [], countries: null },
    customerCriteria: [],
    customerCountries: null,
    poe: [],
    surveys: { partner: [], customer: [] },
    resources: [],
    demonstrationThresholds: false,
  };
}
