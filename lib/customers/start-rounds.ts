import { sql } from "drizzle-orm";
import { associations } from "@/db/schema";
import { record } from "../audit/record";
import type { PartnerUser, Tx } from "../ctx";
import { refreshEligibility } from "../eligibility/refresh";
import { Refusal, type RefusalCode } from "../errors";
import { listMyLocations, type Location } from "../partners/queries";
import { standingTenant } from "../tenants/queries";
import { deadline } from "../time/deadline";
import { listWorkshopChoices, type WorkshopChoice } from "./choices/queries";
import { completeDraft } from "./drafts/complete";
import type { Draft } from "./drafts/lock";
import { isKnown } from "./drafts/queries";
import type { Hindrance } from "./drafts/rules";
import type { RoundsResult } from "./drafts/schema";

type Rounds = {
  /** The locked draft that this completes; null where no wizard led here. */
  draft: Draft | null;
  origin: "added" | "claimed";
  tenantId: string;
  locationId: string;
  engagementIds: readonly string[];
  customerEmail: string | null;
  mismatchReason: string | null;
  /** P1 of section 9: the claim that is begun anew. */
  renewsClaimId?: string;
};

/**
 * Begins a round with a tenant for each of these engagements, all or none (S34, S43), within the
 * verb's transaction. Everything is looked at again; what ran out is ended first (D7). The clock of
 * each round is the engagement's number of days in the location's time zone (D5, D9).
 * Refuses with `already_known` or `not_known` (S16, D1), `location_closed`, or the reason of the
 * first workshop that cannot be chosen any more.
 */
export async function startRounds(tx: Tx<PartnerUser>, rounds: Rounds): Promise<RoundsResult> {
  const { draft, origin, locationId } = rounds;
  // P18: it may have been merged into another since it was chosen.
  const tenantId = await standingTenant(tx, rounds.tenantId);
  const engagementIds = [...new Set(rounds.engagementIds)].sort();
  for (const id of engagementIds)
    await tx.db.execute(sql`select end_lapsed(${id}, ${tenantId}, ${tx.now.toISOString()})`);
  await refreshEligibility(tx, [tenantId]);

  const known = await isKnown(tx, tenantId);
  if (known !== (origin === "claimed")) throw new Refusal(known ? "already_known" : "not_known");
  const location = (await listMyLocations(tx)).find(({ id }) => id === locationId);
  if (!location) throw new Refusal("location_closed");
  const chosen = await choose(tx, tenantId, location, engagementIds);

  const written = await tx.db
    .insert(associations)
    .values(
      chosen.map(({ engagement }) => ({
        partnerId: tx.actor.partnerId,
        locationId,
        tenantId,
        engagementId: engagement.id,
        versionId: engagement.versionId,
        origin,
        customerEmail: rounds.customerEmail,
        mismatchReason: rounds.mismatchReason,
        renewsClaimId: rounds.renewsClaimId ?? null,
        createdAt: tx.now,
        createdBy: tx.actor.userId,
        timeZone: location.timeZone,
        consentDueAt: deadline(tx.now, engagement.consentDays, location.timeZone),
      })),
    )
    .returning({
      id: associations.id,
      engagementId: associations.engagementId,
      consentDueAt: associations.consentDueAt,
    });
  const result = {
    tenantId,
    associations: written.map(({ id, engagementId }) => ({ id, engagementId })),
  };
  if (draft) await completeDraft(tx, draft.id, result);
  for (const { id, engagementId, consentDueAt } of written) {
    await record(tx, {
      event: origin === "added" ? "customer.added" : "customer.claimed",
      subjectId: id,
      data: {
        tenantId,
        engagementId,
        locationId,
        consentDueAt: consentDueAt.toISOString(),
        mismatchReason: rounds.mismatchReason,
        renewsClaimId: rounds.renewsClaimId ?? null,
      },
    });
  }
  return result;
}

const refusalOf: Record<Hindrance, RefusalCode> = {
  under_way: "workshop_under_way",
  not_open: "workshop_not_open",
  location: "workshop_location",
  criteria: "workshop_criteria",
  consent: "workshop_consent",
  done: "workshop_done",
};

async function choose(
  tx: Tx<PartnerUser>,
  tenantId: string,
  location: Location,
  engagementIds: readonly string[],
): Promise<WorkshopChoice[]> {
  const all = await listWorkshopChoices(tx, { tenantId, location });
  return engagementIds.map((id) => {
    const choice = all.find((one) => one.engagement.id === id);
    if (!choice) throw new Refusal("workshop_closed");
    const { hindrance, engagement } = choice;
    if (hindrance === null) return choice;
    throw new Refusal(refusalOf[hindrance], {
      params: { workshop: engagement.name },
    });
  });
}
