import { z } from "zod";
import { claimStatuses, customerStatuses, emailStates } from "@/db/schema/states";
import {
  afterText,
  chooseText,
  dueWithin,
  listLook,
  locationText,
  ownerText,
  searchText,
  several,
} from "../lists/schema";

/** What the list can be filtered by: where a row stands (section 2), or the status of its claim. */
export const customerStatus = z.enum([...customerStatuses, ...claimStatuses]);
export type CustomerStatus = z.output<typeof customerStatus>;

export const tabs = ["eligible", "ineligible", "complete"] as const;
export type Tab = (typeof tabs)[number];

/** The states that one looks for an e-mail in: on its way, there, and in trouble. */
export const mailsLookedFor = emailStates.filter(
  (state) => state !== "queued" && state !== "sending" && state !== "dropped",
);

/** Everything that the Customers page keeps in its address; what is not understood is left out. */
export const customersQuery = z.object({
  tab: z.enum(tabs).catch("eligible"),
  q: searchText,
  /** K4: any of these. */
  status: several(customerStatus.options),
  /** An MPN location ID: of rounds there. */
  location: locationText,
  /** A clock of the partner or customer ends within so many calendar days. */
  due: z.enum(["", ...dueWithin]).catch(""),
  /** Where the e-mail that asks for consent is. */
  mail: several(emailStates),
  /** In the order of its tab unless another is asked for. */
  sort: z.enum(["", "name", "-name", "days", "-days"]).catch(""),
  owner: ownerText,
  choose: chooseText,
  after: afterText,
  ...listLook,
});

export type CustomersQuery = z.output<typeof customersQuery>;

/** The order of the rows: on Eligible what is under way comes first, by the days that are left. */
export function sortOf({ tab, sort }: Pick<CustomersQuery, "tab" | "sort">) {
  return sort === "" ? (tab === "eligible" ? "days" : "name") : sort;
}

/** Whether something is filtered or looked for. */
export function isNarrowed({ q, status, location, due, owner, mail }: CustomersQuery): boolean {
  return [q, location, due, owner, ...status, ...mail].some((value) => value !== "");
}
