import { and, desc, eq, isNull } from "drizzle-orm";
import { associations, consentRequests } from "@/db/schema";
import type { Operator, System, Tx } from "../ctx";
import type { Template, Variables } from "../mail/schema";
import { notify } from "../notify/notify";
import type { Concern } from "../notify/queries";

/**
 * Writes a notice about a round to those at the partner whom it concerns: the contact and the sender
 * of its request, else who added or claimed the customer; and to whom it was given (K6).
 */
export async function tellRound<T extends Template>(
  tx: Tx<System> | Tx<Operator>,
  associationId: string,
  template: T,
  variables: Variables<T>,
): Promise<void> {
  await notify(tx, await concernOf(tx, associationId), template, variables);
}

/** Whom a round names: see `tellRound`. */
export async function concernOf(
  tx: Tx<System> | Tx<Operator>,
  associationId: string,
): Promise<Concern> {
  const [round] = await tx.db
    .select({
      partnerId: associations.partnerId,
      locationId: associations.locationId,
      createdBy: associations.createdBy,
      ownerId: associations.ownerId,
      contactEmail: consentRequests.partnerContactEmail,
      sentBy: consentRequests.sentBy,
    })
    .from(associations)
    .leftJoin(
      consentRequests,
      and(
        eq(consentRequests.partnerId, associations.partnerId),
        eq(consentRequests.associationId, associations.id),
        isNull(consentRequests.replacedAt),
      ),
    )
    .where(eq(associations.id, associationId))
    .orderBy(desc(consentRequests.sentAt))
    .limit(1);
  if (!round) throw new Error("no such round");
  return { ...round, userIds: [round.sentBy ?? round.createdBy ?? [], round.ownerId ?? []].flat() };
}
