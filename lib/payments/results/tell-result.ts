import { and, asc, eq, isNull } from "drizzle-orm";
import {
  locations,
  partners,
  paymentLines,
  payments,
  payeeProfiles,
  workshopClaims,
} from "@/db/schema";
import { rowOf } from "@/db/schema/columns";
import { record } from "../../audit/record";
import { lockClaim, type Claim } from "../../claims/lock-claim";
import { isReferenceUsed } from "../../claims/review/reference.queries";
import { settleClaim } from "../../claims/review/settle-claim";
import { unsettleClaim } from "../../claims/review/unsettle-claim";
import type { Operator, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { dateIn } from "../../time/deadline";
import { tellAdmins } from "../../notify/notify";
import { getPayment, getRun, type Payment } from "../queries";
import { paymentName } from "../rules";
import type { Result } from "../schema";

/**
 * A step: what became of a payment (P30). Paid, each of its claims is paid under its reference; failed, they go into the
 * next run, and who keeps the location's payee profile is told what to do; an account that is wrong counts as rejected.
 * Sent back by the bank after it was paid, its claims are approved again, and the rest is as if it had failed.
 * Told the same again it changes nothing.
 * Refuses with `payment_run_waits` before the run was exported; with `own_company` and `own_approval` (P6); with `payment_told`
 * when something else was told of it, with `payment_day` for a day before the run was frozen or more than a week to come, with `payment_not_paid` where what was never paid is to have come back, and with
 * `payment_reference_used`.
 * @returns whether it changed anything
 */
export async function tellResult(
  tx: Tx<Operator>,
  found: Payment,
  result: Result,
): Promise<boolean> {
  if (tx.actor.companies.includes(found.partnerId)) throw new Refusal("own_company");
  const run = await getRun(tx, found.runId);
  if (run.exportedAt === null) throw new Refusal("payment_run_waits");
  const claims = await lockClaims(tx, found);
  // Whoever says the same at once had these claims until now.
  const payment = await getPayment(tx, found.id);
  if (result.outcome === "returned") return tellReturn(tx, { payment, claims }, result);
  if (payment.toldAt !== null) return refuseUnlessSame(payment, result);
  if (result.outcome === "paid")
    checkDay(tx, result.paidOn, { field: "paidOn", from: run.frozenAt });
  const facts =
    result.outcome === "paid"
      ? { reference: result.reference, paidOn: result.paidOn }
      : { failedAs: result.as, failedWhy: result.why };
  if (result.outcome === "paid" && (await isReferenceUsed(tx, result.reference)))
    throw new Refusal("payment_reference_used", { field: "reference" });
  const [told] = await tx.db
    .update(payments)
    .set({ ...facts, toldAt: tx.now, toldBy: tx.actor.userId })
    .where(and(rowOf(payments, payment.partnerId, payment.id), isNull(payments.toldAt)))
    .returning();
  if (!told) throw new Refusal("payment_told");
  const data = factsOf(payment);
  const about = { subjectId: payment.id, partnerId: payment.partnerId };
  if (result.outcome === "paid") {
    const { reference, paidOn } = result;
    for (const claim of claims)
      await settleClaim(tx, claim, { paymentReference: reference, paymentId: payment.id });
    await record(tx, { event: "payment.paid", ...about, data: { ...data, reference, paidOn } });
  } else {
    await tellFailure(tx, { payment, claims }, result);
    const { as, why } = result;
    await record(tx, { event: "payment.failed", ...about, data: { ...data, as, why } });
  }
  return true;
}

const factsOf = (payment: Payment) => ({
  run: payment.runNumber,
  payment: paymentName(payment),
  claims: payment.claims,
  amountMinor: payment.amountMinor,
  currency: payment.currency,
});

type Returned = Extract<Result, { outcome: "returned" }>;

async function tellReturn(
  tx: Tx<Operator>,
  { payment, claims }: { payment: Payment; claims: Claim[] },
  result: Returned,
): Promise<boolean> {
  const { as, why, returnedOn } = result;
  if (payment.returnedAt !== null) {
    const same =
      payment.returnedOn === returnedOn && payment.returnedAs === as && payment.returnedWhy === why;
    if (same) return false;
    throw new Refusal("payment_told");
  }
  if (payment.paidOn === null) throw new Refusal("payment_not_paid");
  if (returnedOn < payment.paidOn) throw new Refusal("dates_out_of_order", { field: "returnedOn" });
  checkDay(tx, returnedOn, { field: "returnedOn", from: null });
  const facts = { returnedOn, returnedAs: as, returnedWhy: why };
  const [told] = await tx.db
    .update(payments)
    .set({ ...facts, returnedAt: tx.now, returnedBy: tx.actor.userId })
    .where(and(rowOf(payments, payment.partnerId, payment.id), isNull(payments.returnedAt)))
    .returning();
  if (!told) throw new Refusal("payment_told");
  const { reference } = payment;
  for (const claim of claims) await unsettleClaim(tx, claim, { paymentReference: reference ?? "" });
  await tellFailure(tx, { payment, claims }, result);
  await record(tx, {
    event: "payment.returned",
    subjectId: payment.id,
    partnerId: payment.partnerId,
    data: { ...factsOf(payment), as, why, returnedOn },
  });
  return true;
}

/** A slip of the year would stand for good: a payment that is paid in 2062 could not come back before. In any time zone. */
function checkDay(
  { now }: Tx<Operator>,
  day: string,
  { field, from }: { field: string; from: Date | null },
): void {
  const dayAt = (at: Date, days: number) =>
    dateIn(new Date(at.getTime() + days * 86_400_000), "UTC");
  if (day > dayAt(now, 7) || (from !== null && day < dayAt(from, -1)))
    throw new Refusal("payment_day", { field });
}

/** In the order of their numbers, as everybody who takes several does. */
async function lockClaims(tx: Tx<Operator>, { partnerId, id }: Payment): Promise<Claim[]> {
  const lines = await tx.db
    .select({ number: workshopClaims.number })
    .from(paymentLines)
    .innerJoin(workshopClaims, rowOf(workshopClaims, paymentLines.partnerId, paymentLines.claimId))
    .where(and(eq(paymentLines.partnerId, partnerId), eq(paymentLines.paymentId, id)))
    .orderBy(asc(workshopClaims.number));
  const claims: Claim[] = [];
  for (const { number } of lines) claims.push(await lockClaim(tx, number));
  return claims;
}

function refuseUnlessSame(payment: Payment, result: Exclude<Result, Returned>): false {
  const same =
    result.outcome === "paid"
      ? payment.reference === result.reference && payment.paidOn === result.paidOn
      : payment.failedAs === result.as && payment.failedWhy === result.why;
  if (same) return false;
  throw new Refusal("payment_told");
}

/** Tells the incentives admins of the location; the log says when it turned its payee profile down. */
async function tellFailure(
  tx: Tx<Operator>,
  { payment, claims }: { payment: Payment; claims: Claim[] },
  { outcome, as, why }: Exclude<Result, { outcome: "paid" }>,
): Promise<void> {
  const { partnerId, locationId, payeeVersion: version } = payment;
  const [place] = await tx.db
    .select({ location: locations, partnerName: partners.name })
    .from(locations)
    .innerJoin(partners, eq(partners.id, locations.partnerId))
    .where(and(eq(locations.partnerId, partnerId), eq(locations.id, locationId)));
  if (!place) throw new Error("the location of a payment is not there");
  const { location, partnerName } = place;
  await tellAdmins(tx, location, "payment-failed", {
    ...{ partnerName, locationId, locationName: location.name, timeZone: location.timeZone },
    ...{ locationCity: location.city, locationCountry: location.country },
    ...{
      run: String(payment.runNumber),
      claimNumbers: claims
        .slice(0, 50)
        .map((one) => one.number)
        .join(", "),
      lastFour: payment.lastFour,
    },
    ...{ amount: { minor: payment.amountMinor, currency: payment.currency } },
    ...{ kind: outcome === "returned" ? (`returned_${as}` as const) : as, reason: why },
  });
  if (as !== "payee") return;
  const [returned] = await tx.db
    .select({ at: payeeProfiles.returnedAt })
    .from(payeeProfiles)
    .where(
      and(
        eq(payeeProfiles.partnerId, partnerId),
        eq(payeeProfiles.locationId, locationId),
        eq(payeeProfiles.version, version),
      ),
    );
  if (returned?.at?.getTime() !== tx.now.getTime() || location.payeeProfile !== "rejected") return;
  await record(tx, {
    event: "payee.returned",
    subjectId: locationId,
    partnerId,
    data: { version, before: "valid", after: "rejected", reason: why },
  });
}
