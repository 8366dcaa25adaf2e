import { and, desc, eq, isNull, or, sql } from "drizzle-orm";
import { associations, consentRequests, roleGrants, users } from "@/db/schema";
import type { Locale, System, Tx } from "../ctx";
import { post } from "../mail/post";
import type { Template, Variables } from "../mail/schema";

type Told = { to: string; language: Locale };

/**
 * Writes a notice about a round to those at the partner whom it concerns: the contact and the sender
 * of its request, else who added or claimed the customer. When none of them works there any more, to
 * the incentives admins. Each once, in their language.
 */
export async function tellRound<T extends Template>(
  tx: Tx<System>,
  associationId: string,
  template: T,
  variables: Variables<T>,
): Promise<void> {
  const [round] = await tx.db
    .select({
      partnerId: associations.partnerId,
      locationId: associations.locationId,
      createdBy: associations.createdBy,
      contactEmail: consentRequests.partnerContactEmail,
      sentBy: consentRequests.sentBy,
    })
    .from(associations)
    .leftJoin(
      consentRequests,
      and(eq(consentRequests.associationId, associations.id), isNull(consentRequests.replacedAt)),
    )
    .where(eq(associations.id, associationId))
    .orderBy(desc(consentRequests.sentAt))
    .limit(1);
  if (!round) throw new Error("no such round");

  const owner = await findPerson(tx, eq(users.id, round.sentBy ?? round.createdBy));
  const told: Told[] = [];
  if (round.contactEmail !== null) {
    const contact = await findPerson(
      tx,
      eq(sql`lower(${users.email})`, round.contactEmail.toLowerCase()),
    );
    told.push({ to: round.contactEmail, language: contact?.language ?? owner?.language ?? "en" });
  }
  if (owner && !told.some(({ to }) => to.toLowerCase() === owner.to.toLowerCase()))
    told.push(owner);
  if (told.length === 0) told.push(...(await listAdmins(tx, round.partnerId, round.locationId)));
  for (const { to, language } of told) {
    await post(tx, { template, language, to, variables, partnerId: round.partnerId });
  }
}

async function findPerson(tx: Tx, which: ReturnType<typeof eq>): Promise<Told | undefined> {
  const [person] = await tx.db
    .select({ to: users.email, locale: users.locale })
    .from(users)
    .where(and(which, isNull(users.disabledAt)));
  return person && { to: person.to, language: person.locale ?? "en" };
}

async function listAdmins(tx: Tx, partnerId: string, locationId: string): Promise<Told[]> {
  const admins = await tx.db
    .selectDistinct({ to: users.email, locale: users.locale })
    .from(users)
    .innerJoin(roleGrants, eq(roleGrants.userId, users.id))
    .where(
      and(
        eq(roleGrants.partnerId, partnerId),
        eq(roleGrants.role, "incentives_admin"),
        or(isNull(roleGrants.locationId), eq(roleGrants.locationId, locationId)),
        isNull(users.disabledAt),
      ),
    );
  return admins.map(({ to, locale }) => ({ to, language: locale ?? "en" }));
}
