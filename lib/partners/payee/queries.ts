import { and, desc, eq } from "drizzle-orm";
import { payeeProfiles, users } from "@/db/schema";
import type { Operator, PartnerUser, Tx } from "../../ctx";
import type { Location } from "../queries";

export type PayeeProfile = Omit<
  typeof payeeProfiles.$inferSelect,
  "sealed" | "keyId" | "proof" | "givenBy" | "decidedBy"
> & { givenByName: string | null };

/** The versions of where a location is paid, the newest first: of the account its last four characters. */
export async function listPayees(
  tx: Tx<PartnerUser> | Tx<Operator>,
  { partnerId, id }: Pick<Location, "partnerId" | "id">,
  most = 20,
): Promise<PayeeProfile[]> {
  return tx.db
    .select({
      partnerId: payeeProfiles.partnerId,
      locationId: payeeProfiles.locationId,
      version: payeeProfiles.version,
      legalName: payeeProfiles.legalName,
      taxNumber: payeeProfiles.taxNumber,
      country: payeeProfiles.country,
      currency: payeeProfiles.currency,
      accountKind: payeeProfiles.accountKind,
      lastFour: payeeProfiles.lastFour,
      givenAt: payeeProfiles.givenAt,
      givenByName: users.name,
      decision: payeeProfiles.decision,
      decidedAt: payeeProfiles.decidedAt,
      reason: payeeProfiles.reason,
      returnedAt: payeeProfiles.returnedAt,
      returnedWhy: payeeProfiles.returnedWhy,
    })
    .from(payeeProfiles)
    .leftJoin(users, eq(users.id, payeeProfiles.givenBy))
    .where(and(eq(payeeProfiles.partnerId, partnerId), eq(payeeProfiles.locationId, id)))
    .orderBy(desc(payeeProfiles.version))
    .limit(most);
}

/** The newest version; undefined: nobody has said yet where it is paid. */
export async function findPayee(
  tx: Tx<PartnerUser> | Tx<Operator>,
  place: Pick<Location, "partnerId" | "id">,
): Promise<PayeeProfile | undefined> {
  return (await listPayees(tx, place, 1))[0];
}
