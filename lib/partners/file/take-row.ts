import type { Operator, Tx } from "../../ctx";
import { addPartner } from "../add-partner";
import { editPartner } from "../edit-partner";
import { addLocation } from "../locations/add-location";
import { editLocation } from "../locations/edit-location";
import { getDecidable } from "../partner.queries";
import { keepQualification } from "../qualifications/keep-qualification";
import type { LocationFields } from "../schema";
import type { KnownLocation } from "./known.queries";
import type { Act } from "./plan";

/**
 * A step: what one row of a file says is done, wholly (P22), by the steps that pages use. Its company and its
 * location have an id afterwards. Refuses as they do.
 */
export async function takeRow(tx: Tx<Operator>, act: Act): Promise<void> {
  const { partner: company, location: place, partnerChange, locationChange } = act;
  const { name, country } = company;
  const partner = company.id ?? (await addPartner(tx, { name, country }));
  if (company.id !== null && partnerChange)
    await editPartner(tx, partner, { wanted: partnerChange, seen: null });
  if (place) {
    await getDecidable(tx, partner);
    const location = place.id ?? (await addLocation(tx, partner, fieldsOf(place)));
    const at = { partner, location };
    if (place.id !== null && locationChange)
      await editLocation(tx, at, { fields: locationChange, seen: null });
    for (const spell of act.spells) await keepQualification(tx, at, spell);
    place.id = location;
  }
  company.id = partner;
}

function fieldsOf({ mpnId, name, city, country, timeZone }: KnownLocation): LocationFields {
  return { mpnId, name, city, country, timeZone };
}
