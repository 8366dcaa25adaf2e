import { z } from "zod";
import { afterText, listLook, searchText } from "../lists/schema";

/** What the address of the companies says; anything that it does not understand is left out. */
export const partnersQuery = z.object({
  q: searchText,
  sort: z.enum(["name", "-name"]).catch("name"),
  after: afterText,
  ...listLook,
});
export type PartnersQuery = z.output<typeof partnersQuery>;
