import type { Operator, PartnerUser, Tx } from "../../ctx";
import type { Variables } from "../../mail/schema";
import { tellAdmins } from "../../notify/notify";
import type { Place } from "../enrolment/queries";

type Said = Pick<Variables<"payee-notice">, "kind" | "by" | "lastFour"> & {
  reason?: string | null;
};

/** P28: tells the incentives admins of a location what became of where it is paid, never the account. */
export async function tellPayee(
  tx: Tx<PartnerUser> | Tx<Operator>,
  place: Place,
  { reason = null, ...said }: Said,
): Promise<void> {
  await tellAdmins(tx, place, "payee-notice", {
    partnerName: place.partnerName,
    locationId: place.id,
    locationName: place.name,
    locationCity: place.city,
    locationCountry: place.country,
    timeZone: place.timeZone,
    at: tx.now.toISOString(),
    reason,
    ...said,
  });
}
