import { and, eq, isNull } from "drizzle-orm";
import { associations } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { workshopFacts } from "../consent/facts";
import { transaction, type Ctx, type PartnerUser, type Tx } from "../ctx";
import { startRounds } from "../customers/start-rounds";
import { Refusal, type RefusalCode } from "../errors";
import { enqueue } from "../queue/enqueue";
import { lockClaim, type Claim } from "./lock-claim";
import { findRenewal } from "./queries";
import { canRenew } from "./rules";

/**
 * Begins a claim that ran out anew (P1 of section 9): a new round with the same customer, workshop
 * and location, whose customer must be asked for consent again; with the consent a new claim has
 * everything of this one. Everything is looked at again as when a customer is claimed. Done twice,
 * it gives the round that was begun.
 * Refuses with `not_found`, `claim_changed`, `claim_moved` for a claim that did not run out,
 * `already_renewed` once the customer consented again, and with `renew_…` when customer, workshop or
 * location do not allow it any more.
 * @returns the new round and the slug of its workshop
 */
export async function renewClaim(
  ctx: Ctx,
  { number, version }: { number: number; version?: number },
): Promise<{ associationId: string; slug: string }> {
  authorize(ctx, "claims.renew");
  return transaction(ctx, async (tx) => {
    const claim = await lockClaim(tx, number, version);
    if (!canRenew(claim.status)) throw new Refusal("claim_moved");
    const begun = await findRenewal(tx, claim.id);
    if (begun?.number) throw new Refusal("already_renewed");
    if (begun && begun.endedAt === null && tx.now < begun.consentDueAt)
      return roundOf(tx, begun.associationId);
    const former = await endFormer(tx, claim);
    const associationId = await begin(tx, claim, former);
    await record(tx, {
      event: "claim.renewed",
      subjectId: claim.id,
      data: { number: claim.number, associationId },
    });
    return roundOf(tx, associationId);
  });
}

async function roundOf(tx: Tx<PartnerUser>, associationId: string) {
  const { engagementSlug } = await workshopFacts(tx, associationId);
  return { associationId, slug: engagementSlug };
}

type Former = Pick<typeof associations.$inferSelect, "customerEmail" | "mismatchReason">;

/** The round of a claim that ran out after it was sent in is still open: it makes room. */
async function endFormer(tx: Tx<PartnerUser>, claim: Claim): Promise<Former> {
  const mine = eq(associations.id, claim.associationId);
  const ended = await tx.db
    .update(associations)
    .set({ endedAt: tx.now, endReason: "claim_expired" })
    .where(and(mine, isNull(associations.endedAt)))
    .returning({ id: associations.id });
  if (ended.length > 0) await enqueue(tx, "tell-free", { associationId: claim.associationId });
  const [former] = await tx.db
    .select({
      customerEmail: associations.customerEmail,
      mismatchReason: associations.mismatchReason,
    })
    .from(associations)
    .where(mine);
  if (!former) throw new Refusal("not_found");
  return former;
}

async function begin(tx: Tx<PartnerUser>, claim: Claim, former: Former): Promise<string> {
  try {
    const { associations: rounds } = await startRounds(tx, {
      draft: null,
      origin: "claimed",
      tenantId: claim.tenantId,
      locationId: claim.locationId,
      engagementIds: [claim.engagementId],
      customerEmail: former.customerEmail,
      mismatchReason: former.mismatchReason,
      renewsClaimId: claim.id,
    });
    const [round] = rounds;
    if (!round) throw new Error("no round was begun");
    return round.id;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(refusalOf[error.code] ?? error.code);
  }
}

/** The wizards' refusals ask to choose something else; here there is nothing to choose. */
const refusalOf: Partial<Record<RefusalCode, RefusalCode>> = {
  location_closed: "renew_location",
  workshop_location: "renew_location",
  workshop_closed: "renew_not_open",
  workshop_not_open: "renew_not_open",
  workshop_criteria: "renew_criteria",
  workshop_consent: "renew_consent",
  workshop_done: "renew_consent",
  workshop_under_way: "already_under_way",
};
