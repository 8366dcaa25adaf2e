import { z } from "zod";
import { afterText, listLook, searchText } from "../lists/schema";

/** What the address of the tenants says; anything that it does not understand is left out. */
export const tenantsQuery = z.object({
  q: searchText,
  sort: z.enum(["name", "-name"]).catch("name"),
  after: afterText,
  ...listLook,
});
export type TenantsQuery = z.output<typeof tenantsQuery>;
