import { and, eq } from "drizzle-orm";
import { claimReturns, locations, partners } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { transaction, type Ctx, type Operator, type Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { moneyFrom } from "../../money";
import { tell } from "../../notify/notify";
import { listLocationAdmins, listReaders } from "../../notify/queries";
import { dateIn } from "../../time/deadline";
import { lockClaim, type Claim } from "../lock-claim";
import { concernOf } from "../tell-claim";
import { unsettleClaim } from "./unsettle-claim";

/**
 * "The payment came back" (W14): the bank sent back what somebody marked as paid by hand. The claim is approved again,
 * its reference stays used, and whoever was told that it was paid is told.
 * Refuses with `sign_in_again` (U13); like `lockClaim`; with `claim_moved` when it is not paid, `payment_of_run` when a
 * payment run paid it, and at `returnedOn` with `dates_out_of_order` and `payment_day`.
 * @param input the claim ID, the version of the claim that the actor saw, the day, and what the bank said
 */
export async function returnPayment(
  ctx: Ctx,
  input: { number: number; version?: number; returnedOn: string; why: string },
): Promise<void> {
  authorize(ctx, "claims.pay");
  requireFresh(ctx);
  await transaction(ctx, async (tx) => {
    const claim = await lockClaim(tx, input.number, input.version);
    const { paidAt, paymentReference: reference, partnerId } = claim;
    if (claim.status !== "paid" || paidAt === null || reference === null)
      throw new Refusal("claim_moved");
    if (claim.paymentId !== null) throw new Refusal("payment_of_run");
    const { returnedOn, why } = input;
    checkDay(tx, claim, { returnedOn, paidAt });
    await tx.db.insert(claimReturns).values({
      ...{ partnerId, claimId: claim.id, reference, paidAt, returnedOn, why },
      ...{ toldAt: tx.now, toldBy: tx.actor.userId },
    });
    await unsettleClaim(tx, claim, { paymentReference: reference, returnedOn, why });
    await tellReturn(tx, claim, why);
  });
}

/** As of a payment run's: neither before it was paid, nor days ahead, where a slip would stand for good. */
function checkDay(
  { now }: Tx,
  { timeZone }: Claim,
  { returnedOn, paidAt }: { returnedOn: string; paidAt: Date },
): void {
  const refuse = (code: "dates_out_of_order" | "payment_day") => {
    throw new Refusal(code, { field: "returnedOn" });
  };
  if (returnedOn < dateIn(paidAt, timeZone)) refuse("dates_out_of_order");
  if (returnedOn > dateIn(new Date(now.getTime() + 7 * 86_400_000), "UTC")) refuse("payment_day");
}

/** Tells the location's admins, as of any payment that came back, and whoever was told that the claim was paid. */
async function tellReturn(tx: Tx<Operator>, claim: Claim, reason: string): Promise<void> {
  const { partnerId, locationId } = claim;
  const [place] = await tx.db
    .select({ location: locations, partnerName: partners.name })
    .from(locations)
    .innerJoin(partners, eq(partners.id, locations.partnerId))
    .where(and(eq(locations.partnerId, partnerId), eq(locations.id, locationId)));
  if (!place) throw new Error("the location of a claim is not there");
  const { location, partnerName } = place;
  const all = [
    ...(await listReaders(tx, concernOf(claim))),
    ...(await listLocationAdmins(tx, location)),
  ];
  const readers = [...new Map(all.map((one) => [one.to.toLowerCase(), one])).values()];
  const amount = moneyFrom(claim.payoutMinor, claim.currency);
  await tell(tx, { readers, partnerId }, "payment-failed", {
    ...{ partnerName, locationId, locationName: location.name, timeZone: location.timeZone },
    ...{ locationCity: location.city, locationCountry: location.country },
    ...{ run: null, lastFour: null, claimNumbers: String(claim.number) },
    ...{ amount, kind: "returned_other", reason },
  });
}
