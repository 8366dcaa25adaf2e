import { randomUUID } from "node:crypto";
import type { Operator, Tx } from "../../ctx";
import { addPartners } from "../add-partner";
import { editPartner } from "../edit-partner";
import { addLocations } from "../locations/add-location";
import { editLocation } from "../locations/edit-location";
import { keepQualifications } from "../qualifications/keep-qualification";
import type { KnownLocation, KnownPartner } from "./known.queries";
import type { Act } from "./plan";

/**
 * A step: what rows of a file say is done, all of it or nothing (P22), by the steps that pages use: what is new in a few
 * statements, what is changed one after the other. Their companies and locations have an id afterwards. Refuses as they do.
 */
export async function takeRows(tx: Tx<Operator>, acts: readonly Act[]): Promise<void> {
  const made = new Map<KnownPartner | KnownLocation, string>();
  const idOf = (one: KnownPartner | KnownLocation): string => {
    const id = one.id ?? made.get(one) ?? randomUUID();
    if (one.id === null) made.set(one, id);
    return id;
  };
  const isNew = (one: { id: string | null } | null) => one?.id === null;
  const companies = new Set(acts.map(({ partner }) => partner).filter(isNew));
  await addPartners(
    tx,
    [...companies].map((one) => ({ id: idOf(one), name: one.name, country: one.country })),
  );
  for (const { partner, partnerChange } of acts)
    if (partner.id !== null && partnerChange)
      await editPartner(tx, partner.id, { wanted: partnerChange, seen: null });
  const places = new Set(acts.flatMap(({ location }) => location ?? []).filter(isNew));
  await addLocations(
    tx,
    [...places].map((one) => ({
      partnerId: idOf(one.partner),
      id: idOf(one),
      fields: fieldsOf(one),
    })),
  );
  for (const { partner, location, locationChange } of acts)
    if (location && location.id !== null && locationChange) {
      const at = { partner: idOf(partner), location: location.id };
      await editLocation(tx, at, { fields: locationChange, seen: null });
    }
  await keepQualifications(
    tx,
    acts.flatMap(({ partner, location, spells }) =>
      location
        ? spells.map((wanted) => ({ partner: idOf(partner), location: idOf(location), wanted }))
        : [],
    ),
  );
  for (const [one, id] of made) one.id = id;
}

function fieldsOf({ mpnId, name, city, country, timeZone }: KnownLocation) {
  return { mpnId, name, city, country, timeZone };
}
