import { enrolmentMoves } from "@/db/schema";
import { record } from "../../audit/record";
import type { Operator, PartnerUser, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { tellAdmins } from "../../notify/notify";
import type { Place } from "./queries";
import { mayMove, type EnrolmentState } from "./rules";

type Step = {
  to: EnrolmentState;
  /** What the mover says about it; null: it speaks for itself. */
  reason?: string | null;
  /** Another notice of the same act tells of it. */
  quiet?: boolean;
};

/**
 * P27: moves a locked location to the next state, as the table of moves says, records it and tells the
 * location's incentives admins. A step of the verbs.
 * Refuses with `enrolment_moved` when there is no such move from where it stands now.
 */
export async function moveEnrolment(
  tx: Tx<PartnerUser> | Tx<Operator>,
  place: Place,
  { to, reason = null, quiet = false }: Step,
): Promise<void> {
  const { partnerId, id: locationId, enrolment: from } = place;
  const mover = tx.actor.kind;
  if (!mayMove({ from, to, mover })) throw new Refusal("enrolment_moved");
  const { userId: movedBy } = tx.actor;
  await tx.db
    .insert(enrolmentMoves)
    .values({ partnerId, locationId, from, to, mover, movedAt: tx.now, movedBy, reason });
  if (!quiet)
    await tellAdmins(tx, place, "enrolment-moved", {
      partnerName: place.partnerName,
      locationId,
      locationName: place.name,
      locationCity: place.city,
      locationCountry: place.country,
      timeZone: place.timeZone,
      state: to,
      payeeProfile: place.payeeProfile,
      movedAt: tx.now.toISOString(),
      movedBy: mover === "partner" ? tx.actor.name : null,
      reason,
    });
  await record(tx, {
    event: "enrolment.moved",
    subjectId: locationId,
    partnerId,
    data: { before: from, after: to, reason },
  });
}
