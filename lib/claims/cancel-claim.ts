import { and, eq, isNull } from "drizzle-orm";
import { associations } from "@/db/schema";
import { authorize } from "../access/authorize";
import { roundOf, workshopFacts } from "../consent/facts";
import { transaction, type Ctx, type PartnerUser, type Tx } from "../ctx";
import { Refusal } from "../errors";
import { post } from "../mail/post";
import { enqueue } from "../queue/enqueue";
import { lockClaim, type Claim } from "./lock-claim";
import { moveClaim } from "./move-claim";
import { tellClaim } from "./tell-claim";
import { personName } from "../input";

/**
 * Gives a workshop up before its claim is first sent in (section 6: Cancelled): the consent ends and
 * the customer is free again. The customer's contact is told that the partner will not run the
 * workshop, and the partner's too.
 * Refuses with `not_found`, `claim_changed`, `claim_expired`, `claim_moved`.
 */
export async function cancelClaim(
  ctx: Ctx,
  { number, version }: { number: number; version?: number },
): Promise<void> {
  authorize(ctx, "claims.cancel");
  await transaction(ctx, async (tx) => {
    const claim = await lockClaim(tx, number, version);
    if (claim.status === "editing") await endAssociation(tx, claim);
    await moveClaim(tx, claim, {
      to: "cancelled",
      mover: "partner",
      event: "claim.cancelled",
      data: {},
    });
    await tellCustomer(tx, claim);
    await tellClaim(
      tx,
      claim,
      "claim-cancelled",
      { cancelledAt: tx.now.toISOString(), cancelledBy: tx.actor.name },
      tx.actor.userId,
    );
  });
}

async function endAssociation(tx: Tx<PartnerUser>, claim: Claim): Promise<void> {
  const ended = await tx.db
    .update(associations)
    .set({ endedAt: tx.now, endReason: "cancelled" })
    .where(
      and(
        eq(associations.id, claim.associationId),
        isNull(associations.endedAt),
        isNull(associations.submittedAt),
      ),
    )
    .returning({ id: associations.id });
  if (ended.length === 0) throw new Refusal("claim_moved");
  await enqueue(tx, "tell-free", { associationId: claim.associationId });
}

async function tellCustomer(tx: Tx<PartnerUser>, claim: Claim): Promise<void> {
  const facts = await workshopFacts(tx, claim.associationId);
  const { workshop } = facts;
  await post(tx, {
    template: "workshop-cancelled",
    language: claim.contactLanguage,
    to: claim.contactEmail,
    partnerId: claim.partnerId,
    round: roundOf(facts),
    replyTo: claim.partnerContactEmail,
    fromName: workshop.partnerName,
    variables: {
      ...workshop,
      contactName: personName(claim.contactFirstName, claim.contactLastName),
      cancelledAt: tx.now.toISOString(),
      partnerContact: {
        name: claim.partnerContactName,
        email: claim.partnerContactEmail,
        phone: "",
      },
    },
  });
}
