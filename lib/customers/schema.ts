import { z } from "zod";
import { claimStatuses, customerStatuses } from "@/db/schema/states";
import { afterText, ownerText, searchText } from "../lists/schema";

/** What the list can be filtered by: where a row stands (section 2), or the status of its claim. */
export const customerStatus = z.enum([...customerStatuses, ...claimStatuses]);
export type CustomerStatus = z.output<typeof customerStatus>;

export const tabs = ["eligible", "ineligible", "complete"] as const;
export type Tab = (typeof tabs)[number];

/** Everything that the Customers page keeps in its address; what is not understood is left out. */
export const customersQuery = z.object({
  tab: z.enum(tabs).catch("eligible"),
  q: searchText,
  status: customerStatus.nullable().catch(null),
  sort: z.enum(["name", "-name", "days", "-days"]).catch("name"),
  owner: ownerText,
  after: afterText,
});

export type CustomersQuery = z.output<typeof customersQuery>;
