import { and, eq } from "drizzle-orm";
import { auditLog, enrolmentMoves, payeeProfiles } from "@/db/schema";
import { enter } from "@/db/within";
import { dataAndWords } from "@/lib/audit/record";
import type { EventName } from "@/lib/audit/events";
import { scopeOf, type Operator, type PartnerUser, type Tx } from "@/lib/ctx";
import { lastFourOf } from "@/lib/partners/payee/rules";
import { sealAccount } from "@/lib/partners/payee/seal-account";
import { payee, type Place } from "@/scripts/demo/acts/enrol";

/**
 * What `enrol` leaves of a location that is enrolled and paid, written at once: nearly every test has one, and the four
 * acts took half of the time in which it is made. `fixture.test.ts` holds both against each other.
 */
export async function enrolAtOnce(
  { db, now }: Pick<Tx, "db" | "now">,
  { office, admin }: { office: Operator; admin: PartnerUser },
  place: Place,
): Promise<void> {
  const { partnerId } = admin;
  const { id: locationId } = place;
  const { account, location: _, version: seen, ...profile } = payee(place, 0);
  const key = { partnerId, locationId, version: seen + 1 };
  const { proof, ...sealed } = sealAccount(key, account);
  const open = { ...profile, accountKind: account.kind, lastFour: lastFourOf(account) };
  const given = { ...open, ...sealed, proof, givenAt: now, givenBy: admin.userId };
  const move = { partnerId, locationId, movedAt: now };
  const byAdmin = { ...move, mover: "partner", movedBy: admin.userId } as const;

  await enter(db, scopeOf(admin));
  await db.insert(enrolmentMoves).values({ ...byAdmin, from: "invited", to: "action_required" });
  await db.insert(payeeProfiles).values({ ...key, ...given });
  await db.insert(enrolmentMoves).values({ ...byAdmin, from: "action_required", to: "validating" });
  await enter(db, scopeOf(office));
  await db
    .update(payeeProfiles)
    .set({ decision: "valid", decidedAt: now, decidedBy: office.userId })
    .where(and(eq(payeeProfiles.partnerId, partnerId), eq(payeeProfiles.locationId, locationId)));
  await db.insert(enrolmentMoves).values({
    ...move,
    mover: "operator",
    movedBy: office.userId,
    from: "validating",
    to: "enrolled",
  });

  const { legalName, taxNumber, country, currency, accountKind, lastFour } = open;
  const told = (
    actor: Operator | PartnerUser,
    event: EventName,
    data: Record<string, unknown>,
  ) => ({
    ...{ chain: partnerId, seq: 0, at: now, prevHash: "", hash: "", event, subjectId: locationId },
    ...{ actorKind: actor.kind, actorId: actor.userId, ...dataAndWords(event, data) },
  });
  const moved = (actor: Operator | PartnerUser, before: string, after: string) =>
    told(actor, "enrolment.moved", { before, after, reason: null });
  await enter(db, { actor: "system" });
  await db.insert(auditLog).values([
    moved(admin, "invited", "action_required"),
    moved(admin, "action_required", "validating"),
    told(admin, "payee.changed", {
      ...{ version: 1, before: null, after: { country, currency, accountKind, lastFour } },
      ...{ legalNameBefore: null, legalName, taxNumberBefore: null, taxNumber, proof },
    }),
    told(office, "payee.decided", {
      version: 1,
      before: "validating",
      after: "valid",
      reason: null,
    }),
    moved(office, "validating", "enrolled"),
  ]);
}
