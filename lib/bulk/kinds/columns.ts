import { tenantNames } from "../../imports/tenant";
import type { Column } from "../../imports/kind";

/** Columns that several kinds have; their words stand with those of imports (`columns.bulk`). */
export const tenantColumn: Column = {
  key: "tenant",
  needed: true,
  names: [...tenantNames, "e-mail", "email", "customer", "klant"],
};
export const workshopColumn: Column = { key: "workshop", names: ["engagement", "slug"] };
export const locationColumn: Column = { key: "location", names: ["mpn id", "locatie"] };

export const contactColumns: readonly Column[] = [
  { key: "firstName", names: ["first name", "voornaam"] },
  { key: "lastName", names: ["last name", "achternaam"] },
  { key: "title", names: ["job title", "functie"] },
  { key: "contactEmail", names: ["contact e-mail", "contact email"] },
  { key: "language", names: ["taal"] },
  { key: "reason", names: ["reden"] },
];
